import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCalendar, readRules } from "@callboard/core/alerting";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../lib/workspace.mjs";
import { runFile } from "./run-file.mjs";
import { withTables } from "./tables.mjs";

const page = readFileSync(join(ROOT, "docs/rules.md"), "utf8");

it("docs/rules.md describes the fields and the default rules as the code has them (scripts/rules-docs.mjs)", () => {
  expect(page).toBe(withTables(page));
});

it("the rule, the calendar and the test file that docs/rules.md shows are good ones", () => {
  const shown = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text);
  expect(shown).toHaveLength(3);
  const [rule, calendar, tests] = shown;
  expect(readRules([parse(rule)])).toMatchObject({ kind: "rules" });
  expect(readCalendar(parse(calendar))).toMatchObject({ kind: "calendar" });
  expect(runFile(tests)).toMatchObject([{ failures: [] }]);
});

it("a page without a place for a table is no such page", () => {
  expect(() => withTables("# Rules")).toThrow("no place for the table of agent fields");
});
