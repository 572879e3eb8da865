/** What the bench's processes ask of each other: the upstream's and the screens' calls, with plain JSON values. */

/** Which of the two is being measured: the whole product, or a bare relay in the same runtime. */
export type Subject = "desk" | "relay";

/** An agent's change as it is found again in what a screen gets: who, and the instant that the upstream gave it. */
export type ChangeKey = string;

/** `lastUpdated` is the wire's own text of the instant. */
export const changeKey = (agentId: string, lastUpdated: string): ChangeKey => `${agentId}|${lastUpdated}`;

export interface Sent {
  readonly events: number;
  readonly chars: number;
  readonly ms: number;
  /** Agents' changes only, and when each was handed to the socket. */
  readonly changes: readonly (readonly [ChangeKey, number])[];
}

export interface Flooded {
  readonly events: number;
  readonly chars: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface UpstreamCalls {
  clock(): Promise<number>;
  /** Opens a centre of this size for both subjects, and forgets the one before. */
  open(options: { agents: number; queues: number; eventsPerSecond: number }): Promise<void>;
  isConnected(subject: Subject): Promise<boolean>;
  /** Tells the subject of the contacts before the start. Once, before anything is measured. */
  tellHistory(subject: Subject): Promise<void>;
  /** Lets the centre live for so long in front of one subject; the other one's stands still. */
  live(subject: Subject, ms: number): Promise<Sent>;
  /** Sends `count` agents' changes as fast as the socket takes them; the last one carries `mark` as its code. */
  flood(subject: Subject, count: number, mark: string): Promise<Flooded>;
}

export interface Seen {
  /** Of all screens, without the first frame of each. */
  readonly bytes: number;
  readonly frames: number;
  readonly ms: number;
  /** Changes as the watching screens got them: key and instant, once per screen. */
  readonly changes: readonly (readonly [ChangeKey, number])[];
  readonly watching: number;
  /** Screens whose socket closed while it was needed. */
  readonly lost: number;
  readonly unreadable: number;
  /** Chars and decode time of each delta, from the watching screens. */
  readonly deltas: readonly { readonly chars: number; readonly decodeMs: number }[];
}

export interface ScreensCalls {
  clock(): Promise<number>;
  /**
   * Opens `count` screens and waits until each has its first frame; a relay's screen has none to wait for. `watching`
   * of them decode what they get; the others count it.
   */
  open(subject: Subject, url: string, count: number, watching: number): Promise<void>;
  /** Begins to count from here. */
  begin(): Promise<void>;
  /** Frames so far, of all screens. */
  progress(): Promise<{ readonly received: number }>;
  seen(): Promise<Seen>;
  /** When the last of the screens has shown `mark`. Must be asked for before the mark is sent. */
  awaitMark(mark: string, withinMs: number): Promise<number>;
  close(): Promise<void>;
}
