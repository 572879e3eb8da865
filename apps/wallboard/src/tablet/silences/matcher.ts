/** What a silence that is begun from an alert mutes: as little as this rule for this one, as much as a whole queue. */
import type { Entity, SilenceMatcher } from "../api/shapes.ts";

export type SilenceReach = "entity" | "rule" | "queue";

interface Silenceable {
  readonly ruleId: string;
  readonly entity: Entity;
  readonly queueId: string | null;
}

/** The reaches that mean something for this alert, narrowest first. */
export function silenceReaches({ entity, queueId }: Silenceable): readonly SilenceReach[] {
  if (entity.kind === "feed") return ["rule"];
  return queueId === null ? ["entity", "rule"] : ["entity", "rule", "queue"];
}

export function silenceMatcher(alert: Silenceable, reach: SilenceReach): SilenceMatcher {
  const rules = [alert.ruleId];
  const { entity, queueId } = alert;
  // A reach that this alert does not have mutes its rule alone, and never more than was asked for.
  if (reach === "queue" && queueId !== null) return { queues: [queueId] };
  if (reach === "entity" && entity.kind === "agent") return { rules, agents: [entity.id] };
  if (reach === "entity" && entity.kind === "queue") return { rules, queues: [entity.id] };
  return { rules };
}
