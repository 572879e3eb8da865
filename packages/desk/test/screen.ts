/** A screen as the desk meets it: it reads frames with the protocol's own decoder and replica, and answers as a wall does. */
import {
  applyFrame,
  type Board,
  closeNameOf,
  createDecoder,
  createReplica,
  type DetailedBoard,
  distrust,
  helloOf,
  type NameStyle,
  resumeOn,
  type ServerFrame,
} from "@callboard/protocol";
import type { Viewer } from "../src/hub/viewer.ts";
import type { ViewerSocket } from "../src/ports.ts";

/** The part of a desk or a hub that a screen talks to. */
export interface Host {
  admit(socket: ViewerSocket, names: NameStyle): Viewer | null;
  readmit(socket: ViewerSocket, names: NameStyle): Viewer | null;
  hear(viewer: Viewer, text: string): void;
  dismiss(viewer: Viewer): void;
}

export class Screen {
  readonly names: NameStyle;
  readonly #decoder = createDecoder();
  readonly replica = createReplica();
  readonly frames: ServerFrame[] = [];
  readonly texts: string[] = [];
  #host: Host;
  #viewer: Viewer | null = null;
  /** Why the socket was closed by the desk; `null` while it was not. */
  closedFor: string | null = null;
  bufferedBytes: number | null = 0;
  /** Whether it acknowledges each frame; a real wall does so every ten seconds. */
  isAcking = true;

  constructor(host: Host, names: NameStyle) {
    this.#host = host;
    this.names = names;
  }

  #socket(): ViewerSocket {
    const isMine = (): boolean => this.#socketNo === socketNo;
    this.#socketNo += 1;
    const socketNo = this.#socketNo;
    return {
      send: (text) => {
        if (isMine()) this.#read(text);
      },
      close: (code) => {
        if (isMine()) this.closedFor = closeNameOf(code);
      },
      buffered: () => this.bufferedBytes,
    };
  }
  #socketNo = 0;

  connect(host: Host = this.#host): this {
    this.#host = host;
    this.closedFor = null;
    this.#viewer = host.admit(this.#socket(), this.names);
    return this;
  }

  /** Says what it holds, on the socket that is open. */
  hello(): this {
    resumeOn(this.replica);
    this.say(helloOf(this.replica));
    return this;
  }

  /** Its socket outlived the object: another desk takes it over, and the screen knows nothing of it. */
  survive(host: Host): void {
    this.#host = host;
    this.#viewer = host.readmit(this.#socket(), this.names);
  }

  say(frame: unknown): void {
    this.text(JSON.stringify(frame));
  }

  text(text: string): void {
    if (this.#viewer !== null) this.#host.hear(this.#viewer, text);
  }

  /** The socket breaks: what the desk still sends is lost. */
  drop(): void {
    this.#socketNo += 1;
    if (this.#viewer !== null) this.#host.dismiss(this.#viewer);
    this.#viewer = null;
  }

  get isConnected(): boolean {
    return this.#viewer !== null;
  }

  /** Frames sent but lost on their way; the desk knows nothing of it. */
  isDeaf = false;
  hasSeqFallen = false;
  /** Read, and not yet told the replica's question of. */
  #isAsking = false;

  #read(text: string): void {
    if (this.isDeaf) return;
    this.texts.push(text);
    const { epoch, seq } = this.replica;
    const decoded = this.#decoder.decode(text);
    if (decoded.kind === "order") return;
    if (decoded.kind === "frame") this.frames.push(decoded.frame);
    const applied =
      decoded.kind === "frame" ? applyFrame(this.replica, decoded.frame) : distrust(this.replica);
    if (applied.kind === "ask") this.#isAsking = true;
    if (epoch === this.replica.epoch && this.replica.seq < seq) this.hasSeqFallen = true;
  }

  /** What a wall does with its next turn: it asks where its copy does not fit, and acknowledges what it holds. */
  settle(): void {
    if (this.#isAsking) {
      this.#isAsking = false;
      this.say({ type: "resync" });
    }
    if (this.isAcking && this.replica.seq >= 0)
      this.say({ type: "ack", seq: this.replica.seq, health: null });
  }

  kinds(): ServerFrame["type"][] {
    return this.frames.map(({ type }) => type);
  }

  /** The copy, in the shape of the desk's own board, without what belongs to the moment of asking. */
  board(): Comparable {
    const { seq, site, counts, agents, queues, alerts } = this.replica;
    return {
      ...{ seq, site, counts },
      agents: byId([...agents.values()]),
      queues: byId([...queues.values()]),
      alerts: byId([...alerts.values()]),
    };
  }
}

type Comparable = Pick<Board, "seq" | "agents" | "queues" | "alerts"> & {
  readonly site: Board["site"] | null;
  readonly counts: Board["counts"] | null;
};

const byId = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

/** The desk's board as a screen's copy is compared with it: without what no frame carries. */
export const comparable = ({ seq, site, counts, agents, queues, alerts }: DetailedBoard): Comparable => ({
  seq,
  site,
  counts,
  agents: byId(agents.map(({ call: _call, gap: _gap, lastCall: _lastCall, ...row }) => row)),
  queues: byId(queues),
  alerts: byId(alerts),
});
