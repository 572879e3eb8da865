/** A book of tenants for the tests, over real SQLite, with a sealer that hides what it is given and can tell what was asked of it. */
import { createHash } from "node:crypto";
import { Sqlite } from "@callboard/shell/testing/sqlite";
import { type SecretPlace, TenantBook } from "../src/index.ts";

export const NOON = Date.UTC(2026, 10, 22, 12);
export const SECRET = "very-s3cret";
export const INPUT = {
  name: "Acme",
  zone: "Europe/Berlin",
  region: "eu",
  label: "acme",
  clientId: "client",
  clientSecret: SECRET,
};

class HidingSealer {
  current: number | null = 1;
  places: SecretPlace[] = [];
  last = "";
  #sealed = 0;

  seal(place: SecretPlace, clear: string): string {
    this.places.push(place);
    this.#sealed += 1;
    this.last = `v1.1.${createHash("sha256").update(clear).digest("hex")}.${this.#sealed}`;
    return this.last;
  }

  keyVersionOf(sealed: string): number | null {
    const version = Number(sealed.split(".")[1]);
    return Number.isInteger(version) ? version : null;
  }

  rewrap(_: SecretPlace, sealed: string) {
    return { kind: "rewrapped", sealed: `${sealed}r` } as const;
  }
}

export const TABLES = ["tenant", "tenant_gone", "tenant_deed", "tenant_people", "tenant_version"];

class Kit {
  readonly sql = new Sqlite();
  readonly sealer = new HidingSealer();
  now = NOON;

  /** All that is stored. */
  dump(): string {
    return JSON.stringify(TABLES.map((table) => this.sql.all(`SELECT * FROM ${table}`)));
  }
}

/** Opened anew over what an earlier one has stored, where a kit is given. */
export function openTenants(kit = new Kit()) {
  const book = new TenantBook({
    ...{ sql: kit.sql, sealer: kit.sealer, region: "eu", taken: new Set(["demo"]) },
    clock: { now: () => kit.now },
  });
  return { book, kit };
}
