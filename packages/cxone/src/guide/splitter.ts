/**
 * Cuts the stream's text frames into JSON values. The guide says "JSON-delimited messages" and no more, so a frame
 * may hold one value, several with blanks or nothing between, or a part of one (DIALECT.md). What cannot be read
 * is named and counted, never thrown; and a fragment that lost its end must not swallow the good frames after it.
 */
import { BOUNDS } from "@callboard/core";
import { createJsonScanner, isBlank, startsValue } from "./json-scanner.ts";
import { GUIDE_LIMITS } from "./limits.ts";

export interface SplitRefusal {
  readonly reason: "garbled" | "oversize" | "tooManyValues";
  /** The first characters of what was refused: text from outside. */
  readonly sample: string;
}

export interface SplitFrame {
  readonly values: readonly unknown[];
  readonly refusals: readonly SplitRefusal[];
}

export interface Splitter {
  /** The values that this text frame completes, in order, and what of it was refused. Never throws. */
  push(text: string): SplitFrame;
  /** Forgets an unfinished value: a new socket begins a new stream. */
  reset(): void;
}

const NO_REFUSALS: readonly SplitRefusal[] = [];
const NOT_WHOLE = Symbol("not one whole value");

const OPENING = new Set(["{", "["].map((sign) => sign.charCodeAt(0)));
/** Before a value that stands inside another one. */
const INSIDE = new Set([":", ",", "[", "{"].map((sign) => sign.charCodeAt(0)));

const refusal = (reason: SplitRefusal["reason"], text: string): SplitRefusal => ({
  reason,
  sample: text.slice(0, GUIDE_LIMITS.sampleCharsMax),
});

/** The usual frame: exactly one object, which `JSON.parse` reads many times faster than we can scan. */
function wholeValue(text: string): unknown {
  if (!OPENING.has(text.charCodeAt(0))) return NOT_WHOLE;
  try {
    return JSON.parse(text);
  } catch {
    return NOT_WHOLE;
  }
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/**
 * Where reading may begin again after garbage: at `from` itself, or at the next opening bracket that does not
 * look like a part of the garbled value (behind a colon, a comma or another opening bracket).
 */
function nextPlausibleStart(text: string, from: number): number {
  let before = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (OPENING.has(code) && !INSIDE.has(before)) return at;
    if (!isBlank(code)) before = code;
  }
  return text.length;
}

class FrameSplitter implements Splitter {
  readonly #scanner = createJsonScanner();
  /** The beginning of a value whose end has not come yet. */
  #carry = "";

  reset(): void {
    this.#scanner.reset();
    this.#carry = "";
  }

  push(text: string): SplitFrame {
    if (text.length > BOUNDS.frameCharsMax) return this.#refuseFrame(text);
    if (this.#carry === "") {
      const whole = wholeValue(text);
      if (whole !== NOT_WHOLE) return { values: [whole], refusals: NO_REFUSALS };
    }
    return this.#split(text);
  }

  #refuseFrame(text: string): SplitFrame {
    const refusals = [refusal("oversize", text)];
    // What was carried has lost its continuation with this frame.
    if (this.#carry !== "") refusals.push(refusal("garbled", this.#carry));
    this.reset();
    return { values: [], refusals };
  }

  /** Each character is scanned at most twice: once behind the carry, and once more if the carry is dropped. */
  #split(text: string): SplitFrame {
    const values: unknown[] = [];
    const refusals: SplitRefusal[] = [];
    let at = 0;
    // `isLost`: we are inside garbage and look for a bracket. `isCounted`: this run of garbage has been counted.
    let isLost = false;
    let isCounted = false;
    const refuseOnce = (reason: SplitRefusal["reason"], sample: string): void => {
      if (!isCounted) refusals.push(refusal(reason, sample));
      isCounted = true;
    };

    for (;;) {
      const hasCarry = this.#carry !== "";
      if (!hasCarry) {
        at = isLost ? nextPlausibleStart(text, at) : skipBlank(text, at);
        if (at >= text.length) return { values, refusals };
        if (values.length === BOUNDS.valuesPerFrameMax) {
          refusals.push(refusal("tooManyValues", text.slice(at)));
          return { values, refusals };
        }
        if (!startsValue(text.charCodeAt(at))) {
          refuseOnce("garbled", text.slice(at));
          isLost = true;
          continue;
        }
      }
      const from = at;
      const verdict = this.#scanner.scan(text, from);
      if (verdict === "ended") {
        at = this.#scanner.at();
        values.push(JSON.parse(this.#carry + text.slice(from, at)));
        this.#carry = "";
        isLost = false;
        isCounted = false;
        continue;
      }
      if (verdict === "more") {
        const unfinished = this.#carry + text.slice(from);
        if (unfinished.length <= BOUNDS.carryCharsMax) {
          this.#carry = unfinished;
          return { values, refusals };
        }
        refuseOnce("oversize", unfinished);
      } else {
        refuseOnce("garbled", this.#carry + text.slice(from));
      }
      // The broken value began in an earlier frame: this frame gets its own chance, from its beginning.
      const resumeAt = verdict === "more" ? text.length : this.#scanner.at();
      this.reset();
      isLost = !hasCarry;
      at = hasCarry ? 0 : resumeAt;
    }
  }
}

/** A splitter that carries nothing yet. One per socket. */
export function createSplitter(): Splitter {
  return new FrameSplitter();
}
