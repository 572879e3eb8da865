/**
 * The connection check: walks through what a desk does to be live, once, and says what it found at each step. Every step has an end
 * in time; the socket is closed whatever happens. Nothing of the upstream's own words, and no token, is in a finding.
 */
import { BOUNDS } from "@callboard/core";
import {
  type Credentials,
  type HttpAnswer,
  type HttpRequest,
  readSkills,
  readToken,
  readUsers,
  type Secret,
  skillsRequest,
  streamRequest,
  tokenRequest,
  type UpstreamOrigins,
  usersRequest,
} from "@callboard/cxone";
import {
  CHECK_STEPS,
  type CheckReport,
  type CheckStep,
  type CheckStepName,
  clockFinding,
  type Finding,
  firstEventFinding,
  type HostProbe,
  hostFinding,
  scopesFinding,
  skillsFinding,
  skipped,
  streamFinding,
  tokenFinding,
  usersFinding,
} from "@callboard/tenancy";
import { sendAll } from "../upstream/send.ts";
import { Listening } from "./listening.ts";

/** Of an answer's `Date` only the second is known: on average it is half a second later. */
const DATE_ROUNDING_MS = 500;

export class Walk {
  readonly #origins: UpstreamOrigins;
  readonly #credentials: Credentials;
  readonly #steps: CheckStep[] = [];
  /** How far the upstream's clock is ahead by its answers, as far as is known. */
  #answersMs: number | null = null;

  constructor(origins: UpstreamOrigins, credentials: Credentials) {
    this.#origins = origins;
    this.#credentials = credentials;
  }

  /** Takes about a second where all is well and somebody works, `BOUNDS.checkTakesMaxMs` at the most. Never throws. */
  async report(): Promise<CheckReport> {
    const at = Date.now();
    await this.#walk();
    const done = new Set(this.#steps.map(({ step }) => step));
    for (const step of CHECK_STEPS)
      if (!done.has(step)) this.#note(step, skipped("A step before it failed."), 0);
    const order = new Map(CHECK_STEPS.map((step, index) => [step, index]));
    const steps = this.#steps.toSorted((a, b) => (order.get(a.step) ?? 0) - (order.get(b.step) ?? 0));
    return { at, isGood: steps.every(({ verdict }) => verdict === "good" || verdict === "unsure"), steps };
  }

  async #walk(): Promise<void> {
    if (!(await this.#hosts())) return;
    const token = await this.#token();
    if (token === null) return;
    await this.#people(token);
    await this.#stream(token);
  }

  // ── REST ─────────────────────────────────────────────────────────────────────────────────────────────

  async #hosts(): Promise<boolean> {
    const began = Date.now();
    const probes = await Promise.all([this.#probe("login"), this.#probe("api")]);
    // A server that stands in for both has one name.
    const [login, api] = probes;
    return this.#note("host", hostFinding(login.host === api.host ? [api] : probes), Date.now() - began);
  }

  async #probe(of: "login" | "api"): Promise<HostProbe> {
    const path = of === "login" ? "/oauth2/token" : "/api/v2/users";
    const request: HttpRequest = {
      ...{ method: "GET", path, origin: of, headers: { accept: "application/json" }, body: null },
    };
    return { of, host: new URL(this.#origins[of]).host, answer: await this.#send(request) };
  }

  async #token(): Promise<Secret | null> {
    const began = Date.now();
    const result = readToken(await this.#send(tokenRequest(this.#credentials)));
    const tookMs = Date.now() - began;
    this.#note("token", tokenFinding(result, tookMs), tookMs);
    if (result.kind !== "ok") return null;
    // What was not granted shows in what follows: the stream may be well without the people.
    this.#note("scopes", scopesFinding(result.scopes), 0);
    return result.token;
  }

  async #people(token: Secret): Promise<void> {
    const began = Date.now();
    const users = readUsers(await this.#send(usersRequest(token)));
    const tookMs = Date.now() - began;
    this.#note("users", usersFinding(users), tookMs);
    if (users.kind !== "ok") return;
    const someone = users.entries[0]?.agentId;
    if (someone === undefined) {
      this.#note("skills", skipped("There is nobody to ask it of."), 0);
      return;
    }
    const asked = Date.now();
    const skills = readSkills(await this.#send(skillsRequest(token, someone)), someone);
    this.#note("skills", skillsFinding(skills), Date.now() - asked);
  }

  async #send(request: HttpRequest): Promise<HttpAnswer> {
    const [answer] = await sendAll(this.#origins, [request], 1);
    if (answer?.kind === "answered" && answer.dateMs !== undefined) {
      const aheadMs = answer.dateMs + DATE_ROUNDING_MS - Date.now();
      this.#answersMs = Math.max(this.#answersMs ?? Number.NEGATIVE_INFINITY, aheadMs);
    }
    return answer ?? { kind: "failed", why: "network" };
  }

  // ── The stream ───────────────────────────────────────────────────────────────────────────────────────

  async #stream(token: Secret): Promise<void> {
    const listening = new Listening(this.#origins);
    try {
      const began = Date.now();
      const handshake = await listening.dial(streamRequest(token));
      this.#note("stream", streamFinding(handshake), Date.now() - began);
      if (handshake.kind === "opened") {
        const heard = await listening.firstEvent(BOUNDS.checkEventWaitMs);
        this.#note("firstEvent", firstEventFinding(heard), heard.waitedMs);
      }
    } finally {
      listening.hangUp();
    }
    const clocks = { answersMs: this.#answersMs, eventsMs: listening.eventsMs };
    this.#note("clock", clockFinding(clocks), 0);
  }

  /** Whether the steps that build on this one can be tried. */
  #note(step: CheckStepName, finding: Finding, tookMs: number): boolean {
    this.#steps.push({ step, ...finding, tookMs });
    return finding.verdict === "good" || finding.verdict === "unsure";
  }
}
