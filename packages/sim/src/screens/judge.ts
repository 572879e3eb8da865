/** Holds one screen against what was committed (invariant 8) and against the age of the truth (invariant 9). */
import { BOUNDS } from "@callboard/core";
import type { Freshness, NameStyle, Replica } from "@callboard/protocol";
import { SIM } from "../bounds.ts";
import type { CommittedBoards } from "../check/committed.ts";
import type { Findings } from "../check/findings.ts";
import type { Scheduler } from "../scheduler.ts";
import { wholeHash } from "./board-hash.ts";

export interface JudgeParts {
  readonly tenant: string;
  readonly screen: string;
  readonly scheduler: Scheduler;
  readonly findings: Findings;
  readonly committed: CommittedBoards;
  /** When the newest event that the desk was told of happened; `null` before the first. */
  readonly newsAt: () => number | null;
  /** By how much the desk may be wrong about the clocks at this moment. */
  readonly clockSlackMs: () => number;
  /** Known gaps in the labels are violations too. */
  readonly isStrict: boolean;
  /** By how much what it is told may be dated earlier than it was said. */
  readonly datedEarlierMs: number;
}

/** What the protocol has no word for yet (README, "Known"); judged in strict runs only. */
export interface Circumstances {
  readonly sinceFrameMs: number | null;
  /** Since the desk said what was last heard of it: a relay has nothing to say of its own. */
  readonly sinceDeskMs: number | null;
  /** The shortest time that a frame of the last minute was under way: so wrong may its idea of the server's clock be. */
  readonly journeyMs: number;
}

/** A screen that has heard nothing for so long says that it has lost the desk (protocol, freshness). */
const LOST_AFTER_MS = BOUNDS.silentBeats * BOUNDS.beatEveryMs;
/** A relay may give its board away for so long without a word of the desk; a screen says so long after that it is lost. */
const UNHEARD_MS = BOUNDS.relaySilentMs + LOST_AFTER_MS;
const FRESH_UNTIL_MS = BOUNDS.staleAfterMs * BOUNDS.agingShare;
const WHOLE_EVERY = 25;

export class ScreenJudge {
  readonly #parts: JudgeParts;
  #boards = 0;

  constructor(parts: JudgeParts) {
    this.#parts = parts;
  }

  breach(what: string): void {
    this.#parts.findings.breach("I8", this.#parts.tenant, `${this.#parts.screen}: ${what}`);
  }

  /** A frame was folded in: the copy must be one committed board, and never an older one of its epoch. */
  onBoard(
    replica: Replica,
    names: NameStyle,
    hash: string,
    before: { readonly epoch: string | null; readonly seq: number },
  ): void {
    const { findings, committed, tenant } = this.#parts;
    findings.checked(2);
    if (replica.epoch === before.epoch && replica.seq < before.seq) {
      this.breach(`seq fell from ${before.seq} to ${replica.seq}`);
    }
    const expected = committed.hashAt(replica.epoch ?? "", names, replica.seq);
    if (expected === null) this.breach(`seq ${replica.seq} was never committed`);
    else if (expected !== hash)
      this.breach(`seq ${replica.seq} is not the board that was committed: ${hash}, ${expected}`);
    this.#boards += 1;
    if (this.#boards % WHOLE_EVERY !== 0) return;
    findings.checked(2);
    if (wholeHash(replica) !== hash) this.breach(`seq ${replica.seq}: a row changed without being named`);
    if (replica.site?.tenant !== tenant) findings.breach("I12", tenant, `shown ${replica.site?.tenant}`);
  }

  /** Somebody looks at the screen: what is old must look old. */
  onLook(replica: Replica, shown: Freshness, { sinceFrameMs, sinceDeskMs, journeyMs }: Circumstances): void {
    const { findings, tenant, screen, newsAt, scheduler, clockSlackMs, isStrict, datedEarlierMs } =
      this.#parts;
    findings.checked();
    if (shown.word === "waiting" || shown.level === "stale" || shown.level === "lost") return;
    const slackMs = SIM.labelSlackMs + datedEarlierMs + clockSlackMs() + (isStrict ? 0 : journeyMs);
    const newsAtMs = newsAt();
    const ageMs = newsAtMs === null ? null : scheduler.nowMs - newsAtMs;
    const unlabelled = (why: string): void =>
      findings.unlabelledView(tenant, `${screen} shows ${shown.level}/${shown.word}: ${why}`);
    if (sinceFrameMs !== null && sinceFrameMs > LOST_AFTER_MS) unlabelled(`no frame for ${sinceFrameMs} ms`);
    if (sinceDeskMs !== null && sinceDeskMs > UNHEARD_MS + slackMs)
      unlabelled(`no word of the desk for ${sinceDeskMs} ms`);
    if (ageMs !== null && ageMs > BOUNDS.staleAfterMs + slackMs) unlabelled(`news is ${ageMs} ms old`);
    if (shown.level !== "fresh") return;
    if (ageMs === null || ageMs > FRESH_UNTIL_MS + slackMs) unlabelled(`news is ${ageMs} ms old`);
    const boardAgeMs = this.#boardAgeMs(replica);
    if (boardAgeMs > BOUNDS.staleAfterMs + slackMs) unlabelled(`its board was replaced ${boardAgeMs} ms ago`);
  }

  /** For how long the copy has not been the newest board. */
  #boardAgeMs(replica: Replica): number {
    const { committed, scheduler } = this.#parts;
    const replacedAt = committed.replacedAt(replica.epoch ?? "", replica.seq);
    return replacedAt === null ? 0 : scheduler.nowMs - replacedAt;
  }
}
