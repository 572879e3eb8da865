/** The check's ear at the stream: one dial, and what comes until the first event that can be read. */
import type { HttpRequest, UpstreamOrigins } from "@callboard/cxone";
import { createSplitter, translateMessage } from "@callboard/cxone";
import type { Socket } from "@callboard/desk";
import type { Handshake, Heard } from "@callboard/tenancy";
import { StreamDialer } from "../ports/dialer.ts";
import { Tenure } from "../ports/tenure.ts";

export class Listening {
  readonly #dialer: StreamDialer;
  readonly #tenure = new Tenure();
  readonly #splitter = createSplitter();
  #socket: Socket | null = null;
  #read = 0;
  #refused = 0;
  #closed: Heard["closed"] = null;
  /** Told of each message and of the end. */
  #onNews: () => void = () => undefined;
  /** How far the newest event was ahead of our clock; `null` before the first. */
  eventsMs: number | null = null;

  constructor(origins: UpstreamOrigins) {
    this.#dialer = new StreamDialer(origins, this.#tenure);
  }

  /** Ends by itself: the dialer has a time-out. */
  dial(request: HttpRequest): Promise<Handshake> {
    return new Promise((resolve) => {
      this.#socket = this.#dialer.dial(request, {
        opened: () => resolve({ kind: "opened" }),
        failed: (failure) =>
          resolve(failure.kind === "answered" ? { kind: "answered", status: failure.status } : failure),
        message: (text) => this.#take(text),
        closed: (code) => {
          this.#closed = { code };
          this.#onNews();
        },
      });
    });
  }

  /** What was heard by the first event that could be read, by the end of the stream, or by the end of patience. */
  async firstEvent(patienceMs: number): Promise<Heard> {
    const began = Date.now();
    let timer: ReturnType<typeof setTimeout> | null = null;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs);
      this.#onNews = () => {
        if (this.#read > 0 || this.#closed !== null) resolve();
      };
      this.#onNews();
    });
    if (timer !== null) clearTimeout(timer);
    const waitedMs = Date.now() - began;
    return { waitedMs, read: this.#read, refused: this.#refused, closed: this.#closed };
  }

  hangUp(): void {
    this.#onNews = () => undefined;
    this.#socket?.close();
    this.#tenure.end();
  }

  /** `null`: a binary frame, which the stream never has. */
  #take(text: string | null): void {
    const { values, refusals } = text === null ? { values: [], refusals: [null] } : this.#splitter.push(text);
    this.#refused += refusals.length;
    for (const value of values) {
      const translated = translateMessage(value);
      if (translated.kind === "refused") {
        this.#refused += 1;
        continue;
      }
      this.#read += 1;
      const { input } = translated;
      const aheadMs = (input.kind === "agentState" ? input.report.at : input.at) - Date.now();
      this.eventsMs = Math.max(this.eventsMs ?? Number.NEGATIVE_INFINITY, aheadMs);
    }
    this.#onNews();
  }
}
