/**
 * The texts of one committed board, each written once per distinct view however many screens ask for it. A thousand
 * screens that come back together are given one text. It must never outlive its seq, nor a turn of the feed.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { NameStyle } from "@callboard/protocol";
import type { Clock } from "@callboard/shell";

/** Makes frames' text. The hub knows when to speak and to whom; this knows what. */
export interface Scribe {
  snapshot(seq: number, names: NameStyle): string;
  /** `null` where `base` is too old to fold from. */
  delta(base: number, seq: number, names: NameStyle): string | null;
  /** `null` where nothing may be said now. */
  beat(seq: number): string | null;
}

/** A frame says what the time is, so one is not handed out again for long. */
const KEEP_MS = 1_000;

export class Texts {
  readonly #clock: Clock;
  readonly #scribe: Scribe;
  #seq = 0;
  /** By view and, for a delta, its base. Oldest first, at most `BOUNDS.frameTextsMax`. */
  readonly #written = new Map<string, { readonly at: EpochMs; readonly text: string }>();

  constructor(clock: Clock, scribe: Scribe) {
    this.#clock = clock;
    this.#scribe = scribe;
  }

  snapshot(seq: number, names: NameStyle): string {
    return this.#kept(seq, names) ?? this.#keep(names, this.#scribe.snapshot(seq, names));
  }

  /** `null` where `base` is too old to fold from. */
  delta(base: number, seq: number, names: NameStyle): string | null {
    const view = `${names} ${base}`;
    const kept = this.#kept(seq, view);
    if (kept !== null) return kept;
    const text = this.#scribe.delta(base, seq, names);
    return text === null ? null : this.#keep(view, text);
  }

  /** What was written says something that is no longer so. */
  forget(): void {
    this.#written.clear();
  }

  #kept(seq: number, view: string): string | null {
    if (seq !== this.#seq) this.forget();
    this.#seq = seq;
    const kept = this.#written.get(view);
    const isFresh = kept !== undefined && Math.abs(this.#clock.now() - kept.at) < KEEP_MS;
    return isFresh ? kept.text : null;
  }

  #keep(view: string, text: string): string {
    this.#written.delete(view);
    for (const oldest of this.#written.keys()) {
      if (this.#written.size < BOUNDS.frameTextsMax) break;
      this.#written.delete(oldest);
    }
    this.#written.set(view, { at: this.#clock.now(), text });
    return text;
  }
}
