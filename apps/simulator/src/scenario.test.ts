import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { open, small, token } from "../test/client.ts";
import { ScenarioPlayer, scenarioSchema } from "./scenario.ts";

test("steps are played once each, in the order of their times, to whom they name", () => {
  const steps = scenarioSchema.parse([
    { atSeconds: 5, fault: "drop", tenant: "other" },
    { atSeconds: 2, fault: "lose", probability: 0.5 },
  ]);
  const player = new ScenarioPlayer(steps, 1_000);
  const played: unknown[] = [];
  const playTo = (nowMs: number): void =>
    player.play(nowMs, (command, tenant) => played.push([nowMs, command.fault, tenant]));
  for (const nowMs of [1_000, 2_999, 3_000, 5_999, 9_000, 20_000]) playTo(nowMs);
  expect(played).toEqual([
    [3_000, "lose", undefined],
    [9_000, "drop", "other"],
  ]);
});

test.each([
  [[{ fault: "drop" }], /atSeconds/],
  [[{ atSeconds: 1, fault: "nonsense" }], /fault/],
  [[{ atSeconds: 1, fault: "lose", probability: 3 }], /probability/],
  [[{ atSeconds: -1, fault: "drop" }], /atSeconds/],
  [{ atSeconds: 1 }, /array/],
])("a scenario that is none is refused: %o", (scenario, words) => {
  const result = scenarioSchema.safeParse(scenario);
  expect(result.success).toBe(false);
  expect(JSON.stringify(result.error?.issues)).toMatch(words);
});

test("the shipped scenarios are valid", async () => {
  const folder = new URL("../scenarios/", import.meta.url);
  const files = await readdir(folder);
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const file of files) {
    const steps = scenarioSchema.safeParse(JSON.parse(await readFile(new URL(file, folder), "utf8")));
    expect(steps, file).toMatchObject({ success: true });
  }
});

test("a running simulator plays its scenario", async () => {
  await using simulator = await small({ scenario: [{ atSeconds: 0.3, fault: "drop", code: 4002 }] });
  const stream = await open(simulator.url, await token(simulator.url));
  await stream.until(({ closeCode }) => closeCode !== null);
  expect(stream.closeCode).toBe(4002);
});
