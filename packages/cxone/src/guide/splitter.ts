/**
 * Cuts the stream's text frames into JSON values. The guide says "JSON-delimited messages" and no more, so a frame
 * may hold one value, several with blanks or nothing between, or a part of one (DIALECT.md). What cannot be read
 * is named and counted, never thrown; and a fragment that lost its end must not swallow the good frames after it.
 */
import { BOUNDS } from "@callboard/core";
import { createJsonScanner, isBlank, startsValue } from "./json-scanner.ts";

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
  sample: text.slice(0, BOUNDS.sampleCharsMax),
});

const isClosing = (code: number): boolean => code === 0x7d || code === 0x5d;

/**
 * Whether the frame is probably one whole value. `JSON.parse` reads such a frame at once, but a failed attempt
 * costs several times more than scanning (an error with its stack), so what is cut or joined must not try it.
 */
function looksWhole(text: string): boolean {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end -= 1;
  if (!OPENING.has(text.charCodeAt(0)) || !isClosing(text.charCodeAt(end - 1))) return false;
  const lineEnd = text.indexOf("}\n");
  return (lineEnd === -1 || lineEnd >= end - 1) && !text.includes("}{");
}

/** The usual frame: exactly one object. */
function wholeValue(text: string): unknown {
  if (!looksWhole(text)) return NOT_WHOLE;
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

/** One frame while it is being read. */
interface Reading {
  readonly text: string;
  readonly values: unknown[];
  readonly refusals: SplitRefusal[];
  at: number;
  /** We are inside garbage and look for a bracket to begin again at. */
  isLost: boolean;
  /** This run of garbage has been counted. */
  isCounted: boolean;
}

function refuseOnce(reading: Reading, reason: SplitRefusal["reason"], sample: string): void {
  if (!reading.isCounted) reading.refusals.push(refusal(reason, sample));
  reading.isCounted = true;
}

/** Moves to where the next value begins; false where the frame has none, or no more may be taken from it. */
function findStart(reading: Reading): boolean {
  const { text, values, refusals } = reading;
  reading.at = reading.isLost ? nextPlausibleStart(text, reading.at) : skipBlank(text, reading.at);
  if (reading.at < text.length && !startsValue(text.charCodeAt(reading.at))) {
    refuseOnce(reading, "garbled", text.slice(reading.at));
    reading.isLost = true;
    reading.at = nextPlausibleStart(text, reading.at);
  }
  if (reading.at === text.length) return false;
  if (values.length < BOUNDS.valuesPerFrameMax) return true;
  refusals.push(refusal("tooManyValues", text.slice(reading.at)));
  return false;
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
    const whole = this.#carry === "" ? wholeValue(text) : NOT_WHOLE;
    return whole === NOT_WHOLE ? this.#split(text) : { values: [whole], refusals: NO_REFUSALS };
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
    const reading: Reading = { text, values: [], refusals: [], at: 0, isLost: false, isCounted: false };
    let goesOn = true;
    while (goesOn && (this.#carry !== "" || findStart(reading))) goesOn = this.#readOne(reading);
    return { values: reading.values, refusals: reading.refusals };
  }

  /** Reads one value, or as much of it as there is; false where the frame ends inside a value. */
  #readOne(reading: Reading): boolean {
    const { text, at } = reading;
    switch (this.#scanner.scan(text, at)) {
      case "ended":
        this.#complete(reading);
        return true;
      case "invalid":
        this.#drop(reading, "garbled", this.#scanner.at());
        return true;
      case "more":
        if (this.#carry.length + text.length - at > BOUNDS.carryCharsMax) {
          this.#drop(reading, "oversize", text.length);
          return true;
        }
        this.#carry += text.slice(at);
        return false;
    }
  }

  #complete(reading: Reading): void {
    const end = this.#scanner.at();
    reading.values.push(JSON.parse(this.#carry + reading.text.slice(reading.at, end)));
    this.#carry = "";
    reading.at = end;
    reading.isLost = false;
    reading.isCounted = false;
  }

  /** A value that broke: where it began in an earlier frame, this frame gets its own chance from its beginning. */
  #drop(reading: Reading, reason: "garbled" | "oversize", resumeAt: number): void {
    const hadCarry = this.#carry !== "";
    refuseOnce(reading, reason, this.#carry + reading.text.slice(reading.at));
    this.reset();
    reading.isLost = !hadCarry;
    reading.at = hadCarry ? 0 : resumeAt;
  }
}

/** A splitter that carries nothing yet. One per socket. */
export function createSplitter(): Splitter {
  return new FrameSplitter();
}
