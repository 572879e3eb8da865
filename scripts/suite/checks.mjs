// The checks that are no tests and count as one each. Each is a command that must end with 0.

import { join } from "node:path";
import { ROOT, toolPath } from "../lib/workspace.mjs";

// Two at a time: more would only swamp a small machine, and make timers in the suites late.
const TURBO = [toolPath("turbo"), "run"];
const TURBO_OPTIONS = ["--concurrency=2", "--continue=always", "--ui=stream"];

export const CHECKS = [
  {
    name: "lint",
    title: "Lint",
    command: [toolPath("biome"), "check", "--error-on-warnings", "--max-diagnostics=50", "."],
    advice: "Most of it is mended by: npm run dev:format",
  },
  {
    name: "house",
    title: "Import directions, file sizes, headers, purity of the core",
    command: [process.execPath, join(ROOT, "scripts/check-house.mjs")],
    advice: "The rules are described in scripts/check-house.mjs",
  },
  {
    name: "dead code",
    title: "Dead code and unused packages",
    command: [toolPath("knip"), "--no-progress"],
    advice: "Remove what is not used, or use it; knip.json names the entry files",
  },
  {
    name: "doors",
    title: "Exports of a package that nobody imports",
    command: [toolPath("knip"), "--no-progress", "--include", "exports", "--include-entry-exports"],
    advice:
      "A package's door offers what others need and nothing more; types may stand there for its signatures",
  },
  {
    name: "typecheck",
    title: "Types",
    command: [...TURBO, "typecheck", ...TURBO_OPTIONS, "--output-logs=errors-only"],
    advice: "One package alone: npx -y pnpm@12.21.0 --filter @callboard/core typecheck",
  },
  {
    name: "build",
    title: "Build",
    command: [...TURBO, "build", ...TURBO_OPTIONS, "--output-logs=errors-only"],
    advice: "The wallboard and the simulator must build before anything can be tried in a browser",
  },
];

/** Every suite of the workspace; each leaves a report in its package. */
export const TEST_COMMAND = [
  ...TURBO,
  "test",
  ...TURBO_OPTIONS,
  "--output-logs=new-only",
  "--log-order=grouped",
];
