/** Backups as files, and what a shorter retention would delete. */
import { describe, expect, it } from "vitest";
import { fileNameOf, groupsOf, readFile } from "./backup-file.ts";
import { rowsThatGo } from "./retention-words.ts";

describe("a backup", () => {
  it("is named after its tenant and day", () => {
    expect(fileNameOf("acme", Date.UTC(2026, 10, 22, 23, 59))).toBe("callboard-acme-2026-11-22.json");
  });

  it.each([
    ["{", "noJson"],
    ["[]", "noBackup"],
    ["null", "noBackup"],
    ['{"rules":[]}', "noBackup"],
    ['{"format":"callboard-backup","content":{}}', "read"],
  ])("that reads %s is %s, without anybody having been asked", (text, kind) => {
    expect(readFile(text).kind).toBe(kind);
  });

  it("tells what is wrong first, and nothing of what there is not", () => {
    const change = (id: string, what: "same" | "refused" | "new") => ({
      part: "rule" as const,
      id,
      what,
      complaints: [],
    });
    const groups = groupsOf([
      change("a", "same"),
      change("b", "new"),
      change("c", "refused"),
      change("d", "new"),
    ]);
    expect(groups.map(({ what, changes }) => [what, changes.map(({ id }) => id)])).toEqual([
      ["refused", ["c"]],
      ["new", ["b", "d"]],
      ["same", ["a"]],
    ]);
  });
});

it("of what goes, rows are counted and bytes are not", () => {
  const nothing = { historyChunks: 0, historyBytes: 0, minutes: 0, alerts: 0, notices: 0, deeds: 0 };
  expect(rowsThatGo({ ...nothing, historyBytes: 4_000 })).toBe(0);
  expect(rowsThatGo({ ...nothing, historyBytes: 4_000, historyChunks: 2, deeds: 1 })).toBe(3);
});
