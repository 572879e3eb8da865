/**
 * How a television becomes one of a tenant's screens: it shows a code, asks whether somebody confirmed it, and goes to its
 * board. It goes on for months with nobody near it: through a network that comes and goes, codes that expire and a Worker
 * that is busy. It must never stop asking, show a code that holds no more, or keep more than the one pairing.
 */
import { BOUNDS, type PairingOffer } from "./shapes.ts";

export interface TvAnswer {
  readonly status: number;
  /** What was answered as JSON; `null` where it was none. */
  readonly value: unknown;
  /** From `Retry-After`; `null` without one. */
  readonly retryAfterMs: number | null;
}

export interface PairingPorts {
  /** `null` where nothing was answered. */
  ask(method: "GET" | "POST", path: string, body?: object): Promise<TvAnswer | null>;
  /** A clock that only goes forward. */
  now(): number;
  after(ms: number, task: () => void): void;
  /** [0, 1) */
  chance(): number;
  show(what: Shown): void;
  /** What a board has left on this device belongs to nobody here any more. */
  forget(): void;
  /** Leaves for the board, if its page can be had at this moment. */
  goToBoard(): Promise<boolean>;
  /** Between two codes, when nobody can be amid a pairing: the page may be loaded anew. Whether it will be. */
  renewPage(): Promise<boolean>;
}

export type Trouble = "offline" | "busy";
export type Shown =
  | { readonly kind: "starting" | "unreached" | "busy" | "noCookies" | "paired" }
  | {
      readonly kind: "code";
      readonly code: string;
      readonly address: string;
      readonly endsAt: number;
      readonly trouble: Trouble | null;
    };

interface OpenPairing extends PairingOffer {
  /** By our own clock: a television's date is often wrong. */
  readonly endsAt: number;
}

const RETRY_LEAST_MS = 2_000;
const RETRY_MOST_MS = 30_000;
const ASK_LEAST_MS = 1_000;
const ASK_MOST_MS = 60_000;
const BUSY_MS = 20_000;
/** Between two looks at whether the cookie has come. */
const LOOK_AGAIN_MS = 1_000;
const LOOKS_MOST = 5;
const NO_COOKIES_MS = 60_000;
const UNAUTHORISED = 401;
const TOO_MANY = 429;

/** Begins at once, and never ends by itself. */
export function startPairing(ports: PairingPorts): void {
  let failures = 0;

  function later(task: () => Promise<void>, leastMs: number): void {
    ports.after(leastMs * (0.75 + ports.chance() / 2), () => void run(task));
  }

  async function run(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch {
      retry(begin);
    }
  }

  function retry(task: () => Promise<void>, atLeastMs = 0): void {
    const pauseMs = Math.min(RETRY_MOST_MS, RETRY_LEAST_MS * 2 ** Math.min(failures, 6));
    failures += 1;
    later(task, Math.max(pauseMs, Math.min(atLeastMs, BOUNDS.pairingKeepMs)));
  }

  async function begin(): Promise<void> {
    const session = await ports.ask("GET", "/api/tv/session");
    if (session !== null && session.status === UNAUTHORISED) {
      ports.forget();
      await offer();
    } else if (session !== null && isGood(session)) await leave();
    else {
      ports.show({ kind: "unreached" });
      retry(begin, session?.retryAfterMs ?? 0);
    }
  }

  async function offer(): Promise<void> {
    const askedAt = ports.now();
    const answer = await ports.ask("POST", "/api/tv/pairings", {});
    const offered = answer !== null && isGood(answer) ? readOffer(answer.value) : null;
    if (offered === null) {
      const isBusy = answer?.status === TOO_MANY;
      ports.show({ kind: isBusy ? "busy" : "unreached" });
      retry(offer, answer?.retryAfterMs ?? (isBusy ? BUSY_MS : 0));
      return;
    }
    failures = 0;
    // From before it was asked for: it ends here no later than there.
    const pairing = { ...offered, endsAt: askedAt + BOUNDS.pairingKeepMs };
    showCode(pairing, null);
    later(() => claim(pairing), pairing.askEveryMs);
  }

  async function claim(pairing: OpenPairing): Promise<void> {
    if (ports.now() >= pairing.endsAt) {
      await renew();
      return;
    }
    const answer = await ports.ask("POST", `/api/tv/pairings/${encodeURIComponent(pairing.id)}/claim`, {
      secret: pairing.secret,
    });
    const state = answer !== null && isGood(answer) ? stateOf(answer.value) : null;
    if (state === "paired") {
      ports.show({ kind: "paired" });
      await look(LOOKS_MOST);
    } else if (state === "expired" || answer?.status === 404 || answer?.status === 410) await renew();
    else if (state === "waiting") {
      failures = 0;
      showCode(pairing, null);
      later(() => claim(pairing), pairing.askEveryMs);
    } else {
      showCode(pairing, answer?.status === TOO_MANY ? "busy" : "offline");
      // Not so late that a code stands there which holds no more.
      retry(() => claim(pairing), Math.min(answer?.retryAfterMs ?? 0, pairing.endsAt - ports.now()));
    }
  }

  async function renew(): Promise<void> {
    ports.show({ kind: "starting" });
    if (!(await ports.renewPage())) await offer();
  }

  /** A browser that was told not to keep cookies would go to and fro between code and board for ever. */
  async function look(looksLeft: number): Promise<void> {
    const session = await ports.ask("GET", "/api/tv/session");
    if (session !== null && isGood(session)) await leave();
    else if (session?.status === UNAUTHORISED && looksLeft <= 1) {
      ports.show({ kind: "noCookies" });
      later(begin, NO_COOKIES_MS);
    } else later(() => look(session?.status === UNAUTHORISED ? looksLeft - 1 : looksLeft), LOOK_AGAIN_MS);
  }

  async function leave(): Promise<void> {
    if (await ports.goToBoard()) return;
    ports.show({ kind: "unreached" });
    retry(begin);
  }

  function showCode({ code, address, endsAt }: OpenPairing, trouble: Trouble | null): void {
    ports.show({ kind: "code", code, address, endsAt, trouble });
  }

  ports.show({ kind: "starting" });
  void run(begin);
}

const isGood = ({ status }: TvAnswer): boolean => status >= 200 && status < 300;

/** Read by hand: a validation library is heavier than this whole page. */
function readOffer(value: unknown): PairingOffer | null {
  const { id, code, secret, address, askEveryMs } = rowOf(value);
  if (typeof id !== "string" || typeof code !== "string" || typeof secret !== "string") return null;
  const everyMs = typeof askEveryMs === "number" ? askEveryMs : BOUNDS.pairingAskEveryMs;
  return {
    id,
    code: code.slice(0, 20),
    secret,
    address: typeof address === "string" && /^https?:\/\//.test(address) ? address : "",
    askEveryMs: Math.max(ASK_LEAST_MS, Math.min(ASK_MOST_MS, everyMs)),
  };
}

function stateOf(value: unknown): "waiting" | "paired" | "expired" | null {
  const { state } = rowOf(value);
  return state === "waiting" || state === "paired" || state === "expired" ? state : null;
}

const rowOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
