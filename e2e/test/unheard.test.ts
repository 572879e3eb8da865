import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BOUNDS } from "@callboard/core";
import { expect, inject, onTestFinished } from "vitest";
import { it } from "../src/harness.ts";
import { freePorts } from "../src/ports.ts";
import { tenantRow } from "../src/tenants.ts";
import { startWorker } from "../src/worker.ts";

const TENANT = "unheard";
/** The first row of a live floor has come to the alert desk. */
const WATCHED_WITHIN_MS = 10_000;
const LIVE_AGAIN_MS = 45_000;

it("the alert desk has lost its storage: the floor is live, and the wall says that nobody watches for alerts", async ({
  openWall,
  upstream,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "callboard-unheard-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { zone } = await upstream(TENANT).truth();
  const [port = 0] = await freePorts(1);
  const tenants = [tenantRow({ tenant: TENANT, zone, origin: inject("addresses").smallCentre })];
  const start = async () => {
    const worker = await startWorker({ port, folder, tenants });
    onTestFinished(() => worker.stop());
    return worker;
  };

  const first = await start();
  const wall = await openWall({ tenant: TENANT, metres: 2, chance: 0.3 }, first.url);
  await wall.liveBadge.waitFor();
  await expect.poll(() => wall.alertTrouble.count(), { timeout: WATCHED_WITHIN_MS }).toBe(0);

  await first.kill();
  spoilAlertDesks(join(folder, "state"));
  await start();
  await wall.liveBadge.waitFor({ timeout: LIVE_AGAIN_MS });
  const trouble = wall.alertTrouble.getByText("Alerts are not being watched");
  await trouble.waitFor();
  // It is no matter of a desk that has just begun: an alert desk that is there would have told something by then.
  await new Promise((resolve) => setTimeout(resolve, BOUNDS.alertsTellEveryMs));
  expect(await trouble.count()).toBe(1);
  expect(await wall.liveBadge.count()).toBe(1);
  expect(await wall.counts()).not.toBeNull();
});

/** What is left where storage has lost what stood in it: a sound database, of a version that promises what is not there. */
function spoilAlertDesks(state: string): void {
  const stores = readdirSync(state, { recursive: true, encoding: "utf8" }).filter((path) =>
    /AlertDesk\/[0-9a-f]+\.sqlite$/.test(path),
  );
  expect(stores.length).toBeGreaterThan(0);
  for (const path of stores) {
    const database = new DatabaseSync(join(state, path));
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all()
      .map(({ name }) => String(name))
      .filter((name) => name !== "version" && !/^(_cf|sqlite)_/.test(name));
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) database.exec(`DROP TABLE "${table}"`);
    database.close();
  }
}
