/** What the bench's processes ask of each other: the upstream's and the screens' calls, with plain JSON values. */

/** Which of the two is being measured: the whole product, or a bare relay in the same runtime. */
export type Subject = "desk" | "relay";

/** An agent's change as it is found again in what a screen gets: who, and the instant that the upstream gave it. */
export type ChangeKey = string;

/** `lastUpdated` is the wire's own text of the instant. */
export const changeKey = (agentId: string, lastUpdated: string): ChangeKey => `${agentId}|${lastUpdated}`;

/** An alert as it is found again on a screen and at the receiver: by which rule, and for whom. */
export type AlertKey = string;

export const alertKey = (ruleId: string, agentId: string): AlertKey => `${ruleId}|${agentId}`;

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

/** What was done to make alerts fire. */
export interface Provoked {
  readonly sent: Sent;
  /** For each alert: when the event that decides it was handed to the socket, and the agent's own change before it. */
  readonly causes: readonly {
    readonly ruleId: string;
    readonly key: AlertKey;
    readonly change: ChangeKey;
    readonly decidedAt: number;
  }[];
}

export interface ProvokeOptions {
  /** Of each round other agents are taken, one of each team for each rule. */
  readonly round: number;
  readonly alertsPerRule: number;
  /** The alerts begin evenly spread over so long. */
  readonly spreadMs: number;
  /** Whether the holds are waited for, and then the alerts' end: a relay has neither. */
  readonly isDeciding: boolean;
  /** How long the centre goes on behind the last decision, and behind the last agent's return. */
  readonly settleMs: number;
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
  /** The same for as long as it takes, while some agents do what the bench's rules are about. */
  provoke(subject: Subject, options: ProvokeOptions): Promise<Provoked>;
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
  /** Alerts likewise: when each was first shown, once per watching screen. */
  readonly alerts: readonly (readonly [AlertKey, number])[];
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

/** One alert in what the receiver got, and when its first byte's request was there. */
export interface Arrival {
  readonly key: AlertKey;
  readonly at: number;
}

export interface ReceiverCalls {
  clock(): Promise<number>;
  /** Where notices are to be sent. */
  url(): Promise<string>;
  begin(): Promise<void>;
  /** Alerts told as firing since `begin`, as often as they came; and the requests in which they did. */
  arrived(): Promise<{ readonly arrivals: readonly Arrival[]; readonly requests: number }>;
}
