/**
 * What every widget of queues holds its figures against: limits and goals per queue from the wall's setup, the window it is
 * about, and how much of the site's day is over.
 */
import type { Span } from "@callboard/boards";
import { type ComputedRef, computed } from "vue";
import { dayPassedMs } from "../../charts/time-ticks.ts";
import { limitsBy } from "../../floor/queue-limits.ts";
import type { Yardstick } from "../../floor/queue-severity.ts";
import { useBoardStore } from "../../stores/board.ts";
import { useSetupStore } from "../../stores/setup.ts";

const MINUTE_MS = 60_000;

export function useYardstick(span: () => Span): ComputedRef<Yardstick> {
  const board = useBoardStore();
  const setup = useSetupStore();
  const limitsOf = computed(() => limitsBy(setup.setup?.goals ?? null));
  // Minutes alone: what is asked each second would judge every tile anew each second.
  const minute = computed(() => Math.floor(board.second / MINUTE_MS));
  const todayMs = computed(() =>
    board.site === null || minute.value === 0 ? null : dayPassedMs(board.site.zone, minute.value * MINUTE_MS),
  );
  return computed(() => ({ limitsOf: limitsOf.value, window: { span: span(), todayMs: todayMs.value } }));
}
