/** What a relay needs of the world around it: a line to its desk for each style of names, and the time. */
import type { NameStyle } from "@callboard/protocol";
import type { Chance, Clock, Timers } from "@callboard/shell";

/** What a dialled line tells. After `closed` nothing more may come; it is ignored if it does. */
export interface LineEvents {
  opened(): void;
  message(text: string): void;
  /** `null` where no code came: the desk could not be reached, or is gone. */
  closed(code: number | null): void;
}

export interface Line {
  send(text: string): void;
  close(): void;
}

/** Dials the tenant's desk, as one viewer that is shown names in this style. Never throws. */
export interface LineDialer {
  dial(names: NameStyle, events: LineEvents): Line;
}

export interface RelayPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly chance: Chance;
  readonly dialer: LineDialer;
}
