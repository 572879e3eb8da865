/**
 * The desk's ear: the one socket to the upstream's stream. It signs in, dials, listens, notices silence and dials
 * again as the link's rules say (SPEC L). At most one dial lives at a time: each has a number, and whatever an
 * earlier one still has to say is not listened to (invariant 11).
 */
import {
  BOUNDS,
  type EpochMs,
  IDLE_LINK,
  type LinkEvent,
  type LinkFailure,
  type LinkState,
  linkStep,
} from "@callboard/core";
import {
  createSplitter,
  type Secret,
  type StreamInput,
  streamRequest,
  translateMessage,
} from "@callboard/cxone";
import type { Chance, Clock } from "@callboard/shell";
import type { DeskAgenda } from "../dues.ts";
import type { Dialer, DialFailure, Socket } from "../ports.ts";
import type { Refusal } from "../refusals.ts";
import type { SignIn, SignInResult } from "./sign-in.ts";

export interface FeedParts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly dialer: Dialer;
  readonly agenda: DeskAgenda;
  readonly signIn: SignIn;
  /** Something of the stream could not be read. */
  readonly onRefusal: (refusal: Refusal) => void;
  /** One message of the stream, translated. */
  readonly onInput: (input: StreamInput) => void;
  /** The end of a socket's turn: the moment to tell the screens. */
  readonly onTurnEnd: () => void;
  readonly onLink: (event: string, state: LinkState) => void;
}

export class Feed {
  readonly #parts: FeedParts;
  readonly #splitter = createSplitter();
  #link: LinkState = IDLE_LINK;
  #dialNo = 0;
  #socket: Socket | null = null;
  #lastMessageAt: EpochMs | null = null;
  /** When the present link last gave a sign of life: by opening, or by a message. */
  #heardAt: EpochMs = 0;
  #silenceMs: number = BOUNDS.silenceRedialMs;
  #messages = 0;
  #dials = 0;

  constructor(parts: FeedParts) {
    this.#parts = parts;
  }

  get link(): LinkState {
    return this.#link;
  }

  get lastMessageAt(): EpochMs | null {
    return this.#lastMessageAt;
  }

  counts(): { messages: number; dials: number } {
    return { messages: this.#messages, dials: this.#dials };
  }

  start(): void {
    this.#step({ kind: "start" }, "start");
  }

  /** The agenda says that a wait is over. */
  due(): void {
    this.#step({ kind: "due" }, "due");
  }

  /**
   * Looks for what makes no event of its own: a socket that is open and silent, and a dial that never ends. A
   * quiet centre at night is silent too, so each redial that brought nothing doubles the patience.
   */
  watch(): void {
    const now = this.#parts.clock.now();
    if (this.#link.kind === "dialing" && now - this.#link.sinceMs > BOUNDS.dialGiveUpMs) {
      this.#fail("timeout", null);
      return;
    }
    if (this.#link.kind !== "open") return;
    // A clock that was set back must not hide a silence until it has caught up.
    this.#heardAt = Math.min(this.#heardAt, now);
    if (now - this.#heardAt <= this.#silenceMs) return;
    this.#silenceMs = Math.min(BOUNDS.silenceRedialMaxMs, this.#silenceMs * 2);
    this.#hangUp();
    this.#step({ kind: "silent" }, "silent");
  }

  #step(event: LinkEvent, name: string): void {
    const { clock, chance, agenda } = this.#parts;
    const before = this.#link;
    const { state, action } = linkStep(before, event, clock.now(), { jitter: chance(), spread: chance() });
    this.#link = state;
    if (state !== before) this.#parts.onLink(name, state);
    switch (action.kind) {
      case "none":
        return;
      case "dial":
        agenda.cancel("link");
        this.#dial();
        return;
      case "renewToken":
        this.#parts.signIn.drop();
        agenda.plan("link", action.untilMs);
        return;
      case "wait":
      case "misconfigured":
        agenda.plan("link", action.untilMs);
        return;
      default:
        action satisfies never;
    }
  }

  #dial(): void {
    this.#hangUp();
    const dialNo = this.#dialNo;
    this.#parts.signIn.ensure((result) => {
      if (dialNo === this.#dialNo && this.#link.kind === "dialing") this.#dialWith(result, dialNo);
    });
  }

  #dialWith(result: SignInResult, dialNo: number): void {
    switch (result.kind) {
      case "failed":
        this.#fail(result.why, result.retryAfterMs);
        return;
      case "misconfigured":
        this.#fail("refused403", null);
        return;
      case "ready":
        this.#open(result.token, dialNo);
        return;
      default:
        result satisfies never;
    }
  }

  #open(token: Secret, dialNo: number): void {
    this.#dials += 1;
    this.#splitter.reset();
    const isMine = (): boolean => dialNo === this.#dialNo;
    this.#socket = this.#parts.dialer.dial(streamRequest(token), {
      opened: () => {
        if (!isMine()) return;
        this.#heardAt = this.#parts.clock.now();
        this.#step({ kind: "opened" }, "opened");
        this.#parts.onTurnEnd();
      },
      failed: (failure) => {
        if (!isMine()) return;
        const { why, retryAfterMs } = whyOf(failure);
        if (this.#link.kind === "open") this.#close(null);
        else this.#fail(why, retryAfterMs);
      },
      message: (text) => {
        if (isMine() && this.#link.kind === "open") this.#hear(text);
      },
      closed: (code) => {
        if (!isMine()) return;
        if (this.#link.kind === "open") this.#close(code);
        else this.#fail("network", null);
      },
    });
  }

  /** The open link has ended, by a close or by an error. */
  #close(code: number | null): void {
    this.#hangUp();
    this.#step({ kind: "closed", code: code ?? 1006 }, `closed ${code ?? 1006}`);
    this.#parts.onTurnEnd();
  }

  #fail(why: LinkFailure, retryAfterMs: number | null): void {
    this.#hangUp();
    this.#step({ kind: "failed", why, retryAfterMs }, why);
    this.#parts.onTurnEnd();
  }

  /** Ends the present dial, whatever it is doing: from here on its number is an old one. */
  #hangUp(): void {
    this.#dialNo += 1;
    this.#socket?.close();
    this.#socket = null;
  }

  #hear(text: string | null): void {
    const now = this.#parts.clock.now();
    this.#lastMessageAt = now;
    this.#heardAt = now;
    this.#silenceMs = BOUNDS.silenceRedialMs;
    this.#messages += 1;
    if (this.#link.kind === "open" && !this.#link.proven) this.#step({ kind: "message" }, "proven");
    if (text === null) this.#parts.onRefusal({ reason: "binaryFrame" });
    else this.#read(text);
    this.#parts.onTurnEnd();
  }

  #read(text: string): void {
    const { values, refusals } = this.#splitter.push(text);
    for (const refusal of refusals) this.#parts.onRefusal(refusal);
    for (const value of values) {
      const translated = translateMessage(value);
      if (translated.kind === "input") this.#parts.onInput(translated.input);
      else this.#parts.onRefusal(translated);
    }
  }
}

function whyOf(failure: DialFailure): { why: LinkFailure; retryAfterMs: number | null } {
  if (failure.kind !== "answered") return { why: failure.kind, retryAfterMs: null };
  const { status, retryAfterMs } = failure;
  if (status === 401) return { why: "refused401", retryAfterMs: null };
  if (status === 403) return { why: "refused403", retryAfterMs: null };
  if (status === 429) return { why: "rateLimited", retryAfterMs };
  return { why: status >= 500 ? "server5xx" : "other4xx", retryAfterMs: null };
}
