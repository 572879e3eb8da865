/**
 * Alerts that belong together on the page: one rule's in one queue, or of one team, which is what the alert desk tells
 * together as one incident. The board does not name incidents, so this is worked out from what it shows.
 */
import type { BoardAlert } from "@callboard/protocol";

/** Of an agent by the agent's id; `null` where the board knows none. */
export type TeamOf = (agentId: string) => string | null;

/** Of each alert that stands first among its companions, all that nobody has seen yet, itself included; two at least. */
export function companionsOf(
  ordered: readonly BoardAlert[],
  teamOf: TeamOf,
): ReadonlyMap<string, readonly BoardAlert[]> {
  const groups = new Map<string, BoardAlert[]>();
  for (const alert of ordered) {
    if (alert.acknowledged !== null || alert.entity.kind === "feed") continue;
    const key = JSON.stringify([alert.ruleId, ...placeOf(alert, teamOf)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [alert]);
    else group.push(alert);
  }
  const leaders = Array.from(groups.values()).filter((group) => group.length > 1);
  return new Map(leaders.map((group) => [group[0]?.id ?? "", group]));
}

function placeOf({ queueId, entity }: BoardAlert, teamOf: TeamOf): readonly (string | null)[] {
  if (queueId !== null) return ["queue", queueId];
  return ["team", entity.kind === "agent" ? teamOf(entity.id) : null];
}
