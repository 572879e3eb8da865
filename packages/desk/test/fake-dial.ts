/** One dial of the desk, from the upstream's side: a test opens it, speaks on it and ends it, in any order. */
import type { EpochMs } from "@callboard/core";
import type { HttpRequest } from "@callboard/cxone";
import type { DialFailure, Socket, SocketEvents } from "../src/ports.ts";

export class FakeDial {
  readonly at: EpochMs;
  readonly request: HttpRequest;
  /** Raw: what is said here reaches the desk even after an end, as a careless runtime would do it. */
  readonly events: SocketEvents;
  readonly socket: Socket = { close: () => this.#end("hungUp") };
  #state: "dialing" | "open" | "ended" | "hungUp" = "dialing";

  constructor(at: EpochMs, request: HttpRequest, events: SocketEvents) {
    this.at = at;
    this.request = request;
    this.events = events;
  }

  get isLive(): boolean {
    return this.#state === "dialing" || this.#state === "open";
  }

  get isOpen(): boolean {
    return this.#state === "open";
  }

  get isHungUp(): boolean {
    return this.#state === "hungUp";
  }

  #end(how: "ended" | "hungUp"): void {
    if (this.isLive) this.#state = how;
  }

  open(): void {
    if (this.#state !== "dialing") return;
    this.#state = "open";
    this.events.opened();
  }

  fail(failure: DialFailure): void {
    if (!this.isLive) return;
    this.#end("ended");
    this.events.failed(failure);
  }

  text(text: string | null): void {
    if (this.isOpen) this.events.message(text);
  }

  close(code: number | null): void {
    if (!this.isLive) return;
    this.#end("ended");
    this.events.closed(code);
  }
}
