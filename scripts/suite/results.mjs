// Adds up what the suites report. A suite that crashed, ran nothing or skipped something is a failure here:
// the closing line must never be better than the truth.

import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

export const RESULT_FILE = "test-results.json";

/** Removes the reports of earlier runs, so that a suite that writes none is noticed. */
export function forgetResults(packages) {
  for (const { directory } of packages) rmSync(join(directory, RESULT_FILE), { force: true });
}

/**
 * @param {{ folder: string, directory: string }} testedPackage
 * @returns {{ name: string, passed: number, failed: number, reasons: string[] }}
 */
export function readResult({ folder, directory }) {
  let report;
  try {
    report = JSON.parse(readFileSync(join(directory, RESULT_FILE), "utf8"));
  } catch {
    return { name: folder, passed: 0, failed: 1, reasons: ["the suite ended without a report"] };
  }
  return { name: folder, ...countReport(report) };
}

/**
 * @param {any} report what vitest's json reporter wrote
 * @returns {{ passed: number, failed: number, reasons: string[] }}
 */
export function countReport(report) {
  const reasons = [];
  let passed = 0;
  let failed = 0;
  const blame = (reason) => {
    failed += 1;
    reasons.push(reason);
  };
  for (const file of report.testResults ?? []) {
    const tests = file.assertionResults ?? [];
    for (const test of tests) {
      if (test.status === "passed") passed += 1;
      else if (test.status === "failed") blame(`${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
      else blame(`${test.fullName}: ${test.status}; a test may not be skipped`);
    }
    const isAccountedFor = tests.some((test) => test.status === "failed");
    if (file.status === "failed" && !isAccountedFor) blame(`${file.name}: ${firstLine(file.message)}`);
  }
  if (passed + failed === 0) blame("no test was found");
  // An error outside of any test, such as an unhandled rejection, fails the run without failing a test.
  if (report.success === false && failed === 0) blame("the suite failed outside of its tests");
  return { passed, failed, reasons };
}

/**
 * @param {{ name: string, passed: number, failed: number }[]} rows
 * @returns {string} the table, then the closing line that CI reads
 */
export function summary(rows) {
  const width = Math.max(7, ...rows.map((row) => row.name.length));
  const total = { passed: sum(rows, "passed"), failed: sum(rows, "failed") };
  const line = (name, passed, failed) =>
    `  ${name.padEnd(width)}  ${String(passed).padStart(7)}  ${String(failed).padStart(7)}`;
  return [
    line("", "passed", "failed"),
    ...rows.map((row) => line(row.name, row.passed, row.failed)),
    "",
    `${total.passed} passed, ${total.failed} failed`,
  ].join("\n");
}

const sum = (rows, key) => rows.reduce((all, row) => all + row[key], 0);
const firstLine = (text) => (text ?? "failed").split("\n", 1)[0].slice(0, 300);
