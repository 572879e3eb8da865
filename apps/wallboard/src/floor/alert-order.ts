/**
 * Which alert a room must look at first, and how calmly each may be shown. What somebody has seen, muted or what only
 * flickers stands back behind what nobody has taken up; within that the most severe, then the newest.
 */
import { type BoardAlert, SEVERITIES, type Severity } from "@callboard/protocol";
import { compareText } from "./agent-groups.ts";

/**
 * What has become of an alert: `open` wants somebody, `ending` no longer holds but is watched for a while, the others
 * are calm on purpose.
 */
export type AlertCare = "open" | "ending" | "flapping" | "seen" | "silenced";

const CARE_ORDER: readonly (readonly AlertCare[])[] = [
  ["open", "ending"],
  ["flapping"],
  ["seen"],
  ["silenced"],
];

/** The one word for what people have done about it; what mutes most wins. */
export function careOf(alert: BoardAlert): AlertCare {
  if (alert.silenced !== null) return "silenced";
  if (alert.acknowledged !== null) return "seen";
  if (alert.isFlapping) return "flapping";
  return alert.phase === "recovering" ? "ending" : "open";
}

/** Whether it may be shown without calling for anybody. */
export function isCalm(care: AlertCare): boolean {
  return care === "flapping" || care === "seen" || care === "silenced";
}

/** Everything that fires, first what needs somebody most. The order is total, so two alerts never swap places. */
export function orderAlerts(alerts: Iterable<BoardAlert>): BoardAlert[] {
  return Array.from(alerts).sort(
    (a, b) =>
      careRank(a) - careRank(b) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      b.firedAt - a.firedAt ||
      compareText(a.id, b.id),
  );
}

function careRank(alert: BoardAlert): number {
  const care = careOf(alert);
  return CARE_ORDER.findIndex((cares) => cares.includes(care));
}

export interface SeverityCount {
  readonly severity: Severity;
  readonly count: number;
}

/** How many fire of each severity, most severe first; those of which there is none are left out. */
export function countSeverities(alerts: readonly BoardAlert[]): SeverityCount[] {
  return SEVERITIES.map((severity) => ({
    severity,
    count: alerts.filter((alert) => alert.severity === severity).length,
  })).filter(({ count }) => count > 0);
}

/** How an agent's row or a queue's tile is marked: by the alert that stands first among its own. */
export interface AlertMark {
  readonly severity: Severity;
  readonly isCalm: boolean;
}

/** The marks of everybody who has an alert. @param ordered as `orderAlerts` gives them */
export function marksOf(ordered: readonly BoardAlert[]): {
  readonly agents: ReadonlyMap<string, AlertMark>;
  readonly queues: ReadonlyMap<string, AlertMark>;
} {
  const agents = new Map<string, AlertMark>();
  const queues = new Map<string, AlertMark>();
  for (const alert of ordered) {
    const { entity } = alert;
    if (entity.kind === "feed") continue;
    const marks = entity.kind === "agent" ? agents : queues;
    if (!marks.has(entity.id))
      marks.set(entity.id, { severity: alert.severity, isCalm: isCalm(careOf(alert)) });
  }
  return { agents, queues };
}
