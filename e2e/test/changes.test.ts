import { describe, expect } from "vitest";
import { it } from "../src/harness.ts";
import { untilTrue } from "../src/truth.ts";

/** A second is the promise; the rest is room for a machine that is busy with other tests. */
const SEEN_WITHIN_MS = 3_000;

describe("a change in the centre is on the wall within about a second", () => {
  it("an agent goes to lunch, and comes back to a call", async ({ openWall, upstream }) => {
    const centre = upstream("changes");
    const [agent] = (await centre.truth()).agents;
    if (agent === undefined) throw new Error("a centre without agents proves nothing");
    await centre.forceState(agent.user_id, "READY");
    const wall = await openWall({ tenant: "changes", metres: 2 });
    await wall.liveBadge.waitFor();
    const row = wall.agentRow(agent.name);
    await row.waitFor();
    expect(await row.textContent()).not.toContain("Lunch");

    await centre.forceState(agent.user_id, "NOT_READY", "LUNCH");
    await row.getByText("Lunch").waitFor({ timeout: SEEN_WITHIN_MS });
    await untilTrue(wall, centre);

    await centre.forceState(agent.user_id, "CALL");
    await row.getByText("Lunch").waitFor({ state: "detached", timeout: SEEN_WITHIN_MS });
    expect(wall.complaints).toEqual([]);
  });

  it("a queue is overrun", async ({ openWall, upstream }) => {
    const centre = upstream("surge");
    const [queue] = (await centre.truth()).queues.toSorted(
      (one, other) => other.windows.lastHour.offered - one.windows.lastHour.offered,
    );
    if (queue === undefined) throw new Error("a centre without queues proves nothing");
    const waiting = async () =>
      (await centre.truth()).queues.find(({ queue_id }) => queue_id === queue.queue_id)?.waiting ?? 0;
    const wall = await openWall({ tenant: "surge", metres: 2 });
    await wall.liveBadge.waitFor();
    await wall.queueCard(queue.name).waitFor();
    const before = (await wall.waitingOf(queue.name)) ?? 0;

    // With nobody to answer, every arrival waits.
    for (const { user_id } of (await centre.truth()).agents)
      await centre.forceState(user_id, "NOT_READY", "BREAK");
    await centre.surge(queue.queue_id, 100, 120);
    const overrun = before + 3;
    await expect.poll(waiting, { timeout: 30_000 }).toBeGreaterThanOrEqual(overrun);
    await expect
      .poll(() => wall.waitingOf(queue.name), { timeout: SEEN_WITHIN_MS })
      .toBeGreaterThanOrEqual(overrun);
    expect(wall.complaints).toEqual([]);
  });
});
