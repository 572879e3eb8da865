/**
 * A value that must not be read by accident: a client secret, a bearer token. Printing, logging, stringifying or
 * inspecting it shows `[redacted]`; only `reveal()` gives it away, so that every use can be found by that name.
 */
const REDACTED = "[redacted]";

export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Only the builders of requests and the vault call this. */
  reveal(): string {
    return this.#value;
  }

  /** Whether both are the same value; neither is told. */
  static areSame(one: Secret, other: Secret): boolean {
    return one.#value === other.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  /** Node's and workerd's `console` ask for this one. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return REDACTED;
  }
}
