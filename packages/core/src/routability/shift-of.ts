/**
 * Which shift holds for a person: their own by the site's setting, else their team's, else what CXone says (SPEC R6). Looked
 * up anew at each judgement, so a team that changes or a setting that does needs no bookkeeping.
 */
import type { AgentRecord } from "../floor.ts";
import type { Site } from "../site.ts";
import type { ShiftKnowledge } from "./profile.ts";

export interface ShiftInForce {
  readonly knowledge: ShiftKnowledge;
  readonly source: "site" | "cxone";
}

type Person = Pick<AgentRecord, "id" | "teamName" | "profile">;

const UNKNOWN: ShiftKnowledge = { kind: "unknown" };

/** The shift in force. Before the profile is known CXone's is unknown; a template that the site does not have is none. */
export function shiftOf({ shifts }: Site, { id, teamName, profile }: Person): ShiftInForce {
  const { templates, byAgent, byTeam } = shifts;
  const ofTeam = teamName === null ? undefined : byTeam.get(teamName);
  for (const templateId of [byAgent.get(id), ofTeam]) {
    const template = templateId === undefined ? undefined : templates.get(templateId);
    if (template !== undefined) return { knowledge: { kind: "template", template }, source: "site" };
  }
  return { knowledge: profile?.shift ?? UNKNOWN, source: "cxone" };
}
