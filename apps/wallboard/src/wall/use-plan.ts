/** The screen's plan as Vue sees it: worked out anew when the setup changes or the schedule's time has come, and not else. */
import { onScopeDispose, type ShallowRef, shallowRef, watch } from "vue";
import type { Ticker } from "../clock/ticker.ts";
import type { Settings } from "../settings/settings.ts";
import { useBoardStore } from "../stores/board.ts";
import { useSetupStore } from "../stores/setup.ts";
import { planAt, type ShownPlan } from "./board-plan.ts";

export function usePlan(settings: Settings, ticker: Ticker): Readonly<ShallowRef<ShownPlan>> {
  const board = useBoardStore();
  const setup = useSetupStore();
  const plan = shallowRef<ShownPlan>(planAt(settings, setup.setup, board.serverNow()));
  let wasClockKnown = board.serverNow() !== null;
  const renew = (serverNow: number | null) => {
    plan.value = planAt(settings, setup.setup, serverNow);
  };
  watch(
    () => setup.setup,
    () => renew(board.serverNow()),
    { flush: "sync" },
  );
  onScopeDispose(
    ticker.everySecond((serverNow) => {
      const { until } = plan.value;
      if (!wasClockKnown || (until !== null && serverNow >= until)) renew(serverNow);
      wasClockKnown = true;
    }),
  );
  return plan;
}
