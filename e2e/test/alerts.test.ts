import { BOUNDS } from "@callboard/core";
import { describe, expect } from "vitest";
import { AWAY, awayRule } from "../src/alert-desk.ts";
import { it } from "../src/harness.ts";

/** The row's second, the grace for events that overtake each other, the queue; the rest is room for a busy machine. */
const DECIDED_WITHIN_MS = BOUNDS.logEveryMs + BOUNDS.lateEventGraceMs + 3_000;
/** A second is the promise for what people do; the rest is room for a busy machine. */
const SEEN_WITHIN_MS = 3_000;
/** The first row of a live floor has come to the alert desk. */
const WATCHED_WITHIN_MS = 10_000;
const RECOVERS_WITHIN_MS = 45_000;

describe.concurrent("an agent who is away for too long", () => {
  it("stands at the wall's foot once, with who, what and for how long, until it is over", async ({
    openWall,
    upstream,
    alertDesk,
  }) => {
    const seconds = 3;
    const rule = awayRule("away_shortly", "Away for too long", seconds);
    const [centre, desk] = [upstream("idle"), alertDesk("idle")];
    const [agent] = (await centre.truth()).agents;
    if (agent === undefined) throw new Error("a centre without agents proves nothing");
    await desk.putRule(rule);
    await centre.forceState(agent.user_id, "READY");
    const wall = await openWall({ tenant: "idle", metres: 2 });
    await wall.liveBadge.waitFor();
    await expect.poll(() => wall.alertTrouble.count(), { timeout: WATCHED_WITHIN_MS }).toBe(0);
    const alert = wall.alertsAbout(agent.name);
    expect(await alert.count()).toBe(0);

    await centre.forceState(agent.user_id, "NOT_READY", AWAY);
    await alert.waitFor({ timeout: seconds * 1_000 + DECIDED_WITHIN_MS });
    expect(await alert.count()).toBe(1);
    const text = await alert.textContent();
    expect(text).toContain(rule.name);
    expect(text).toContain("Critical");
    expect(text).toMatch(/limit 0:03/);
    await alert
      .locator(".time")
      .getByText(/^0:(0[6-9]|[1-5]\d)$/)
      .waitFor();
    await wall.agentRow(agent.name).locator(":scope.is-marked").waitFor();

    const [row, ...others] = await desk.alertsOf(rule.id);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ phase: "firing", entity: { kind: "agent", id: agent.user_id } });
    await desk.acknowledge(row?.id ?? "", "Maria");
    await alert.getByText("seen by Maria").waitFor({ timeout: SEEN_WITHIN_MS });

    await centre.forceState(agent.user_id, "READY");
    await alert.waitFor({ state: "detached", timeout: DECIDED_WITHIN_MS });
    expect((await desk.alertsOf(rule.id)).map(({ id, phase }) => [id, phase])).toEqual([
      [row?.id, "resolved"],
    ]);
    expect(wall.complaints).toEqual([]);
  });

  it("while the stream is cut: nothing fires, nothing ends, and afterwards each who stayed away stands there once", async ({
    openWall,
    upstream,
    alertDesk,
  }) => {
    const seconds = 5;
    const rule = awayRule("away_unseen", "Away unseen", seconds);
    const [centre, desk] = [upstream("severed"), alertDesk("severed")];
    const [before, during, back] = (await centre.truth()).agents;
    if (before === undefined || during === undefined || back === undefined) throw new Error("too few agents");
    for (const { user_id } of [before, during, back]) await centre.forceState(user_id, "READY");
    await desk.putRule(rule);
    const wall = await openWall({ tenant: "severed", metres: 2 });
    await wall.liveBadge.waitFor();
    await centre.forceState(before.user_id, "NOT_READY", AWAY);
    await wall.alertsAbout(before.name).waitFor({ timeout: seconds * 1_000 + DECIDED_WITHIN_MS });
    const [first] = await desk.alertsOf(rule.id);

    for (const { user_id } of [during, back]) await centre.forceState(user_id, "NOT_READY", AWAY);
    for (const { name } of [during, back]) await wall.agentRow(name).getByText(AWAY).waitFor();
    await centre.fault({ fault: "partition", seconds: seconds + 3 });
    await wall.alertTrouble.getByText("Alerts wait").waitFor({ timeout: SEEN_WITHIN_MS + 3_000 });
    await centre.forceState(back.user_id, "READY");
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    expect(await wall.alertTrouble.getByText("Alerts wait").count()).toBe(1);
    expect((await desk.alertsOf(rule.id)).map(({ id, phase }) => [id, phase])).toEqual([
      [first?.id, "firing"],
    ]);

    await wall.liveBadge.waitFor({ timeout: RECOVERS_WITHIN_MS });
    await wall.alertsAbout(during.name).waitFor({ timeout: DECIDED_WITHIN_MS });
    expect(await wall.alertsAbout(before.name).count()).toBe(1);
    const all = await desk.alertsOf(rule.id);
    expect(all.map(({ entity, phase }) => [entity.id, phase]).sort()).toEqual(
      [before, during].map(({ user_id }) => [user_id, "firing"]).sort(),
    );
    expect(all.find(({ entity }) => entity.id === before.user_id)?.id).toBe(first?.id);
    expect(wall.complaints).toEqual([]);
  });
});
