/** How the Worker is tested. */
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** Two keys, so that tests can seal with the older one and rotate. */
const TEST_KEYS = [2, 1].map((version) => `${version}:${testKey(version)}`).join();

function testKey(version: number): string {
  return Buffer.from(Array.from({ length: 32 }, (_, at) => at * 3 + version)).toString("base64");
}

/**
 * Two kinds of tests: those inside workerd, against a simulator that runs beside them on a real port, and those
 * in Node, which run wrangler itself.
 */
export default defineConfig({
  test: {
    // The journal's lines are wanted only where something failed.
    silent: "passed-only",
    // Not the project's own: inside it Node's packages would be resolved as for workerd.
    globalSetup: ["./test/simulator.setup.ts", "./test/receiver.setup.ts"],
    projects: [
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            wrangler: { configPath: "./wrangler.jsonc" },
            miniflare: {
              bindings: {
                CALLBOARD_LOCAL: "true",
                CALLBOARD_KEYS: TEST_KEYS,
                CALLBOARD_TENANTS: inject<string>("tenants"),
                CALLBOARD_LOCAL_UPSTREAM: inject<string>("addedUrl"),
                SIMULATOR_URL: inject<string>("simulatorUrl"),
                RECEIVER_URL: inject<string>("receiverUrl"),
              },
            },
          })),
        ],
        test: {
          name: "workerd",
          include: ["src/**/*.test.ts"],
          // Sockets and objects outlive a test's storage isolation, so each test has a tenant of its own instead.
          isolate: false,
          // Mostly they wait: two runtimes, each with files of its own and objects of its own, take half the time.
          maxWorkers: 2,
          // A bound for what hangs; under load a test of several waits takes its time.
          testTimeout: 60_000,
        },
      },
      { test: { name: "node", include: ["test/**/*.test.ts"], testTimeout: 60_000 } },
    ],
  },
});
