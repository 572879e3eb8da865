/** Which of the alerts that fire are meant by what was asked. The order stays the board's own. */
import type { BoardAlert, Severity } from "@callboard/protocol";
import { careOf, isCalm } from "../../floor/alert-order.ts";
import { folded } from "../../format/fold.ts";

export interface FiringQuestion {
  readonly text: string;
  readonly severity: Severity | "";
  readonly queueId: string;
  /** Only what nobody has taken up. */
  readonly isOpenOnly: boolean;
}

/** @param saidOf whom an alert is about, with team and queue: what a person may look for */
export function meantAlerts(
  alerts: readonly BoardAlert[],
  { text, severity, queueId, isOpenOnly }: FiringQuestion,
  saidOf: (alert: BoardAlert) => string,
): readonly BoardAlert[] {
  const wanted = folded(text.trim());
  return alerts.filter((alert) => {
    if (severity !== "" && alert.severity !== severity) return false;
    if (queueId !== "" && alert.queueId !== queueId) return false;
    if (isOpenOnly && isCalm(careOf(alert))) return false;
    return wanted === "" || folded(`${alert.ruleName}\n${saidOf(alert)}`).includes(wanted);
  });
}
