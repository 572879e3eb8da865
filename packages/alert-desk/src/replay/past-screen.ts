/**
 * What the screens of one replay hold: rows in the names of one view, and what of them is news. Whoever was told of once is
 * named by a number from then on, as on the live board.
 */
import type { AgentId, QueueId } from "@callboard/core";
import type { BoardAgent, BoardAlert, BoardQueue, DeltaAgent, DeltaFrame } from "@callboard/protocol";
import type { PastFloor } from "./past-floor.ts";
import { type PastNames, pastAgent, pastQueue } from "./past-rows.ts";

type Changes = Pick<
  DeltaFrame,
  "agents" | "removedAgents" | "queues" | "removedQueues" | "alerts" | "removedAlerts"
> & { readonly onlyCounts: ReadonlySet<QueueId> };

export class PastScreen {
  readonly #names: PastNames;
  readonly #refs = new Map<AgentId, number>();
  /** Name and team of those who are on the screen. */
  readonly #introduced = new Map<AgentId, string>();
  /** Each queue that is on it, but for its count of routable agents. */
  readonly #queues = new Map<QueueId, string>();
  readonly #alerts = new Map<string, string>();

  constructor(names: PastNames) {
    this.#names = names;
  }

  /** No more of them than the history of one page names. */
  readonly refOf = (id: AgentId): number => {
    const ref = this.#refs.get(id) ?? this.#refs.size;
    this.#refs.set(id, ref);
    return ref;
  };

  whole(floor: PastFloor, alerts: readonly BoardAlert[]) {
    const agents = Array.from(floor.agents.keys(), (id) => this.#agent(floor, id)).filter(isThere);
    const queues = Array.from(floor.queues.keys(), (id) => this.#queue(floor, id)).filter(isThere);
    for (const agent of agents) this.#introduced.set(agent.id, identityOf(agent));
    for (const queue of queues) this.#queues.set(queue.id, withoutCount(queue));
    for (const alert of alerts) this.#alerts.set(alert.id, JSON.stringify(alert));
    return { agents, queues, alerts };
  }

  changes(floor: PastFloor, alerts: readonly BoardAlert[]): Changes {
    const touched = floor.takeTouched();
    const agents = Array.from(touched.agents.changed, (id) => this.#agent(floor, id)).filter(isThere);
    const queues = Array.from(touched.queues.changed, (id) => this.#queue(floor, id)).filter(isThere);
    const onlyCounts = new Set(queues.filter((queue) => this.#isOnlyCount(queue)).map(({ id }) => id));
    return {
      agents: agents.map((agent) => this.#introduce(agent)),
      removedAgents: [...touched.agents.removed].filter((id) => this.#introduced.delete(id)),
      queues,
      removedQueues: [...touched.queues.removed].filter((id) => this.#queues.delete(id)),
      ...this.#changedAlerts(alerts),
      onlyCounts,
    };
  }

  #introduce(agent: BoardAgent): DeltaAgent {
    const identity = identityOf(agent);
    const isIntroduced = this.#introduced.get(agent.id) !== identity;
    this.#introduced.set(agent.id, identity);
    return { agent, isIntroduced };
  }

  #isOnlyCount(queue: BoardQueue): boolean {
    const rest = withoutCount(queue);
    const isSame = this.#queues.get(queue.id) === rest;
    this.#queues.set(queue.id, rest);
    return isSame;
  }

  #changedAlerts(alerts: readonly BoardAlert[]): Pick<DeltaFrame, "alerts" | "removedAlerts"> {
    const there = new Set(alerts.map(({ id }) => id));
    const removedAlerts = [...this.#alerts.keys()].filter((id) => !there.has(id));
    for (const id of removedAlerts) this.#alerts.delete(id);
    const changed = alerts.filter((alert) => {
      const text = JSON.stringify(alert);
      const isNews = this.#alerts.get(alert.id) !== text;
      this.#alerts.set(alert.id, text);
      return isNews;
    });
    return { alerts: changed, removedAlerts };
  }

  #agent(floor: PastFloor, id: AgentId): BoardAgent | null {
    const row = floor.agents.get(id);
    return row === undefined ? null : pastAgent(row, floor.who.get(id) ?? null, this.#names);
  }

  #queue(floor: PastFloor, id: QueueId): BoardQueue | null {
    const row = floor.queues.get(id);
    return row === undefined ? null : pastQueue(row, floor.trendOf(id));
  }
}

const isThere = <Row>(row: Row | null): row is Row => row !== null;

const identityOf = ({ name, team }: BoardAgent): string => JSON.stringify([name, team]);

const withoutCount = (queue: BoardQueue): string => JSON.stringify({ ...queue, routableAgents: 0 });
