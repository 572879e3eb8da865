// Runs a command with the project's own pnpm, and with a new enough Node when the machine's is older
// than wrangler, vitest and plain `node file.ts` want. npm is all a machine needs to have.
//
//   node scripts/with-tools.mjs node scripts/start.mjs --agents 500

import { spawn } from "node:child_process";
import { whenParentIsGone } from "./lib/parent.mjs";

const PNPM = "pnpm@12.21.0";
const NODE = "node@24.21.0";
// From 22.18 on Node runs TypeScript by itself; before, it wants a flag.
const OLDEST_NODE = [22, 18];

const [major, minor] = process.versions.node.split(".").map(Number);
const isTooOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);

// npx hands its -c text to a shell, so each word is quoted for one. The shell gives its place to the command
// (exec): a signal to npx then reaches the command itself, and npx waits until that has tidied up.
const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;
const command = `exec ${process.argv.slice(2).map(quoted).join(" ")}`;

const child = spawn("npx", ["-y", ...(isTooOld ? ["-p", NODE] : []), "-p", PNPM, "-c", command], {
  stdio: "inherit",
  env: {
    ...process.env,
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_HIDE_BANNER: "true",
    TURBO_TELEMETRY_DISABLED: "1",
    npm_config_update_notifier: "false",
  },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
whenParentIsGone(() => child.kill("SIGTERM"));
child.on("error", (error) => {
  console.error(`npx could not be started (${error.message}). Callboard needs npm, which comes with Node.`);
  process.exit(127);
});
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
