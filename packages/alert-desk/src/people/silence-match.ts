/** Which alerts a silence mutes. Pure. All lists that are given must match; within a list any one does. */
import type { EpochMs } from "@callboard/core";
import type { AlertRecord } from "../record/alert-record.ts";
import type { Silence, SilenceMatcher } from "../views.ts";

type Matched = Pick<AlertRecord, "ruleId" | "severity" | "entity" | "queueId" | "teamId" | "teamName">;

export function isMatched(matcher: SilenceMatcher, alert: Matched): boolean {
  const { rules, severities, queues, teams, agents } = matcher;
  const agentId = alert.entity.kind === "agent" ? alert.entity.id : null;
  return (
    isListed(rules, alert.ruleId) &&
    isListed(severities, alert.severity) &&
    isListed(queues, alert.queueId) &&
    (isListed(teams, alert.teamId) || isListed(teams, alert.teamName)) &&
    isListed(agents, agentId)
  );
}

function isListed<Word extends string>(list: readonly Word[] | undefined, word: Word | null): boolean {
  return list === undefined || list.length === 0 || (word !== null && list.includes(word));
}

export const isActive = ({ ended, until }: Silence, at: EpochMs): boolean => ended === null && until > at;

/** The silence that mutes an alert for the longest, or `null`. */
export function silenceOf(silences: Iterable<Silence>, alert: Matched, at: EpochMs): AlertRecord["silenced"] {
  let longest: Silence | null = null;
  for (const silence of silences) {
    if (!isActive(silence, at) || !isMatched(silence.matcher, alert)) continue;
    if (longest === null || silence.until > longest.until) longest = silence;
  }
  return longest === null ? null : { id: longest.id, by: longest.by, until: longest.until };
}
