/** One queue on a tile or in a row: its figures as they change, and how badly it needs somebody, judged once for both. */
import type { BoardQueue } from "@callboard/protocol";
import { type ComputedRef, computed } from "vue";
import type { AlertMark } from "../../floor/alert-order.ts";
import { type Severity, severityOf, type Yardstick } from "../../floor/queue-severity.ts";
import { useBoardStore } from "../../stores/board.ts";
import { needText } from "./wording.ts";

export interface QueueNow {
  /** `null` once it has left the floor. */
  readonly queue: ComputedRef<BoardQueue | null>;
  readonly level: ComputedRef<Severity["level"]>;
  readonly need: ComputedRef<string>;
  readonly mark: ComputedRef<AlertMark | null>;
}

/** @param saysWhose whether the word must say that CXone's figure was judged, as nothing beside it does */
export function useQueue(
  queueId: () => string,
  yardstick: () => Yardstick,
  saysWhose: () => boolean,
): QueueNow {
  const board = useBoardStore();
  const queue = computed(() => board.queueSignal(queueId()).value);
  const severity = computed(() =>
    queue.value === null
      ? null
      : severityOf(queue.value, board.floorSecond, board.feed?.clock ?? null, yardstick()),
  );
  // Plain values, so that a second that changes nothing redraws nothing.
  const level = computed(() => severity.value?.level ?? "none");
  const need = computed(() => (severity.value === null ? "" : needText(severity.value, saysWhose())));
  return { queue, level, need, mark: computed(() => board.queueMark(queueId())) };
}
