/**
 * `agent_state_change` messages for the flood: encoded beforehand up to their two instants, so that the sender is
 * never what is being measured. Each agent goes round READY, CALL, AFTER_CALL_WORK, so every message is a real
 * change of state and of routability, never a cheap duplicate.
 */
import { type AgentState, type AgentTruth, toWire, type WireAgent } from "@callboard/world";

const ROUND: readonly { readonly state: AgentState; readonly code: string }[] = [
  { state: "CALL", code: "ON_CALL" },
  { state: "AFTER_CALL_WORK", code: "ACW" },
  { state: "READY", code: "AVAILABLE" },
];

/** A message in three pieces, between which the instant belongs. */
type Pieces = readonly [string, string, string];

interface Source {
  readonly rounds: readonly Pieces[];
  readonly rows: readonly WireAgent[];
  lastMs: number;
}

export class FloodMessages {
  readonly #sources: Source[];
  #next = 0;
  #isoMs = -1;
  #iso = "";

  constructor(agents: readonly AgentTruth[]) {
    this.#sources = agents.map((agent) => {
      const messages = ROUND.map(({ state, code }) => messageOf(agent, state, code));
      return { rounds: messages.map(inPieces), rows: messages.map(({ data }) => data), lastMs: 0 };
    });
  }

  /** The next agent's next change, dated `now` or just after the same agent's last one. */
  next(now: number): string {
    const source = this.#sources[this.#next % this.#sources.length];
    const round = Math.floor(this.#next / this.#sources.length) % ROUND.length;
    this.#next += 1;
    const pieces = source?.rounds[round];
    if (source === undefined || pieces === undefined) throw new Error("a flood without agents");
    source.lastMs = Math.max(now, source.lastMs + 1);
    const at = this.#isoOf(source.lastMs);
    return pieces[0] + at + pieces[1] + at + pieces[2];
  }

  /** The first agent's change under a code that nothing else carries: seen on a screen, it ends the flood. */
  mark(now: number, code: string): { text: string; row: WireAgent } {
    const [source] = this.#sources;
    const row = source?.rows[0];
    if (source === undefined || row === undefined) throw new Error("a flood without agents");
    source.lastMs = Math.max(now, source.lastMs + 1);
    const timestamp = this.#isoOf(source.lastMs);
    const data = {
      ...row,
      state: "NOT_READY",
      state_code: code,
      queue_id: null,
      call_id: null,
      direction: null,
      last_updated: timestamp,
    };
    return { text: JSON.stringify({ type: "agent_state_change", timestamp, data }), row: data };
  }

  /** Each agent's row as the flood has left it. */
  *left(): Generator<WireAgent> {
    for (const [index, source] of this.#sources.entries()) {
      const sent = Math.floor((this.#next - index - 1) / this.#sources.length);
      const row = sent < 0 ? undefined : source.rows[sent % ROUND.length];
      if (row !== undefined) yield { ...row, last_updated: new Date(source.lastMs).toISOString() };
    }
  }

  #isoOf(ms: number): string {
    if (ms !== this.#isoMs) {
      this.#isoMs = ms;
      this.#iso = new Date(ms).toISOString();
    }
    return this.#iso;
  }
}

function messageOf(agent: AgentTruth, state: AgentState, statusCode: string) {
  const isBusy = state !== "READY";
  const message = toWire({
    kind: "agentState",
    agentId: agent.id,
    state,
    statusCode,
    atMs: 0,
    sinceMs: 0,
    lastUpdatedMs: 0,
    queueId: isBusy ? (agent.skills[0]?.queueIds[0] ?? null) : null,
    contactId: isBusy ? `call_flood_${agent.id.slice(0, 8)}` : null,
    direction: isBusy ? "INBOUND" : null,
  });
  if (message.type !== "agent_state_change") throw new Error("not an agent's change");
  return message;
}

function inPieces(message: unknown): Pieces {
  const [before, between, after] = JSON.stringify(message).split(new Date(0).toISOString());
  if (before === undefined || between === undefined || after === undefined)
    throw new Error("two instants expected");
  return [before, between, after];
}
