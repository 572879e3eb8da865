import { BOUNDS } from "@callboard/core";
import { expect } from "vitest";
import { AWAY, awayRule } from "../src/alert-desk.ts";
import { it } from "../src/harness.ts";

/** A second is the promise; the rest is room for a machine that is busy with other tests. */
const SEEN_WITHIN_MS = 3_000;

it("what a supervisor does on the alerts page is on the wall within about a second", async ({
  openWall,
  openTablet,
  upstream,
  alertDesk,
}) => {
  const seconds = 2;
  const rule = awayRule("away_tablet", "Away from the desk", seconds);
  const centre = upstream("tablet");
  const [seen, told] = (await centre.truth()).agents;
  if (seen === undefined || told === undefined) throw new Error("too few agents");
  for (const { user_id } of [seen, told]) await centre.forceState(user_id, "READY");
  await alertDesk("tablet").putRule(rule);
  const wall = await openWall({ tenant: "tablet", metres: 2 });
  const tablet = await openTablet({ tenant: "tablet" });
  await wall.liveBadge.waitFor();
  for (const { user_id } of [seen, told]) await centre.forceState(user_id, "NOT_READY", AWAY);
  const firesWithinMs = seconds * 1_000 + BOUNDS.logEveryMs + BOUNDS.lateEventGraceMs + 5_000;
  for (const { name } of [seen, told]) {
    await wall.alertsAbout(name).waitFor({ timeout: firesWithinMs });
    await tablet.tileAbout(name).waitFor({ timeout: SEEN_WITHIN_MS });
  }

  await tablet.acknowledge(seen.name);
  await tablet.introduce("Maria");
  await wall.alertsAbout(seen.name).getByText("seen by Maria").waitFor({ timeout: SEEN_WITHIN_MS });
  await tablet.tileAbout(seen.name).getByText("seen by Maria").waitFor({ timeout: SEEN_WITHIN_MS });

  await tablet.open(tablet.tileAbout(told.name));
  await tablet.evidence.getByText(/Time in state 0:03 > 0:02/).waitFor();
  await tablet.evidence.getByText(AWAY).first().waitFor();
  expect(await tablet.evidence.getByText("does not hold").count()).toBe(0);

  await tablet.comment("Back at ten");
  await wall.alertsAbout(told.name).getByText("Maria: Back at ten").waitFor({ timeout: SEEN_WITHIN_MS });
  await tablet.silence("In a training");
  await wall.alertsAbout(told.name).getByText("silenced by Maria").waitFor({ timeout: SEEN_WITHIN_MS });
  expect(tablet.complaints).toEqual([]);
  expect(wall.complaints).toEqual([]);
});

it("a page whose file went with the build before is loaded whole, at the address that was asked for", async ({
  openTablet,
}) => {
  const tablet = await openTablet({ tenant: "tablet" });
  await tablet.heading.waitFor();
  let asked = 0;
  // The file of the build before is gone; what the page names once it is loaded anew is there.
  await tablet.page.route(
    /\/assets\/QueuesView-[^/]*\.js$/,
    (route) => {
      asked += 1;
      return route.fulfill({ status: 404, body: "Not found" });
    },
    { times: 1 },
  );
  await tablet.page.keyboard.press("g");
  await tablet.page.keyboard.press("q");
  await tablet.page.waitForURL(/\/floor\/tablet\/queues/);
  await expect.poll(() => tablet.heading.textContent(), { timeout: 10_000 }).toBe("Queues");
  expect(asked).toBe(1);
});
