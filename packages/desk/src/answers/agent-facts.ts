/** One agent with what supervisors ask about: skills, and the shift that holds for them with its hours. Reads only. */
import {
  type AgentId,
  type AgentRecord,
  type EpochMs,
  type Floor,
  shiftAround,
  shiftOf,
} from "@callboard/core";
import type { AgentFacts, AgentShift } from "@callboard/protocol";
import { type NameView, projectAgentDetail } from "../project.ts";

/** `null` where nobody of this id is on the floor. */
export function agentFactsOf(floor: Floor, id: AgentId, names: NameView, at: EpochMs): AgentFacts | null {
  const agent = floor.agents.get(id);
  if (agent === undefined) return null;
  return {
    at,
    agent: projectAgentDetail(floor, agent, names),
    skills:
      agent.profile?.skills.map(({ id: skillId, name, level, active, queueIds }) => ({
        id: skillId,
        name,
        level,
        isActive: active,
        queueIds,
      })) ?? null,
    shift: shiftFacts(floor, agent, at),
  };
}

function shiftFacts(floor: Floor, agent: AgentRecord, at: EpochMs): AgentShift | null {
  const { knowledge, source } = shiftOf(floor.site, agent);
  if (knowledge.kind !== "template") return null;
  const { name, zone } = knowledge.template;
  const { from, to, breaks } = shiftAround(knowledge.template, at) ?? { from: null, to: null, breaks: [] };
  return { name, zone, source, from, to, breaks };
}
