/**
 * Follows JSON text character by character and says where a value ends, or where the text stops being JSON. It
 * keeps its place between two pieces of text, so a value that is cut over many frames is looked at once and not
 * from its beginning with each frame: the work stays linear whatever a sender does. It must never build values;
 * `JSON.parse` does that, and accepts exactly what this accepts (held by a property test; RFC 8259).
 */
export type ScanVerdict = "ended" | "more" | "invalid";

export interface JsonScanner {
  /**
   * Goes on at `text[from]`. `ended`: the value ends before `at()`. `more`: the text ran out inside the value.
   * `invalid`: `text[at()]` cannot stand there. After `ended` and `invalid` the next call begins a new value.
   * A number at the top ends at the first character that is not its own, since only that says it is whole.
   */
  scan(text: string, from: number): ScanVerdict;
  at(): number;
  /** Forgets the unfinished value. */
  reset(): void;
}

/** Where the scanner stands. Small integers: this runs for every character, and a `switch` over them is a jump. */
const IN = {
  value: 0,
  firstElement: 1,
  firstKey: 2,
  key: 3,
  colon: 4,
  after: 5,
  string: 6,
  escape: 7,
  hex: 8,
  word: 9,
  minus: 10,
  zero: 11,
  int: 12,
  dot: 13,
  fraction: 14,
  exp: 15,
  expSign: 16,
  expDigits: 17,
} as const;
type BetweenMode = (typeof IN)["value" | "firstElement" | "firstKey" | "key" | "colon" | "after"];
type NumberMode = (typeof IN)[
  | "minus"
  | "zero"
  | "int"
  | "dot"
  | "fraction"
  | "exp"
  | "expSign"
  | "expDigits"];
type Mode = (typeof IN)[keyof typeof IN];

/** `again`: the character was not used and is looked at in the new mode. */
type Step = "on" | "again" | "ended" | "invalid";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const ESCAPABLE = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)));
const WORDS = new Map(["true", "false", "null"].map((word) => [word.charCodeAt(0), word]));

/** Space, tab, line feed, carriage return: all that JSON knows as blank. */
export const isBlank = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isExponent = (code: number): boolean => code === 0x65 || code === 0x45;
const isHexDigit = (code: number): boolean =>
  isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);

/** Whether a JSON value can begin with this character. */
export const startsValue = (code: number): boolean =>
  code === OPEN_OBJECT ||
  code === OPEN_ARRAY ||
  code === QUOTE ||
  code === MINUS ||
  isDigit(code) ||
  WORDS.has(code);

/** What a character does to a number; `null` where the number ends before it. */
function numberMode(mode: NumberMode, code: number): NumberMode | "invalid" | null {
  switch (mode) {
    case IN.minus:
      if (code === ZERO) return IN.zero;
      return isDigit(code) ? IN.int : "invalid";
    case IN.zero:
    case IN.int:
      if (code === DOT) return IN.dot;
      if (isExponent(code)) return IN.exp;
      if (!isDigit(code)) return null;
      return mode === IN.int ? IN.int : "invalid";
    case IN.dot:
      return isDigit(code) ? IN.fraction : "invalid";
    case IN.fraction:
      if (isDigit(code)) return IN.fraction;
      return isExponent(code) ? IN.exp : null;
    case IN.exp:
      if (code === MINUS || code === 0x2b) return IN.expSign;
      return isDigit(code) ? IN.expDigits : "invalid";
    case IN.expSign:
      return isDigit(code) ? IN.expDigits : "invalid";
    case IN.expDigits:
      return isDigit(code) ? IN.expDigits : null;
    default:
      return mode satisfies never;
  }
}

/** The end of the run of plain characters of a string that begins at `from`. */
function plainEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === BACKSLASH || code < 0x20) return at;
    at += 1;
  }
  return at;
}

class Scanner implements JsonScanner {
  #mode: Mode = IN.value;
  /** The closing character of each container that is open. */
  readonly #open: number[] = [];
  #stringIsKey = false;
  #hexLeft = 0;
  #word = "";
  #wordAt = 0;
  #at = 0;

  at(): number {
    return this.#at;
  }

  reset(): void {
    this.#mode = IN.value;
    this.#open.length = 0;
  }

  scan(text: string, from: number): ScanVerdict {
    this.#at = from;
    while (this.#at < text.length) {
      if (this.#mode === IN.string) {
        this.#at = plainEnd(text, this.#at);
        if (this.#at === text.length) return "more";
      }
      const step = this.#take(text.charCodeAt(this.#at));
      if (step === "on") this.#at += 1;
      else if (step !== "again") return this.#finish(step);
    }
    return "more";
  }

  #finish(step: "ended" | "invalid"): ScanVerdict {
    this.reset();
    return step;
  }

  #take(code: number): Step {
    switch (this.#mode) {
      case IN.string:
        return this.#inString(code);
      case IN.escape:
        return this.#escaped(code);
      case IN.hex:
        return this.#inHex(code);
      case IN.word:
        return this.#inWord(code);
      case IN.value:
      case IN.firstElement:
      case IN.firstKey:
      case IN.key:
      case IN.colon:
      case IN.after:
        return isBlank(code) ? "on" : this.#between(this.#mode, code);
      default:
        return this.#inNumber(this.#mode, code);
    }
  }

  /** Outside of strings, numbers and words, where blanks do not matter. */
  #between(mode: BetweenMode, code: number): Step {
    switch (mode) {
      case IN.firstElement:
        return code === CLOSE_ARRAY ? this.#close(code) : this.#begin(code);
      case IN.value:
        return this.#begin(code);
      case IN.firstKey:
        return code === CLOSE_OBJECT ? this.#close(code) : this.#beginKey(code);
      case IN.key:
        return this.#beginKey(code);
      case IN.colon:
        return code === COLON ? this.#to(IN.value) : "invalid";
      case IN.after:
        if (code !== COMMA) return this.#close(code);
        return this.#to(this.#open.at(-1) === CLOSE_OBJECT ? IN.key : IN.value);
      default:
        return mode satisfies never;
    }
  }

  #to(mode: Mode): Step {
    this.#mode = mode;
    return "on";
  }

  #begin(code: number): Step {
    if (code === OPEN_OBJECT) return this.#push(CLOSE_OBJECT, IN.firstKey);
    if (code === OPEN_ARRAY) return this.#push(CLOSE_ARRAY, IN.firstElement);
    if (code === QUOTE) return this.#beginString(false);
    if (code === MINUS) return this.#to(IN.minus);
    if (isDigit(code)) return this.#to(code === ZERO ? IN.zero : IN.int);
    const word = WORDS.get(code);
    if (word === undefined) return "invalid";
    this.#word = word;
    this.#wordAt = 1;
    return this.#to(IN.word);
  }

  #push(closing: number, mode: Mode): Step {
    this.#open.push(closing);
    return this.#to(mode);
  }

  #close(code: number): Step {
    if (this.#open.at(-1) !== code) return "invalid";
    this.#open.pop();
    return this.#valueDone();
  }

  #beginKey(code: number): Step {
    return code === QUOTE ? this.#beginString(true) : "invalid";
  }

  #beginString(isKey: boolean): Step {
    this.#stringIsKey = isKey;
    return this.#to(IN.string);
  }

  #inString(code: number): Step {
    if (code === BACKSLASH) return this.#to(IN.escape);
    if (code !== QUOTE) return "invalid";
    return this.#stringIsKey ? this.#to(IN.colon) : this.#valueDone();
  }

  #escaped(code: number): Step {
    if (ESCAPABLE.has(code)) return this.#to(IN.string);
    if (code !== 0x75) return "invalid";
    this.#hexLeft = 4;
    return this.#to(IN.hex);
  }

  #inHex(code: number): Step {
    if (!isHexDigit(code)) return "invalid";
    this.#hexLeft -= 1;
    return this.#hexLeft === 0 ? this.#to(IN.string) : "on";
  }

  #inWord(code: number): Step {
    if (this.#word.charCodeAt(this.#wordAt) !== code) return "invalid";
    this.#wordAt += 1;
    return this.#wordAt === this.#word.length ? this.#valueDone() : "on";
  }

  #inNumber(mode: NumberMode, code: number): Step {
    const next = numberMode(mode, code);
    if (next === "invalid") return "invalid";
    if (next !== null) return this.#to(next);
    if (this.#open.length === 0) return "ended";
    this.#mode = IN.after;
    return "again";
  }

  /** The last character of a value was used; the value at the top ends behind it. */
  #valueDone(): Step {
    if (this.#open.length > 0) return this.#to(IN.after);
    this.#at += 1;
    return "ended";
  }
}

/** A scanner that stands before a value. */
export function createJsonScanner(): JsonScanner {
  return new Scanner();
}
