/**
 * Plays pages of the floor's past into a replica, by its own clock: seek, advance, and fetch what comes next in time. Each
 * page begins with a whole board, so each is played into a fresh replica. It knows no Vue; the server is asked through a
 * port. It must never bridge what was not seen: what the frames say of the feed is what is shown.
 */
import {
  type Applied,
  applyFrame,
  createDecoder,
  createReplica,
  type Decoder,
  type ReplayPage,
  type Replica,
} from "@callboard/protocol";
import type { Answer, Failure } from "../api/request.ts";

export interface PlayerPorts {
  ask(from: number, seconds: number): Promise<Answer<ReplayPage>>;
  onApplied(applied: Extract<Applied, { kind: "applied" }>): void;
  /** Another board altogether: whatever is shown must be looked up again. */
  onWhole(): void;
}

export type Advanced = "played" | "waiting" | "ended";

/** `nothing`: history does not hold that moment. */
export type Sought = "shown" | "nothing" | "overtaken" | Failure;

export interface Player {
  replica(): Replica;
  /** The moment that is shown, by CXone's clock. */
  at(): number;
  kept(): ReplayPage["kept"];
  failure(): Failure | null;
  seek(moment: number): Promise<Sought>;
  look(now: number): Promise<ReplayPage["kept"]>;
  advance(ms: number): Advanced;
}

/** As much as the server gives at once. */
const PAGE_SECONDS = 300;
/** From this share of a page on the next one is fetched. */
const FETCH_AT = 0.4;
/** After a failure the next try comes with the next page's turn, but not at once again. */
const FAILURES_MOST = 3;
/** The server has no page that begins where history ends; one that begins just before leads on. */
const EDGE_MS = 1_000;

export function createPlayer(ports: PlayerPorts): Player {
  let replica = createReplica();
  let decoder: Decoder = createDecoder();
  let page: ReplayPage | null = null;
  let next: ReplayPage | null = null;
  let place = 0;
  let at = 0;
  let kept: ReplayPage["kept"] = null;
  let failure: Failure | null = null;
  let failures = 0;
  let asking: number | null = null;
  /** History has been asked for more at its end, and had none. */
  let hasEnded = false;
  let life = 0;

  /** Begins a page at its first frame, the whole board. */
  function open(fresh: ReplayPage): void {
    page = fresh;
    next = null;
    place = 0;
    failures = 0;
    hasEnded = false;
    replica = createReplica();
    decoder = createDecoder();
  }

  /** Applies every frame up to `moment`; a frame that cannot be read ends nothing, the next page begins anew. */
  function playTo(moment: number, isTold: boolean): void {
    at = moment;
    const frames = page?.frames ?? [];
    for (let frame = frames[place]; frame !== undefined; frame = frames[place]) {
      // The first is the board just before the page, and is shown from its beginning on.
      if (place > 0 && frame.at > moment) break;
      place += 1;
      const decoded = decoder.decode(frame.text);
      if (decoded.kind !== "frame") continue;
      const applied = applyFrame(replica, decoded.frame);
      if (isTold && applied.kind === "applied") ports.onApplied(applied);
    }
    // As beats do for the present: the copy is the newest board of the moment that is shown.
    if (replica.epoch !== null) replica.boardAt = Math.max(replica.boardAt, moment);
  }

  function keepFrom(answer: Answer<ReplayPage>): ReplayPage | null {
    if (answer.kind === "failed") {
      failure = answer.failure;
      failures += 1;
      return null;
    }
    failure = null;
    kept = answer.value.kept;
    if (answer.value.frames.length > 0) return answer.value;
    return null;
  }

  async function fetchNext(from: number): Promise<void> {
    if (asking !== null || next !== null || failures >= FAILURES_MOST) return;
    asking = from;
    const mine = life;
    const fetched = keepFrom(await ports.ask(from, PAGE_SECONDS));
    if (mine !== life) return;
    asking = null;
    // A page that does not lead on is the end of what is kept so far.
    if (fetched !== null && fetched.to > (page?.to ?? 0)) next = fetched;
    else if (failure === null) hasEnded = true;
  }

  /** History grows while it is played: at its end it is asked for what has come since. */
  function fetchOn(end: number): void {
    void fetchNext(end < (kept?.to ?? 0) ? end : end - EDGE_MS);
  }

  return {
    replica: () => replica,
    at: () => at,
    kept: () => kept,
    failure: () => failure,
    async seek(moment) {
      if (page !== null && moment >= page.from && moment < page.to) {
        open(page);
        playTo(moment, false);
        ports.onWhole();
        return "shown";
      }
      life += 1;
      failures = 0;
      asking = null;
      const mine = life;
      const answer = await ports.ask(moment, PAGE_SECONDS);
      if (mine !== life) return "overtaken";
      const fresh = keepFrom(answer);
      if (fresh === null) return failure ?? "nothing";
      open(fresh);
      playTo(Math.min(Math.max(moment, fresh.from), fresh.to), false);
      ports.onWhole();
      return "shown";
    },
    async look(now) {
      const answer = await ports.ask(now - 60_000, 1);
      if (answer.kind === "done") kept = answer.value.kept;
      return kept;
    },
    advance(ms) {
      if (page === null) return "waiting";
      const wanted = at + ms;
      const end = page.to;
      if (wanted > page.from + (end - page.from) * FETCH_AT && end < (kept?.to ?? 0)) fetchOn(end);
      if (wanted < end) {
        playTo(wanted, true);
        return "played";
      }
      if (next !== null) {
        const fresh = next;
        open(fresh);
        playTo(Math.min(wanted, fresh.to), false);
        ports.onWhole();
        return "played";
      }
      playTo(end, true);
      if (failures >= FAILURES_MOST) return "ended";
      if (hasEnded) {
        // Said once: whoever plays on asks again.
        hasEnded = false;
        return "ended";
      }
      fetchOn(end);
      return "waiting";
    },
  };
}
