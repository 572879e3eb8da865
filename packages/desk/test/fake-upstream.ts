/**
 * CXone as the desk's ports see it: REST that answers well unless a test scripts something else, and a stream that
 * the test feeds and breaks. An answer on its way is lost with the object that asked for it. Tokens are real ones: one that ran out or was revoked is refused with 401.
 */
import type { EpochMs } from "@callboard/core";
import type { HttpAnswer, HttpRequest } from "@callboard/cxone";
import type { ManualTime } from "@callboard/shell/testing";
import type { Dialer, DialFailure, Rest } from "../src/ports.ts";
import { FakeDial } from "./fake-dial.ts";
import { agentData, queueMessage, type WireRow } from "./wire.ts";

export type Call = "token" | "users" | "skills" | "agents";
/** `lost`: the answer never comes. `good`: as if nothing had been scripted. */
export type Scripted = HttpAnswer | "lost" | "good" | ((request: HttpRequest) => HttpAnswer);

export interface Asked {
  readonly at: EpochMs;
  readonly call: Call;
  readonly request: HttpRequest;
}

export const status = (
  code: number,
  body: unknown = null,
  retryAfterMs: number | null = null,
): HttpAnswer => ({
  kind: "answered",
  status: code,
  retryAfterMs,
  body,
});

const LATENCY_MS = 20;

export class FakeUpstream {
  readonly #time: ManualTime;
  readonly asked: Asked[] = [];
  readonly batches: { at: EpochMs; call: Call; size: number; answered: boolean }[] = [];
  readonly dials: FakeDial[] = [];
  readonly #next = new Map<Call, Scripted[]>();
  readonly #always = new Map<Call, Scripted>();
  readonly #tokens = new Map<string, EpochMs>();
  /** Who works here, by id and name. */
  readonly users = new Map<string, string>();
  /** The truth that REST tells of each agent. */
  readonly truth = new Map<string, WireRow>();
  tokenLifeSeconds = 3_600;
  /** How long an answer takes, where it is not the usual time. */
  readonly latencyMs = new Map<Call, number>();
  /** What becomes of a dial: it opens, it is left hanging for the test to decide, or it fails. */
  dialing: "opens" | "hangs" | DialFailure = "opens";
  /** Keeps the talking centre quiet. */
  isMute = false;
  #tokenNo = 0;

  constructor(time: ManualTime) {
    this.#time = time;
  }

  // ── What a test says ───────────────────────────────────────────────────────────────────────────────

  staff(...ids: readonly string[]): void {
    for (const id of ids) {
      this.users.set(id, `Name ${id}`);
      this.truth.set(id, agentData(id, "READY", this.#time.now() - 60_000));
    }
  }

  /** The answers to the next calls of a kind; afterwards it is as before. */
  once(call: Call, ...answers: readonly Scripted[]): void {
    this.#next.set(call, [...(this.#next.get(call) ?? []), ...answers]);
  }

  always(call: Call, answer: Scripted): void {
    this.#always.set(call, answer);
  }

  revokeTokens(): void {
    this.#tokens.clear();
  }

  count(call: Call): number {
    return this.asked.filter((one) => one.call === call).length;
  }

  at(call: Call): readonly EpochMs[] {
    return this.asked.filter((one) => one.call === call).map(({ at }) => at);
  }

  /** The dial that was made last. */
  get dial(): FakeDial {
    const last = this.dials.at(-1);
    if (last === undefined) throw new Error("nobody has dialled yet");
    return last;
  }

  get liveDials(): number {
    return this.dials.filter((dial) => dial.isLive).length;
  }

  /** The stream says these on whatever dial is open now. */
  say(...messages: readonly WireRow[]): void {
    for (const message of messages) this.dial.text(JSON.stringify(message));
  }

  /** A queue's figures every few seconds, as a living centre sends them; on every dial that opens. */
  keepTalking(everyMs = 5_000): () => void {
    let stop = this.#time.later(everyMs, () => tick());
    const tick = (): void => {
      const dial = this.dials.at(-1);
      if (dial?.isOpen === true && !this.isMute) this.say(queueMessage("q1", this.#time.now()));
      stop = this.#time.later(everyMs, tick);
    };
    return () => stop();
  }

  // ── The desk's ports ───────────────────────────────────────────────────────────────────────────────

  readonly rest: Rest = {
    send: (requests, done) => {
      const first = requests[0];
      if (first === undefined) throw new Error("an empty batch was sent");
      const batch = { at: this.#time.now(), call: callOf(first), size: requests.length, answered: false };
      this.batches.push(batch);
      const scripts = requests.map((request) => this.#note(request));
      if (scripts.includes("lost")) return;
      this.#time.timers.after(this.latencyMs.get(batch.call) ?? LATENCY_MS, () => {
        batch.answered = true;
        done(requests.map((request, index) => this.#answer(request, scripts[index] ?? "good")));
      });
    },
  };

  readonly dialer: Dialer = {
    dial: (request, events) => {
      if (this.liveDials > 0) throw new Error("a second dial while one lives (invariant 11)");
      const dial = new FakeDial(this.#time.now(), request, events);
      this.dials.push(dial);
      const { dialing } = this;
      if (dialing !== "hangs")
        this.#time.timers.after(LATENCY_MS, () => {
          if (!this.#holds(request)) dial.fail({ kind: "answered", status: 401, retryAfterMs: null });
          else if (dialing === "opens") dial.open();
          else dial.fail(dialing);
        });
      return dial.socket;
    },
  };

  #note(request: HttpRequest): Scripted {
    const call = callOf(request);
    this.asked.push({ at: this.#time.now(), call, request });
    return this.#next.get(call)?.shift() ?? this.#always.get(call) ?? "good";
  }

  #answer(request: HttpRequest, scripted: Scripted): HttpAnswer {
    if (typeof scripted === "function") return scripted(request);
    if (scripted !== "good" && scripted !== "lost") return scripted;
    const call = callOf(request);
    if (call !== "token" && !this.#holds(request)) return status(401);
    switch (call) {
      case "token":
        return this.#issue();
      case "users":
        return status(
          200,
          Array.from(this.users, ([user_id, name]) => ({ user_id, name, team_name: "Team" })),
        );
      case "skills":
        return status(200, {
          skills: [{ skill_id: "s1", name: "S", level: 3, queue_ids: ["q1"] }],
          shift: null,
        });
      case "agents":
        return this.#truthFor(request);
      default:
        return call satisfies never;
    }
  }

  #issue(): HttpAnswer {
    this.#tokenNo += 1;
    const token = `token-${this.#tokenNo}`;
    this.#tokens.set(token, this.#time.now() + this.tokenLifeSeconds * 1_000);
    return status(200, { access_token: token, token_type: "Bearer", expires_in: this.tokenLifeSeconds });
  }

  #truthFor(request: HttpRequest): HttpAnswer {
    return status(
      200,
      idsOf(request).flatMap((id) => this.truth.get(id) ?? []),
    );
  }

  #holds(request: HttpRequest): boolean {
    return (this.#tokens.get(tokenOf(request)) ?? 0) > this.#time.now();
  }
}

export const tokenOf = (request: HttpRequest): string =>
  (request.headers.authorization ?? "").replace("Bearer ", "");

/** The ids that one chunk of a round asks for. */
export const idsOf = (request: HttpRequest): string[] =>
  (request.path.split("user_ids=")[1] ?? "").split(",").map(decodeURIComponent);

function callOf({ path }: HttpRequest): Call {
  if (path === "/oauth2/token") return "token";
  if (path.endsWith("/skills")) return "skills";
  return path.startsWith("/api/v2/realtime/agents") ? "agents" : "users";
}
