/**
 * What is known of a tenant's screens besides what people set of them: the number that each shows, the credential of the television that
 * it is, and when that was seen last. Which screens there are, and their boards, people set elsewhere; this follows. It must
 * never hold a credential itself, only what it is known by.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { type Clock, migrate, type Sql } from "@callboard/shell";
import { type ScreenDevice, screenDevice } from "../contracts.ts";
import { SCREEN_STEPS } from "./migrations.ts";

export interface ScreenBookParts {
  readonly sql: Sql;
  readonly clock: Clock;
}

/** Who paired a television with it, and when. */
export interface Pairing {
  /** A hash of the credential's id. */
  readonly credential: string;
  readonly at: EpochMs;
  readonly by: string;
}

interface Kept {
  readonly number: number;
  readonly pairing: Pairing | null;
  readonly usedAt: EpochMs | null;
  readonly seenAt: EpochMs | null;
  readonly device: ScreenDevice | null;
}

export type KnownScreen = Omit<Kept, "usedAt">;

interface Row {
  readonly id: string;
  readonly number: number;
  readonly credential: string | null;
  readonly paired_at: number | null;
  readonly paired_by: string | null;
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

  /** The screen whose television has this credential now. */
  pairedWith(credential: string): string | null {
    for (const [id, { pairing }] of this.#kept) if (pairing?.credential === credential) return id;
    return null;
  }

  isPaired(id: string, credential: string): boolean {
    return this.#kept.get(id)?.pairing?.credential === credential;
  }

  /** Whether the television has shown its credential: then it has it, and nobody else may be given it. */
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
        for (const id of gone) this.#kept.delete(id);
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
      `UPDATE screen SET credential = ?, paired_at = ?, paired_by = ?, used_at = NULL, seen_at = NULL, device = NULL
       WHERE id = ?`,
      ...[credential, pairing.at, by, id],
    );
    return () =>
      this.#kept.set(id, { number: known.number, pairing, usedAt: null, seenAt: null, device: null });
  }

  /** In the same way: its television has no credential any more. */
  revoke(id: string): () => void {
    this.#sql.all(
      "UPDATE screen SET credential = NULL, paired_at = NULL, paired_by = NULL, used_at = NULL WHERE id = ?",
      id,
    );
    return () => this.#change(id, { pairing: null, usedAt: null });
  }

  /** It has shown its credential. Written once. */
  use(id: string): void {
    if (this.isUsed(id)) return;
    const usedAt = this.#clock.now();
    this.#sql.all("UPDATE screen SET used_at = ? WHERE id = ?", usedAt, id);
    this.#change(id, { usedAt });
  }

  /** It is there. Kept in memory, and written with all others now and then: it happens every few seconds for each. */
  see(id: string, device: ScreenDevice | null): void {
    const known = this.#kept.get(id);
    if (known === undefined) return;
    this.#change(id, { seenAt: this.#clock.now(), device: device ?? known.device });
    this.#unwritten.add(id);
    this.#writeSeen();
  }

  #writeSeen(): void {
    const sinceMs = this.#clock.now() - this.#writtenAt;
    // A clock that was set back must not put it off.
    if (sinceMs >= 0 && sinceMs < BOUNDS.screenSeenEveryMs) return;
    this.#writtenAt = this.#clock.now();
    this.#sql.transaction(() => {
      for (const id of this.#unwritten) {
        const { seenAt = null, device = null } = this.#kept.get(id) ?? {};
        const text = device === null ? null : JSON.stringify(device);
        this.#sql.all("UPDATE screen SET seen_at = ?, device = ? WHERE id = ?", seenAt, text, id);
      }
    });
    this.#unwritten.clear();
  }

  #change(id: string, change: Partial<Kept>): void {
    const known = this.#kept.get(id);
    if (known !== undefined) this.#kept.set(id, { ...known, ...change });
  }

  #insert(id: string, number: number): readonly [string, Kept] {
    this.#sql.all("INSERT INTO screen (id, number) VALUES (?, ?)", id, number);
    return [id, { number, pairing: null, usedAt: null, seenAt: null, device: null }];
  }
}

/** From 1, and taken from then on: numbers are read aloud and stay short. */
function smallestFree(taken: Set<number>): number {
  let number = 1;
  while (taken.has(number)) number += 1;
  taken.add(number);
  return number;
}

function keptOf({ number, credential, paired_at, paired_by, used_at, seen_at, device }: Row): Kept {
  const pairing = credential === null ? null : { credential, at: paired_at ?? 0, by: paired_by ?? "" };
  return { number, pairing, usedAt: used_at, seenAt: seen_at, device: deviceOf(device) };
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
