/**
 * Televisions that want to be paired, and who confirmed them. A television is offered a code and a secret; a person of a tenant
 * confirms the code and makes a screen of it; the television exchanges the secret for that screen. A code is confirmed once, and the
 * answer claimed once. It must never keep a secret, an address or a person in clear.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { type Chance, type Clock, migrate, type Sql } from "@callboard/shell";
import { drawCode, readCode, shownCode } from "./code.ts";
import { Guesses } from "./guesses.ts";
import { PAIRING_STEPS } from "./migrations.ts";

export interface PairingParts {
  readonly sql: Sql;
  readonly clock: Clock;
  /** Must be one that nobody can foresee: secrets are made of it. */
  readonly chance: Chance;
  /** A one-way digest, the same for the same text: SHA-256 in the product. */
  readonly digest: (text: string) => string;
}

export type Offered =
  | {
      readonly kind: "offered";
      readonly id: string;
      /** As it is shown. */
      readonly code: string;
      readonly secret: string;
      readonly expiresAt: EpochMs;
    }
  /** `here`: so many of this address; `everywhere`: so many at all. */
  | { readonly kind: "full"; readonly where: "here" | "everywhere"; readonly retryAt: EpochMs };

export interface Confirming {
  /** As it was typed. */
  readonly code: string;
  readonly tenant: string;
  readonly person: string;
}

export type Confirmed =
  /** Nobody else has it for `BOUNDS.pairingHoldMs`: make the screen, then `settle`, or `release`. */
  | { readonly kind: "held"; readonly id: string; readonly jti: string }
  /** Typed as no code can be; not counted as a guess, since it tells nothing. */
  | { readonly kind: "malformed" }
  | { readonly kind: "unknown" }
  | { readonly kind: "tooMany"; readonly retryAt: EpochMs };

export type Claimed =
  | { readonly kind: "waiting" }
  | { readonly kind: "expired" }
  /** `isAgain`: it was claimed before, so the credential may be in use already. */
  | {
      readonly kind: "paired";
      readonly tenant: string;
      readonly screen: string;
      readonly jti: string;
      readonly isAgain: boolean;
    };

interface Row {
  readonly id: string;
  readonly secret: string;
  readonly expires_at: number;
  readonly jti: string;
  readonly tenant: string | null;
  readonly held_until: number;
  readonly screen: string | null;
  readonly claimed_at: number | null;
}

const DAY_MS = 24 * 3_600_000;
/** What is drawn is taken already about once in a billion times. */
const DRAWS_MAX = 10;
const HEX = 16;
const ID_NIBBLES = 32;
const SECRET_NIBBLES = 64;

export class PairingBook {
  readonly #sql: Sql;
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #digest: PairingParts["digest"];
  readonly #guesses: Guesses;

  /** Throws where the storage does, as everything here. */
  constructor({ sql, clock, chance, digest }: PairingParts) {
    this.#sql = sql;
    this.#clock = clock;
    this.#chance = chance;
    this.#digest = digest;
    migrate(sql, "pairing", PAIRING_STEPS);
    this.#guesses = new Guesses(sql);
  }

  /** `address`: who asks, so that nobody takes all codes. Kept as a hash of today's. */
  offer(address: string): Offered {
    const now = this.#clock.now();
    this.sweep();
    const here = this.#hashed("address", address);
    const full = this.#fullFor(here);
    if (full !== null) return full;
    const [id, secret, jti] = [this.#draw(ID_NIBBLES), this.#draw(SECRET_NIBBLES), this.#draw(ID_NIBBLES)];
    const code = this.#freeCode();
    const expiresAt = now + BOUNDS.pairingKeepMs;
    this.#sql.all(
      "INSERT INTO pairing (id, code, secret, address, expires_at, jti) VALUES (?, ?, ?, ?, ?, ?)",
      ...[id, code, this.#digest(secret), here, expiresAt, jti],
    );
    return { kind: "offered", id, code: shownCode(code), secret, expiresAt };
  }

  #fullFor(here: string): Offered | null {
    const [own] = this.#sql.all<{ count: number; first: number | null }>(
      "SELECT COUNT(*) AS count, MIN(expires_at) AS first FROM pairing WHERE address = ? AND screen IS NULL",
      here,
    );
    if (own !== undefined && own.count >= BOUNDS.pairingsOpenPerAddressMax)
      return { kind: "full", where: "here", retryAt: own.first ?? 0 };
    const [all] = this.#sql.all<{ count: number; first: number | null }>(
      "SELECT COUNT(*) AS count, MIN(expires_at) AS first FROM pairing",
    );
    const isRoom = all === undefined || all.count < BOUNDS.pairingsOpenMax;
    return isRoom || this.#makeRoom(own?.count ?? 0)
      ? null
      : { kind: "full", where: "everywhere", retryAt: all.first ?? 0 };
  }

  /**
   * All codes are open: who has most gives their oldest one to somebody who has `own` of them, so that nobody shuts all others out by having
   * many. Not for less than two more: two would take each other's code in turns. What a person has in hand stays.
   */
  #makeRoom(own: number): boolean {
    const [most] = this.#sql.all<{ address: string; count: number }>(
      `SELECT address, COUNT(*) AS count FROM pairing WHERE tenant IS NULL
       GROUP BY address ORDER BY count DESC, MIN(expires_at) LIMIT 1`,
    );
    if (most === undefined || most.count < own + 2) return false;
    this.#sql.all(
      `DELETE FROM pairing WHERE id =
         (SELECT id FROM pairing WHERE address = ? AND tenant IS NULL ORDER BY expires_at, id LIMIT 1)`,
      most.address,
    );
    return true;
  }

  #freeCode(): string {
    for (let draws = 0; draws < DRAWS_MAX; draws += 1) {
      const code = drawCode(this.#chance);
      if (this.#sql.all("SELECT 1 FROM pairing WHERE code = ?", code).length === 0) return code;
    }
    throw new Error("no code is free: chance is broken");
  }

  /** A person has typed a code. Guesses that hit nothing are counted. */
  confirm({ code, tenant, person }: Confirming): Confirmed {
    const now = this.#clock.now();
    const typed = readCode(code);
    if (typed === null) return { kind: "malformed" };
    const who = [this.#hashed("tenant", tenant), this.#hashed("person", person)];
    const retryAt = this.#guesses.waitUntil(who, now);
    if (retryAt !== null) return { kind: "tooMany", retryAt };
    const [row] = this.#sql.all<Row>("SELECT * FROM pairing WHERE code = ?", typed);
    if (row === undefined || !this.#mayHold(row, tenant, now)) {
      this.#guesses.count(who, now);
      return { kind: "unknown" };
    }
    this.#sql.all(
      "UPDATE pairing SET tenant = ?, held_until = ? WHERE id = ?",
      ...[tenant, now + BOUNDS.pairingHoldMs, row.id],
    );
    return { kind: "held", id: row.id, jti: row.jti };
  }

  /** Open, and in nobody else's hands. */
  #mayHold(row: Row, tenant: string, now: EpochMs): boolean {
    const isFree = row.tenant === null || row.tenant === tenant || row.held_until <= now;
    return row.screen === null && row.expires_at > now && isFree;
  }

  /** The screen is made. False where the hold was lost meanwhile: then the screen is nobody's, and has to go again. */
  settle(id: string, tenant: string, screen: string): boolean {
    const now = this.#clock.now();
    const row = this.#row(id);
    const isHeld = row !== null && row.tenant === tenant && row.screen === null && row.held_until > now;
    if (!isHeld) return false;
    // The television may ask a little later than its code would have ended.
    const expiresAt = Math.max(row.expires_at, now + BOUNDS.pairingClaimAgainMs);
    this.#sql.all("UPDATE pairing SET screen = ?, expires_at = ? WHERE id = ?", screen, expiresAt, id);
    return true;
  }

  /** No screen came of it: the code may be confirmed again. */
  release(id: string, tenant: string): void {
    this.#sql.all(
      "UPDATE pairing SET tenant = NULL, held_until = 0 WHERE id = ? AND tenant = ? AND screen IS NULL",
      ...[id, tenant],
    );
  }

  /** The television asks, with the secret that only it has. Whoever has another one hears what nobody would hear. */
  claim(id: string, secret: string): Claimed {
    const now = this.#clock.now();
    const row = this.#row(id);
    if (row === null || row.expires_at <= now || row.secret !== this.#digest(secret))
      return { kind: "expired" };
    const { tenant, screen, jti, claimed_at } = row;
    if (screen === null || tenant === null) return { kind: "waiting" };
    if (claimed_at === null)
      this.#sql.all(
        "UPDATE pairing SET claimed_at = ?, expires_at = ? WHERE id = ?",
        ...[now, now + BOUNDS.pairingClaimAgainMs, id],
      );
    return { kind: "paired", tenant, screen, jti, isAgain: claimed_at !== null };
  }

  /** Forgets what is over. Gives when the next one is, `null` where there is none. */
  sweep(): EpochMs | null {
    const now = this.#clock.now();
    // A clock that was set back must not keep a code for longer than one holds.
    const latest = now + BOUNDS.pairingKeepMs + BOUNDS.pairingClaimAgainMs;
    this.#sql.all("DELETE FROM pairing WHERE expires_at <= ? OR expires_at > ?", now, latest);
    this.#guesses.forget(now);
    const [next] = this.#sql.all<{ at: number | null }>("SELECT MIN(expires_at) AS at FROM pairing");
    return next?.at ?? null;
  }

  #row(id: string): Row | null {
    return this.#sql.all<Row>("SELECT * FROM pairing WHERE id = ?", id)[0] ?? null;
  }

  /** The same for the same on one day; tomorrow nobody can say any more who it was. */
  #hashed(what: "address" | "tenant" | "person", text: string): string {
    return this.#digest(`${this.#saltOfToday()} ${what} ${text}`);
  }

  #saltOfToday(): string {
    const today = Math.floor(this.#clock.now() / DAY_MS);
    const [kept] = this.#sql.all<{ day: number; value: string }>("SELECT day, value FROM pairing_salt");
    if (kept?.day === today) return kept.value;
    const value = this.#draw(SECRET_NIBBLES);
    this.#sql.all("INSERT OR REPLACE INTO pairing_salt (id, day, value) VALUES (1, ?, ?)", today, value);
    return value;
  }

  /** So many random hexadecimal digits. */
  #draw(nibbles: number): string {
    return Array.from({ length: nibbles }, () => Math.floor(this.#chance() * HEX).toString(HEX)).join("");
  }
}
