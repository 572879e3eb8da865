/**
 * Virtual time: a clock that jumps to whatever is due next. Equal instants keep the order in which they were asked
 * for, so that a run is the same each time. It must never look at the machine's clock.
 */
import { Agenda } from "@callboard/world";
import { SIM } from "./bounds.ts";

interface Entry {
  readonly run: () => void;
  isOff: boolean;
}

/** Calls off what was planned; harmless once it has run. */
export type CallOff = () => void;

export class Scheduler {
  readonly #agenda = new Agenda<Entry>();
  #nowMs: number;
  #turns = 0;
  #peak = 0;

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get turns(): number {
    return this.#turns;
  }

  /** The most that was ever planned at once. */
  get peak(): number {
    return this.#peak;
  }

  /** Runs `run` at an instant, or as soon as possible where that has passed. */
  at(atMs: number, run: () => void): CallOff {
    const entry: Entry = { run, isOff: false };
    this.#agenda.add(Math.max(this.#nowMs, Math.ceil(atMs)), entry);
    this.#peak = Math.max(this.#peak, this.#agenda.size);
    return () => {
      entry.isOff = true;
    };
  }

  after(ms: number, run: () => void): CallOff {
    return this.at(this.#nowMs + ms, run);
  }

  /** Every `everyMs` until the run ends. */
  every(everyMs: number, run: () => void): void {
    this.after(everyMs, () => {
      run();
      this.every(everyMs, run);
    });
  }

  /** Lets time pass up to and including `untilMs`, or until `isEnough` says so. */
  runUntil(untilMs: number, isEnough: () => boolean = () => false): void {
    for (let due = this.#agenda.take(untilMs); due !== null; due = this.#agenda.take(untilMs)) {
      if (due.item.isOff) continue;
      this.#nowMs = due.atMs;
      this.#turns += 1;
      if (this.#turns > SIM.turnsMax) throw new Error("the simulation goes round in circles");
      due.item.run();
      if (isEnough()) return;
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }
}
