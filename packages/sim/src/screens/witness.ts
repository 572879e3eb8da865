/**
 * A screen without faults that hears every frame in the very turn that sends it. Its copy of the board is what was
 * committed; every other screen is held against it. It also holds the fold itself against the desk's whole board.
 */
import { isDeepStrictEqual } from "node:util";
import { AGENT_STATES } from "@callboard/core";
import type { Desk, DeskSetup, Viewer, ViewerSocket } from "@callboard/desk";
import {
  type Applied,
  applyFrame,
  createDecoder,
  createReplica,
  type Decoder,
  type DetailedBoard,
  helloOf,
  type NameStyle,
  type Replica,
} from "@callboard/protocol";
import type { CommittedBoards } from "../check/committed.ts";
import type { Findings } from "../check/findings.ts";
import type { Scheduler } from "../scheduler.ts";
import { BoardHash, steadyRow } from "./board-hash.ts";

export interface WitnessParts {
  readonly tenant: string;
  readonly names: NameStyle;
  readonly scheduler: Scheduler;
  readonly findings: Findings;
  readonly committed: CommittedBoards;
  readonly setup: () => DeskSetup;
  /** Each committed board of this view, as a short text, in order. */
  readonly onBoard: (seq: number, hash: string) => void;
}

/** Every so many boards the fold is compared with the whole. */
const COMPARE_EVERY = 40;

export class Witness {
  readonly #parts: WitnessParts;
  #desk: Desk | null = null;
  #viewer: Viewer | null = null;
  #decoder: Decoder = createDecoder();
  #replica: Replica = createReplica();
  #hash = new BoardHash();
  /** What the board has said of each agent in this epoch (invariant 2). */
  #lastUpdated = new Map<string, number>();
  #boards = 0;

  constructor(parts: WitnessParts) {
    this.#parts = parts;
  }

  get replica(): Replica {
    return this.#replica;
  }

  /** Joins a desk that has just begun. `wrap` is where a planted bug may sit. */
  attach(desk: Desk): void {
    this.#desk = desk;
    this.#decoder = createDecoder();
    this.#replica = createReplica();
    this.#hash = new BoardHash();
    this.#lastUpdated = new Map();
    const socket: ViewerSocket = {
      send: (text) => this.#hear(text),
      close: (_code, reason) => this.#breach(`the witness was closed: ${reason}`),
      buffered: () => 0,
    };
    this.#viewer = desk.admit(socket, this.#parts.names);
    if (this.#viewer !== null) desk.hear(this.#viewer, JSON.stringify(helloOf(this.#replica)));
  }

  acknowledge(): void {
    if (this.#desk === null || this.#viewer === null) return;
    this.#desk.hear(
      this.#viewer,
      JSON.stringify({ type: "ack", seq: Math.max(0, this.#replica.seq), health: null }),
    );
  }

  #breach(what: string): void {
    this.#parts.findings.breach("I8", this.#parts.tenant, what);
  }

  #hear(text: string): void {
    const decoded = this.#decoder.decode(text);
    if (decoded.kind === "invalid") {
      this.#breach(`a frame cannot be read: ${decoded.detail}`);
      return;
    }
    if (decoded.kind === "order") return;
    const { frame } = decoded;
    if (frame.type === "snapshot") this.#checkNames(text);
    const applied = applyFrame(this.#replica, frame);
    if (applied.kind === "ask") {
      this.#breach(`a perfect connection had to ask: ${frame.type} to seq ${frame.seq}`);
    }
    if (applied.kind === "applied") this.#note(applied);
  }

  /** A view that may not show names in full is sent none (invariant 12: nothing goes where it must not). */
  #checkNames(text: string): void {
    const { names, findings } = this.#parts;
    if (names === "full" || this.#desk === null) return;
    findings.checked();
    const { agents, queues } = this.#desk.floor;
    // Hostile names are few, and the same ones may be a team's or a queue's.
    const others = new Set<string | null>();
    for (const queue of queues.values()) others.add(queue.name);
    for (const { teamName } of agents.values()) others.add(teamName);
    for (const { name } of agents.values()) {
      if (name === null || others.has(name) || !/\S\s+\S{2}/u.test(name)) continue;
      if (text.includes(JSON.stringify(name))) this.#breach(`a view of ${names} was sent a full name`);
    }
  }

  #note(applied: Extract<Applied, { kind: "applied" }>): void {
    const { committed, names, findings, onBoard, scheduler } = this.#parts;
    const replica = this.#replica;
    this.#hash.update(replica, applied);
    const hash = this.#hash.value(replica);
    committed.note(replica.epoch ?? "", names, replica.seq, hash, scheduler.nowMs);
    onBoard(replica.seq, hash);
    this.#checkCounts();
    this.#checkOrder(applied);
    findings.checked(2);
    this.#boards += 1;
    if (this.#boards % COMPARE_EVERY === 0) this.compareWithDesk();
  }

  /** The counts are of the same board as the rows. */
  #checkCounts(): void {
    const { counts, agents } = this.#replica;
    const byState = AGENT_STATES.map(() => 0);
    for (const agent of agents.values()) {
      const index = AGENT_STATES.indexOf(agent.state);
      byState[index] = (byState[index] ?? 0) + 1;
    }
    if (JSON.stringify(counts?.byState) !== JSON.stringify(byState)) {
      this.#breach(`seq ${this.#replica.seq}: counts ${counts?.byState} of rows ${byState}`);
    }
  }

  #checkOrder(applied: Extract<Applied, { kind: "applied" }>): void {
    for (const id of applied.removedAgents) this.#lastUpdated.delete(id);
    for (const id of applied.changedAgents) {
      const lastUpdated = this.#replica.agents.get(id)?.lastUpdated ?? null;
      if (lastUpdated === null) continue;
      const before = this.#lastUpdated.get(id) ?? Number.NEGATIVE_INFINITY;
      if (lastUpdated < before) {
        const { findings, tenant } = this.#parts;
        findings.breach("I2", tenant, `${id} went back by ${before - lastUpdated} ms`);
      }
      this.#lastUpdated.set(id, lastUpdated);
    }
  }

  /** The fold of all deltas is the board itself. Only right within the turn that published. */
  compareWithDesk(): void {
    if (this.#desk === null) return;
    const board = this.#desk.board(this.#parts.names);
    this.#parts.findings.checked(board.agents.length + board.queues.length);
    for (const what of differences(this.#replica, board)) this.#breach(`seq ${board.seq}: ${what}`);
    const { revision } = this.#parts.setup();
    if (this.#replica.setupRevision !== revision)
      this.#breach(`told of setup ${this.#replica.setupRevision} where ${revision} is in force`);
  }
}

function differences(replica: Replica, board: DetailedBoard): string[] {
  const found: string[] = [];
  if (!isDeepStrictEqual(replica.site, board.site))
    found.push(`the fold is of the site ${JSON.stringify(replica.site)}`);
  if (board.seq !== replica.seq) found.push(`the fold is at seq ${replica.seq}`);
  if (board.agents.length !== replica.agents.size || board.queues.length !== replica.queues.size) {
    found.push("rows are missing or too many");
  }
  for (const { call: _call, gap: _gap, lastCall: _lastCall, ...agent } of board.agents) {
    const folded = JSON.stringify(replica.agents.get(agent.id));
    if (folded !== JSON.stringify(agent)) {
      found.push(`the desk has ${JSON.stringify(agent)}, the fold ${folded}`);
    }
  }
  const alerts = new Map(board.alerts.map((alert) => [alert.id, alert]));
  for (const id of new Set([...alerts.keys(), ...replica.alerts.keys()])) {
    if (!isDeepStrictEqual(replica.alerts.get(id), alerts.get(id)))
      found.push(`alert ${id} is not as the desk has it`);
  }
  for (const queue of board.queues) {
    const folded = replica.queues.get(queue.id);
    const isSame =
      folded !== undefined && JSON.stringify(steadyRow(folded)) === JSON.stringify(steadyRow(queue));
    if (!isSame) found.push(`queue ${queue.id} is not as the desk has it`);
  }
  return found;
}
