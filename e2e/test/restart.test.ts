import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BOUNDS } from "@callboard/core";
import { expect, inject, onTestFinished } from "vitest";
import { it } from "../src/harness.ts";
import { freePorts } from "../src/ports.ts";
import { tenantRow } from "../src/tenants.ts";
import { untilTrue } from "../src/truth.ts";
import { startWorker } from "../src/worker.ts";

const TENANT = "restarts";
/** Two beats and a half without a word; see the protocol's freshness. The rest is room for a busy machine. */
const LOST_WITHIN_MS = 2.5 * BOUNDS.beatEveryMs + 3_000;

it("the Worker dies and comes back: the wall says so, and then shows the truth again without a reload", async ({
  openWall,
  upstream,
}) => {
  const centre = upstream(TENANT);
  const folder = mkdtempSync(join(tmpdir(), "callboard-restart-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { zone, agents } = await centre.truth();
  const [port = 0] = await freePorts(1);
  const tenants = [tenantRow({ tenant: TENANT, zone, origin: inject("addresses").smallCentre })];
  const start = async () => {
    const worker = await startWorker({ port, folder, tenants });
    onTestFinished(() => worker.stop());
    return worker;
  };
  const [agent] = agents;
  if (agent === undefined) throw new Error("a centre without agents proves nothing");
  await centre.forceState(agent.user_id, "READY");

  const first = await start();
  const wall = await openWall({ tenant: TENANT, metres: 2, chance: 0.3 }, first.url);
  await wall.liveBadge.waitFor();
  await wall.agentRow(agent.name).waitFor();
  await wall.page.evaluate(() => document.documentElement.setAttribute("data-loaded-once", ""));

  await first.kill();
  await wall.oldSentence.waitFor({ timeout: LOST_WITHIN_MS });
  expect(await wall.oldSentence.textContent()).toMatch(/NO CONNECTION.*Callboard.* \d+ s/);
  await centre.forceState(agent.user_id, "NOT_READY", "LUNCH");

  await start();
  await wall.liveBadge.waitFor({ timeout: 45_000 });
  await wall.agentRow(agent.name).getByText("Lunch").waitFor();
  await untilTrue(wall, centre);
  expect(await wall.page.locator("html[data-loaded-once]").count()).toBe(1);
});
