/** Who works here: `/api/v2/users` against the floor (guide, section 1; SPEC U). Names come from here alone. */
import { agentOf } from "../agent/agent.ts";
import { BOUNDS } from "../bounds.ts";
import type { Floor } from "../floor.ts";
import type { RosterInput } from "../inputs.ts";
import { applied, type Outcome, unchanged } from "../outcome.ts";
import { forgetVerdict, rejudge } from "../routability/rejudge.ts";
import type { AgentId, EpochMs, QueueId } from "../vocabulary.ts";

/**
 * Takes the whole roster. Empty is the guide's missing-scope trap and is never applied (SPEC U2); who is absent
 * from two rosters in a row leaves the floor, so that one partial answer empties nothing (SPEC U3).
 */
export function takeRoster(floor: Floor, input: RosterInput, now: EpochMs): Outcome {
  if (input.entries.length === 0) return unchanged("emptyRoster");
  const queues = new Set<QueueId>();
  const agents: AgentId[] = [];
  const named = new Set<AgentId>();
  for (const entry of input.entries) {
    const agent = agentOf(floor, entry.agentId);
    if (agent === null) continue;
    named.add(agent.id);
    const isNews =
      !agent.onRoster ||
      agent.name !== entry.name ||
      agent.teamId !== entry.teamId ||
      agent.teamName !== entry.teamName;
    agent.onRoster = true;
    agent.missedRosters = 0;
    agent.name = entry.name;
    agent.teamId = entry.teamId;
    agent.teamName = entry.teamName;
    if (rejudge(floor, agent, now, queues) || isNews) agents.push(agent.id);
  }
  const removedAgents = removeTheGone(floor, named, queues);
  return applied("roster", { agents, removedAgents, queues: [...queues] });
}

function removeTheGone(floor: Floor, named: ReadonlySet<AgentId>, queues: Set<QueueId>): AgentId[] {
  const gone: AgentId[] = [];
  for (const agent of floor.agents.values()) {
    // An agent that only the stream knows was never on a roster, so absence from one says nothing of them.
    if (named.has(agent.id) || !agent.onRoster) continue;
    agent.missedRosters += 1;
    if (agent.missedRosters < BOUNDS.missingRosters) continue;
    forgetVerdict(floor, agent, queues);
    floor.agents.delete(agent.id);
    gone.push(agent.id);
  }
  return gone;
}
