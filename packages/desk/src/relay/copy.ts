/**
 * A relay's copy of the desk's board in one style of names, and what the desk's last words were. It writes frames for whoever
 * cannot be given the desk's own text: newcomers, laggards, those who come from elsewhere. It must never date anything later
 * than the desk may have said it, or a screen would take the desk's next word for an older one.
 */
import type { AgentId, EpochMs } from "@callboard/core";
import {
  type Applied,
  applyFrame,
  type BoardAgent,
  createDecoder,
  createReplica,
  createServerClock,
  type DeltaAgent,
  distrust,
  encodeBeat,
  encodeDelta,
  encodeSnapshot,
  helloOf,
  type Replica,
  resumeOn,
  type ServerFrame,
} from "@callboard/protocol";
import type { Clock } from "@callboard/shell";
import { Changes } from "../hub/changes.ts";
import type { Scribe } from "../hub/texts.ts";

/** The desk's clock as it is estimated here is never ahead of it; this covers words of the desk that are slow on their way. */
const BEHIND_MS = 1_000;

/** The parts of the board that are there as soon as a first frame was applied. */
interface Head {
  readonly epoch: string;
  readonly site: NonNullable<Replica["site"]>;
  readonly counts: NonNullable<Replica["counts"]>;
  readonly feed: NonNullable<Replica["feed"]>;
  readonly alerting: NonNullable<Replica["alerting"]>;
  readonly build: string;
  readonly setupRevision: number;
}

/** What a message of the desk came to: `news` are a new seq, `anew` another epoch, `beat` the desk's own pulse. */
export type Heard = "news" | "anew" | "beat" | "nothing" | "ask";

export class BoardCopy implements Scribe {
  readonly #clock: Clock;
  readonly #decoder = createDecoder();
  readonly #replica: Replica = createReplica();
  /** Of the desk: by its words alone. */
  readonly #deskClock = createServerClock();
  #changes = new Changes();
  /** The desk's last delta, word for word: for all who hold its base, which is nearly everybody. */
  #delta: { readonly base: number; readonly seq: number; readonly text: string } | null = null;
  /** The desk's last beat, if nothing came after it. */
  #beat: { readonly seq: number; readonly text: string } | null = null;
  #refs: { readonly of: number; readonly numbers: Map<AgentId, number> } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get epoch(): string | null {
    return this.#replica.epoch;
  }

  get seq(): number {
    return this.#replica.seq;
  }

  /** It is exactly one seq of the desk and has been told that it is the newest one. */
  get isFollowing(): boolean {
    return this.#replica.phase === "following";
  }

  /** The first word on a new line: what is held, so that the desk goes on from there if it can. */
  hello(): string {
    resumeOn(this.#replica);
    return JSON.stringify(helloOf(this.#replica));
  }

  /** One message of the desk. `ask`: a snapshot is wanted. */
  hear(text: string): Heard {
    const before = { epoch: this.#replica.epoch, seq: this.#replica.seq };
    const decoded = this.#decoder.decode(text);
    if (decoded.kind === "invalid") return distrust(this.#replica).kind === "ask" ? "ask" : "nothing";
    // Orders are one screen's, and come to a relay in another way.
    if (decoded.kind === "order") return "nothing";
    const { frame } = decoded;
    this.#deskClock.hear(frame.at, this.#clock.now());
    const applied = applyFrame(this.#replica, frame);
    if (applied.kind === "ask") return "ask";
    if (frame.type === "beat") return this.#hearBeat(frame.epoch, frame.seq, text);
    if (applied.kind === "ignored") return "nothing";
    this.#note(frame, applied, text);
    return before.epoch === this.#replica.epoch ? "news" : "anew";
  }

  #hearBeat(epoch: string, seq: number, text: string): Heard {
    if (epoch !== this.#replica.epoch) return "nothing";
    this.#beat = { seq, text };
    // It may say of the feed what this beat no longer says.
    this.#delta = null;
    return "beat";
  }

  #note(frame: ServerFrame, applied: Applied & { kind: "applied" }, text: string): void {
    this.#beat = null;
    this.#refs = null;
    this.#delta = frame.type === "delta" ? { base: frame.base, seq: frame.seq, text } : null;
    if (applied.isWhole) {
      // What changed between the last frame and this board was not told: nothing is folded across it.
      this.#changes = new Changes();
      this.#changes.renew();
    }
    this.#mark(frame, applied);
    this.#changes.commit(this.#replica.seq);
  }

  #mark(frame: ServerFrame, applied: Applied & { kind: "applied" }): void {
    const changes = this.#changes;
    for (const id of applied.removedAgents) changes.removeAgent(id);
    for (const id of applied.removedQueues) changes.removeQueue(id);
    for (const id of applied.removedAlerts) changes.removeAlert(id);
    if (frame.type === "delta") {
      for (const { agent, isIntroduced } of frame.agents) {
        if (isIntroduced) changes.introduceAgent(agent.id);
        else changes.touchAgent(agent.id);
      }
    } else for (const id of applied.changedAgents) changes.introduceAgent(id);
    for (const id of applied.changedQueues) changes.touchQueue(id);
    for (const id of applied.changedAlerts) changes.touchAlert(id);
  }

  // ── What is written here ─────────────────────────────────────────────────────────────────────────────

  snapshot(): string {
    const { seq, agents, queues, alerts } = this.#replica;
    const rows = {
      ...{ agents: [...agents.values()], queues: [...queues.values()] },
      alerts: [...alerts.values()],
    };
    return encodeSnapshot(
      { type: "snapshot", ...this.#head(), seq, at: this.#writtenAt(), ...rows },
      this.#refOf,
    );
  }

  /** `null` where `base` is too old to fold from. */
  delta(base: number): string | null {
    const { seq } = this.#replica;
    if (this.#delta?.base === base && this.#delta.seq === seq) return this.#delta.text;
    const folded = this.#changes.foldSince(base);
    if (folded === null) return null;
    const { agents, queues, alerts } = this.#replica;
    const { epoch, feed, alerting, counts } = this.#head();
    const changed: DeltaAgent[] = [];
    for (const { id, isIntroduced } of folded.agents) {
      const agent: BoardAgent | undefined = agents.get(id);
      if (agent !== undefined) changed.push({ agent, isIntroduced });
    }
    return encodeDelta(
      {
        ...{ type: "delta", epoch, base, seq, at: this.#writtenAt(), feed, alerting, counts },
        ...{ agents: changed, removedAgents: folded.removedAgents },
        ...{ queues: rowsOf(folded.queues, queues), removedQueues: folded.removedQueues },
        alerts: rowsOf(
          folded.alertIds.map((id) => ({ id })),
          alerts,
        ),
        removedAlerts: folded.removedAlerts,
      },
      this.#refOf,
    );
  }

  /** The desk's own words; where it has told of a newer seq since, the same words of it, dated as it said them. */
  beat(): string {
    const { seq, feedAt } = this.#replica;
    if (this.#beat !== null) return this.#beat.text;
    const { epoch, feed, alerting, build, setupRevision } = this.#head();
    return encodeBeat({ type: "beat", epoch, seq, at: feedAt, feed, alerting, build, setupRevision });
  }

  #head(): Head {
    const { epoch, site, counts, feed, alerting, build, setupRevision } = this.#replica;
    if (epoch === null || site === null || counts === null || feed === null || alerting === null)
      throw new Error("a board was asked for before there was one");
    if (build === null || setupRevision === null) throw new Error("a board that names no build");
    return { epoch, site, counts, feed, alerting, build, setupRevision };
  }

  #writtenAt(): EpochMs {
    const now = this.#deskClock.now(this.#clock.now());
    return now === null ? this.#replica.feedAt : Math.max(this.#replica.feedAt, now - BEHIND_MS);
  }

  /** The desk's own numbers, or a screen that came from the desk would take one agent for another. */
  #refOf = (id: AgentId): number => {
    const refs = this.#decoder.refs();
    if (this.#refs === null || this.#refs.of !== refs.size) {
      const numbers = new Map<AgentId, number>();
      for (const [ref, agent] of refs) numbers.set(agent.id, ref);
      this.#refs = { of: refs.size, numbers };
    }
    return this.#refs.numbers.get(id) ?? unnumbered();
  };
}

function unnumbered(): never {
  throw new Error("somebody is on the board whom the desk gave no number");
}

function rowsOf<Row>(marks: readonly { readonly id: string }[], held: ReadonlyMap<string, Row>): Row[] {
  const rows: Row[] = [];
  for (const { id } of marks) {
    const row = held.get(id);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}
