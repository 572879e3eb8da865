/** A book over SQLite in memory, with a clock of its own and a tally of what it told. */
import { NO_SITE_SHIFTS, type Site } from "@callboard/core";
import { Sqlite } from "@callboard/shell/testing/sqlite";
import { presetSetup, SetupBook } from "../src/index.ts";

export const NOON = Date.parse("2026-11-22T12:00:00Z");

export const SITE: Site = {
  name: "Acme",
  zone: "Europe/Berlin",
  statusCodes: new Map([["TRAINING", { label: "In training", takesContacts: false }]]),
  queueGoal: { thresholdSeconds: 20, shortAbandonSeconds: 20, goalPct: 80, variant: "ignoreAbandons" },
  queueGoals: new Map(),
  shifts: NO_SITE_SHIFTS,
};

export function openBook(sql = new Sqlite()) {
  const kit = { sql, now: NOON, told: 0 };
  const book = new SetupBook({
    ...{ sql, presets: presetSetup(SITE) },
    clock: { now: () => kit.now },
    onChange: () => {
      kit.told += 1;
    },
  });
  return { book, kit };
}
