import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { countReport, forgetResults, RESULT_FILE, readResult, summary } from "./results.mjs";

const test = (status) => ({
  status,
  fullName: `a test that ${status}`,
  failureMessages: ["because\nof this"],
});
const file = (status, ...tests) => ({
  name: "a.test.ts",
  status,
  message: "no such module",
  assertionResults: tests,
});

describe("countReport", () => {
  it.each([
    ["all passed", [file("passed", test("passed"), test("passed"))], true, 2, 0],
    ["one failed", [file("failed", test("passed"), test("failed"))], false, 1, 1],
    ["a file that could not be loaded", [file("passed", test("passed")), file("failed")], false, 1, 1],
    ["a file that fails outside of its tests", [file("failed", test("passed"))], false, 1, 1],
    ["a skipped test", [file("passed", test("passed"), test("skipped"))], true, 1, 1],
    ["a pending and a planned test", [file("passed", test("pending"), test("todo"))], true, 0, 2],
    ["an error outside of every test", [file("passed", test("passed"))], false, 1, 1],
    ["no test at all", [], true, 0, 1],
  ])("%s", (_, testResults, success, passed, failed) => {
    const counted = countReport({ success, testResults });
    expect([counted.passed, counted.failed, counted.reasons.length]).toEqual([passed, failed, failed]);
  });
});

describe("readResult", () => {
  it("counts a suite that left no report as one failure, even when an old report was there", () => {
    const directory = mkdtempSync(join(tmpdir(), "callboard-results-"));
    try {
      const one = { folder: "packages/core", directory };
      const report = { success: true, testResults: [file("passed", test("passed"))] };
      writeFileSync(join(directory, RESULT_FILE), JSON.stringify(report));
      expect(readResult(one)).toMatchObject({ passed: 1, failed: 0 });
      forgetResults([one]);
      expect(readResult(one)).toMatchObject({ name: "packages/core", passed: 0, failed: 1 });
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

describe("summary", () => {
  it("ends with the line that CI reads", () => {
    const text = summary([
      { name: "lint", passed: 1, failed: 0 },
      { name: "packages/core", passed: 40, failed: 2 },
    ]);
    expect(text.split("\n").at(-1)).toBe("41 passed, 2 failed");
    expect(text).toMatch(/packages\/core +40 +2/);
  });
});
