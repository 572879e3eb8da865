/**
 * The alerts as Vue sees them: in the order of need, counted, and as marks for rows and tiles. Set anew only when an
 * alert has changed. It must never decide what fires: that is the alert desk's alone.
 */
import type { BoardAlert, BoardAlerting, Replica } from "@callboard/protocol";
import { type ShallowRef, shallowRef } from "vue";
import { type AlertMark, marksOf, orderAlerts } from "../floor/alert-order.ts";

export interface AlertBook {
  /** Everything that fires and is listed, neediest first. */
  readonly alerts: ShallowRef<readonly BoardAlert[]>;
  /** `null` before the first board. */
  readonly alerting: ShallowRef<BoardAlerting | null>;
  readonly agentMarks: ShallowRef<ReadonlyMap<string, AlertMark>>;
  readonly queueMarks: ShallowRef<ReadonlyMap<string, AlertMark>>;
  /** Alerts that came while this screen was looking, and when (by the server's clock): they may be shown to have come. */
  readonly cameAt: ReadonlyMap<string, number>;
  refresh(replica: Replica, haveChanged: boolean, serverNow: number | null): void;
}

export function createAlertBook(): AlertBook {
  const alerts = shallowRef<readonly BoardAlert[]>([]);
  const alerting = shallowRef<BoardAlerting | null>(null);
  const agentMarks = shallowRef<ReadonlyMap<string, AlertMark>>(new Map());
  const queueMarks = shallowRef<ReadonlyMap<string, AlertMark>>(new Map());
  const cameAt = new Map<string, number>();
  let known: ReadonlySet<string> | null = null;

  function noteNew(replica: Replica, serverNow: number | null): void {
    for (const id of Array.from(cameAt.keys())) if (!replica.alerts.has(id)) cameAt.delete(id);
    for (const id of replica.alerts.keys()) {
      if (known !== null && !known.has(id) && serverNow !== null) cameAt.set(id, serverNow);
    }
    known = new Set(replica.alerts.keys());
  }

  return {
    alerts,
    alerting,
    agentMarks,
    queueMarks,
    cameAt,
    refresh(replica, haveChanged, serverNow) {
      if (!isSame(alerting.value, replica.alerting)) alerting.value = replica.alerting;
      if (!haveChanged) return;
      noteNew(replica, serverNow);
      const ordered = orderAlerts(replica.alerts.values());
      const marks = marksOf(ordered);
      alerts.value = ordered;
      agentMarks.value = marks.agents;
      queueMarks.value = marks.queues;
    },
  };
}

/** Each frame brings it anew; what says the same must lay nothing out again. */
function isSame(a: BoardAlerting | null, b: BoardAlerting | null): boolean {
  if (a === null || b === null) return a === b;
  return a.state === b.state && a.since === b.since && a.more === b.more;
}
