/** The last link events in words, for the status page: what happened to the connection, and when. */
import { BOUNDS, type EpochMs } from "@callboard/core";

export interface LinkNote {
  readonly at: EpochMs;
  readonly what: string;
}

export class LinkLog {
  readonly #notes: LinkNote[] = [];

  add(at: EpochMs, what: string): void {
    this.#notes.push({ at, what });
    if (this.#notes.length > BOUNDS.linkEventsMax) this.#notes.shift();
  }

  /** Newest first. */
  newest(): LinkNote[] {
    return [...this.#notes].reverse();
  }
}
