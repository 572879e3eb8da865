/**
 * One subject's contact centre: `world`'s model of a floor at its own real pace, and puppets on top that bring the
 * whole to the rate asked for. Its time stands still while the other subject is measured, so both get the same
 * stretch of life; what it says is always dated with the present.
 */
import {
  type AgentTruth,
  agentRow,
  createWorld,
  skillsRow,
  toWire,
  userRow,
  type WireAgent,
  type WireMessage,
  type WireSkills,
  type WireUser,
  type World,
  zoneWithLocalHour,
} from "@callboard/world";

export interface CentreOptions {
  readonly agents: number;
  readonly queues: number;
  readonly eventsPerSecond: number;
  readonly startMs: number;
}

const SEED = 7;
/** Mid-morning, when most of the floor is at work. */
const LOCAL_HOUR = 11;
/** Before the start: what a floor of this size says by itself is learned, and the windows' contacts happen. */
const SETTLING_MS = 900_000;

export class Centre {
  readonly #world: World;
  /** How long the centre's time has stood still. */
  #stoodStillMs = 0;
  #stoppedAtMs: number;
  /** Contacts of the quarter hour before the start: told first, or every window would be measured empty. */
  readonly history: WireMessage[] = [];
  /** Whom somebody else moves just now: the centre says nothing of them. */
  #held: ReadonlySet<string> = new Set();
  /** What each agent's row said last, on the stream or by REST: the truth that REST repeats. */
  readonly #told = new Map<string, WireAgent>();

  constructor(options: CentreOptions) {
    const { agents, queues, startMs } = options;
    const zone = zoneWithLocalHour(LOCAL_HOUR, startMs);
    const plain = { seed: SEED, agents, queues, startMs: startMs - SETTLING_MS, zone };
    const ownRate = createWorld(plain).advance(startMs).length / (SETTLING_MS / 1_000);
    const extraEventsPerSecond = Math.max(0, Math.round(options.eventsPerSecond - ownRate));
    this.#world = createWorld({ ...plain, extraEventsPerSecond });
    for (const event of this.#world.advance(startMs))
      if (event.kind === "interaction") this.history.push(toWire(event));
    this.#stoppedAtMs = startMs;
    for (const agent of this.#world.truth().agents) this.#told.set(agent.id, agentRow(agent));
  }

  /** Everything that happened up to `now`, as it goes over the wire. */
  advance(now: number): WireMessage[] {
    const messages = this.#world
      .advance(now - this.#stoodStillMs)
      .filter((event) => event.kind !== "agentState" || !this.#held.has(event.agentId))
      .map((event) => toWire(event, this.#stoodStillMs));
    for (const message of messages) if (message.type === "agent_state_change") this.tell(message.data);
    return messages;
  }

  nextEventMs(): number {
    return this.#world.nextEventMs() + this.#stoodStillMs;
  }

  stop(now: number): void {
    this.#stoppedAtMs = now;
  }

  goOn(now: number): void {
    this.#stoodStillMs += now - this.#stoppedAtMs;
  }

  /** Leaves these agents to somebody else; nobody again with an empty set. */
  hold(agentIds: ReadonlySet<string>): void {
    this.#held = agentIds;
  }

  tell(row: WireAgent): void {
    this.#told.set(row.user_id, row);
  }

  /** A sign of life of one queue, as it stood last: what keeps a feed from being taken for dead. */
  murmur(now: number): WireMessage {
    const [queue] = this.#world.truth().queues;
    if (queue === undefined) throw new Error("a centre without queues");
    const { id: queueId, name: queueName } = queue;
    const figures = {
      waitSeconds: 0,
      abandonedCount: 0,
      availableAgents: 0,
      callVolume1h: 0,
      serviceLevelPct: null,
    };
    return toWire({ kind: "queueStats", atMs: now, queueId, queueName, ...figures });
  }

  agents(): readonly AgentTruth[] {
    return this.#world.truth().agents;
  }

  users(): WireUser[] {
    return this.agents().map(userRow);
  }

  skills(id: string): WireSkills | null {
    const agent = this.#world.truth().agent(id);
    return agent === null ? null : skillsRow(agent);
  }

  states(ids: readonly string[]): WireAgent[] {
    return ids.flatMap((id) => this.#told.get(id) ?? []);
  }
}
