/**
 * What is known of a tenant's screens besides what people set of them: the number that each shows, the credential of the television that
 * it is, and when that was seen last. Which screens there are, and their boards, people set elsewhere; this follows. It must
 * never hold a credential itself, only what it is known by.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { type Clock, migrate, type Sql } from "@callboard/shell";
import { type ScreenDevice, screenDevice } from "../contracts.ts";
import { SCREEN_STEPS } from "./migrations.ts";
import { mayRenew, promoted, shownAs, type Tokens } from "./tokens.ts";

export interface ScreenBookParts {
  readonly sql: Sql;
  readonly clock: Clock;
}

/** Who paired a television with it, and when. */
export interface Pairing {
  /** What this pairing is known by for as long as it lasts: the hash of its first token's id. */
  readonly credential: string;
  readonly at: EpochMs;
  readonly by: string;
}

interface Kept {
  readonly number: number;
  readonly pairing: Pairing | null;
  /** `null` where there is no pairing. */
  readonly tokens: Tokens | null;
  readonly usedAt: EpochMs | null;
  readonly seenAt: EpochMs | null;
  readonly device: ScreenDevice | null;
}

export type KnownScreen = Omit<Kept, "usedAt" | "tokens">;

interface Row {
  readonly id: string;
  readonly number: number;
  readonly credential: string | null;
  readonly paired_at: number | null;
  readonly paired_by: string | null;
  readonly token: string | null;
  readonly next: string | null;
  readonly next_at: number | null;
  readonly former: string | null;
  readonly former_until: number | null;
  readonly used_at: number | null;
  readonly seen_at: number | null;
  readonly device: string | null;
}

export class ScreenBook {
  readonly #sql: Sql;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();
  /** Seen since that was written last. */
  readonly #unwritten = new Set<string>();
  /** When each left that did. No more than there are screens. */
  readonly #leftAt = new Map<string, EpochMs>();
  #writtenAt: EpochMs;

  /** Reads what is stored. Throws where the storage does. */
  constructor({ sql, clock }: ScreenBookParts) {
    this.#sql = sql;
    this.#clock = clock;
    this.#writtenAt = clock.now();
    migrate(sql, "screen", SCREEN_STEPS);
    for (const row of sql.all<Row>("SELECT * FROM screen")) this.#kept.set(row.id, keptOf(row));
  }

  /** `null` for a screen that there is not. */
  one(id: string): KnownScreen | null {
    return this.#kept.get(id) ?? null;
  }

  /** The screen whose pairing this is. */
  pairedWith(credential: string): string | null {
    for (const [id, { pairing }] of this.#kept) if (pairing?.credential === credential) return id;
    return null;
  }

  /** Whether the pairing lasts. */
  isPaired(id: string, credential: string): boolean {
    return this.#kept.get(id)?.pairing?.credential === credential;
  }

  /** Whether a television that shows this token is that screen. */
  isGood(id: string, token: string): boolean {
    const tokens = this.#kept.get(id)?.tokens ?? null;
    return tokens !== null && shownAs(tokens, token, this.#clock.now()) !== "none";
  }

  /** Whether the television has shown a token: then it has its credential, and nobody else may be given it. */
  isUsed(id: string): boolean {
    return (this.#kept.get(id)?.usedAt ?? null) !== null;
  }

  /** Follows what people set: new screens get the smallest free number, and what is gone is forgotten with its credential. Gives who is gone. */
  follow(ids: readonly string[]): readonly string[] {
    const wanted = new Set(ids);
    const gone = [...this.#kept.keys()].filter((id) => !wanted.has(id));
    const fresh = ids.filter((id) => !this.#kept.has(id));
    if (gone.length === 0 && fresh.length === 0) return gone;
    const settle = this.#sql.transaction(() => {
      for (const id of gone) this.#sql.all("DELETE FROM screen WHERE id = ?", id);
      const taken = new Set([...this.#kept].flatMap(([id, { number }]) => (wanted.has(id) ? [number] : [])));
      const numbered = fresh.map((id) => this.#insert(id, smallestFree(taken)));
      return () => {
        for (const id of gone) for (const known of [this.#kept, this.#leftAt]) known.delete(id);
        for (const [id, kept] of numbered) this.#kept.set(id, kept);
      };
    });
    settle();
    return gone;
  }

  /**
   * Pairs a television with a screen, new or not; the one before loses its credential. Writes, within the caller's transaction,
   * and gives what memory does when all is written.
   */
  pair(id: string, credential: string, by: string): () => void {
    const taken = new Set(Array.from(this.#kept.values(), ({ number }) => number));
    const known = this.#kept.get(id) ?? this.#insert(id, smallestFree(taken))[1];
    const pairing: Pairing = { credential, by, at: this.#clock.now() };
    this.#sql.all(
      `UPDATE screen SET credential = ?, paired_at = ?, paired_by = ?, ${NO_TOKENS}, seen_at = NULL, device = NULL
       WHERE id = ?`,
      ...[credential, pairing.at, by, id],
    );
    const tokens: Tokens = { now: credential, next: null, former: null };
    return () => this.#kept.set(id, { ...UNKNOWN, number: known.number, pairing, tokens });
  }

  /** In the same way: its television has no credential any more. */
  revoke(id: string): () => void {
    this.#sql.all(
      `UPDATE screen SET credential = NULL, paired_at = NULL, paired_by = NULL, ${NO_TOKENS} WHERE id = ?`,
      id,
    );
    return () => this.#change(id, { pairing: null, tokens: null, usedAt: null });
  }

  /**
   * A television shows a token. Gives what its pairing is known by; `null` where it is not that screen (any more). Written where
   * it is the first, or the next one, with which the one before ends.
   */
  use(id: string, token: string): string | null {
    const { pairing = null, tokens = null, usedAt = null } = this.#kept.get(id) ?? {};
    if (pairing === null || tokens === null) return null;
    const now = this.#clock.now();
    const shown = shownAs(tokens, token, now);
    if (shown === "none") return null;
    if (shown === "next") this.#keepTokens(id, promoted(tokens, token, now));
    if (usedAt === null) {
      this.#sql.all("UPDATE screen SET used_at = ? WHERE id = ?", now, id);
      this.#change(id, { usedAt: now });
    }
    return pairing.credential;
  }

  /** Another token is to be given to a television that shows this one. False where it is not to have one now. */
  renew(id: string, token: string, next: string): boolean {
    const tokens = this.#kept.get(id)?.tokens ?? null;
    const at = this.#clock.now();
    if (tokens === null || !mayRenew(tokens, token, at)) return false;
    this.#keepTokens(id, { ...tokens, next: { token: next, at } });
    return true;
  }

  #keepTokens(id: string, tokens: Tokens): void {
    const { now, next, former } = tokens;
    this.#sql.all(
      "UPDATE screen SET token = ?, next = ?, next_at = ?, former = ?, former_until = ? WHERE id = ?",
      ...[now, next?.token ?? null, next?.at ?? null, former?.token ?? null, former?.until ?? null, id],
    );
    this.#change(id, { tokens });
  }

  /** It is there. Kept in memory, and written with all others now and then: it happens every few seconds for each. When it leaves, see `leave`. */
  see(id: string, device: ScreenDevice | null): void {
    const known = this.#kept.get(id);
    if (known === undefined) return;
    this.#change(id, { seenAt: this.#clock.now(), device: device ?? known.device });
    this.#unwritten.add(id);
    if (this.#isPast(this.#writtenAt, BOUNDS.screenSeenEveryMs)) {
      this.#writtenAt = this.#clock.now();
      this.#writeSeen([...this.#unwritten]);
    }
  }

  /** Its last socket has closed: nobody may come for hours to have it written by the way. One that comes and goes waits. */
  leave(id: string): void {
    const leftAt = this.#leftAt.get(id) ?? null;
    if (leftAt !== null && !this.#isPast(leftAt, BOUNDS.screenLeaveEveryMs)) return;
    this.#leftAt.set(id, this.#clock.now());
    this.#writeSeen([id]);
  }

  /** To be called now and then: those that fell silent without a word, here or at a relay, and those that waited. */
  settle(): void {
    const isSilent = (id: string) => this.#isPast(this.#kept.get(id)?.seenAt ?? 0, BOUNDS.screenSilentMs);
    this.#writeSeen([...this.#unwritten].filter(isSilent));
  }

  /** A clock that was set back must not put anything off. */
  #isPast(since: EpochMs, ms: number): boolean {
    const sinceMs = this.#clock.now() - since;
    return sinceMs < 0 || sinceMs >= ms;
  }

  #writeSeen(ids: readonly string[]): void {
    const unwritten = ids.filter((id) => this.#unwritten.has(id));
    if (unwritten.length === 0) return;
    this.#sql.transaction(() => {
      for (const id of unwritten) {
        const { seenAt = null, device = null } = this.#kept.get(id) ?? {};
        const text = device === null ? null : JSON.stringify(device);
        this.#sql.all("UPDATE screen SET seen_at = ?, device = ? WHERE id = ?", seenAt, text, id);
      }
    });
    for (const id of unwritten) this.#unwritten.delete(id);
  }

  #change(id: string, change: Partial<Kept>): void {
    const known = this.#kept.get(id);
    if (known !== undefined) this.#kept.set(id, { ...known, ...change });
  }

  #insert(id: string, number: number): readonly [string, Kept] {
    this.#sql.all("INSERT INTO screen (id, number) VALUES (?, ?)", id, number);
    return [id, { ...UNKNOWN, number }];
  }
}

const NO_TOKENS =
  "token = NULL, next = NULL, next_at = NULL, former = NULL, former_until = NULL, used_at = NULL";
const UNKNOWN = { pairing: null, tokens: null, usedAt: null, seenAt: null, device: null };

/** From 1, and taken from then on: numbers are read aloud and stay short. */
function smallestFree(taken: Set<number>): number {
  let number = 1;
  while (taken.has(number)) number += 1;
  taken.add(number);
  return number;
}

function keptOf(row: Row): Kept {
  const { number, credential, paired_at, paired_by, used_at, seen_at, device } = row;
  const pairing = credential === null ? null : { credential, at: paired_at ?? 0, by: paired_by ?? "" };
  const known = { usedAt: used_at, seenAt: seen_at, device: deviceOf(device) };
  return { number, pairing, tokens: pairing && tokensOf(row, pairing.credential), ...known };
}

function tokensOf({ token, next, next_at, former, former_until }: Row, first: string): Tokens {
  return {
    now: token ?? first,
    next: next === null ? null : { token: next, at: next_at ?? 0 },
    former: former === null ? null : { token: former, until: former_until ?? 0 },
  };
}

/** What an earlier build wrote, and this one does not understand, is not known. */
function deviceOf(text: string | null): ScreenDevice | null {
  if (text === null) return null;
  try {
    return screenDevice.nullable().parse(JSON.parse(text));
  } catch {
    return null;
  }
}
