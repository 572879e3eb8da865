/** Lets a page's alerts be heard: at each change of them, and by the second for what waits or is to be heard again. */
import type { BoardAlert, Severity } from "@callboard/protocol";
import { onScopeDispose, watch } from "vue";
import type { Ticker } from "../clock/ticker.ts";
import type { AlertWatch } from "../floor/alert-watch.ts";
import type { Sound } from "./sound.ts";

export interface AlertsToHear {
  readonly ticker: Ticker;
  alerts(): readonly BoardAlert[];
  watch(): AlertWatch;
  /** The least severe that sounds on this board; `null`: none. */
  from(): Severity | null;
  /** The server's clock; `null` while unknown. */
  serverNow(): number | null;
}

/** To be called once in the page's outermost component; ends with it. The device's switch outlives it. */
export function useSound(
  sound: Sound,
  { ticker, alerts, watch: watched, from, serverNow }: AlertsToHear,
): void {
  const listen = (now: number | null) => {
    if (now !== null) sound.listen({ alerts: alerts(), watch: watched(), from: from(), now });
  };
  onScopeDispose(ticker.everySecond(listen));
  watch([alerts, watched, from], () => listen(serverNow()), { immediate: true });
}
