/** What the alert desk is told adds up to the floor, whatever happens to the desk, its storage and the queue. */
import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOf, FloorMirror } from "../../test/floor-mirror.ts";
import { Timeline } from "../../test/timeline.ts";
import { agentData, agentMessage, contactMessage, queueMessage } from "../../test/wire.ts";
import { agentRowOf, identityOf } from "./rows.ts";

const MINUTE = 60_000;

interface Happening {
  readonly what: string;
  readonly who: string;
  readonly afterMs: number;
}

const CENTRE = ["READY", "CALL", "AFTER_CALL_WORK", "NOT_READY", "odd", "missed", "absent", "back"] as const;
const FLOOR = ["queue", "contact", "join", "leave", "roster", "drop", "mute", "talk"] as const;
const DESK = ["refuse", "lose", "take", "breakStorage", "mendStorage", "restart"] as const;

const happenings = fc.array(
  fc.record({
    what: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...CENTRE, ...FLOOR, ...DESK) },
      { weight: 1, arbitrary: fc.constant("ask") },
    ),
    who: fc.constantFrom("a1", "a2", "a3"),
    afterMs: fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 20_000 })),
  }),
  { minLength: 5, maxLength: 40 },
);

function happenToCentre({ upstream, now }: Timeline, { what, who }: Happening): void {
  switch (what) {
    case "odd":
      upstream.say(agentMessage(who, "DANCING", now));
      return;
    case "missed":
      upstream.truth.set(who, agentData(who, "NOT_READY", now));
      return;
    case "absent":
      upstream.truth.delete(who);
      return;
    case "back":
      upstream.truth.set(who, agentData(who, "READY", now));
      return;
    default:
      upstream.say(agentMessage(who, what, now, { queue: "q1", code: what === "NOT_READY" ? "LUNCH" : "" }));
  }
}

function happenToFloor(t: Timeline, { what, who, afterMs }: Happening): void {
  const { upstream } = t;
  switch (what) {
    case "queue":
      upstream.say(queueMessage(`q-${who}`, t.now, afterMs % 100));
      return;
    case "contact":
      upstream.say(contactMessage(`c-${who}`, "q1", afterMs % 2 === 0 ? "QUEUED" : "ABANDONED", t.now));
      return;
    case "join":
      upstream.staff(`n-${who}`);
      return;
    case "leave":
      upstream.users.delete(who);
      return;
    case "roster":
      upstream.revokeTokens();
      return;
    case "drop":
      upstream.dial.close(1006);
      return;
    default:
      upstream.isMute = what === "mute";
  }
}

function happenToDesk(t: Timeline, { what }: Happening): void {
  switch (what) {
    case "breakStorage":
    case "mendStorage":
      t.ledger.isBroken = what === "breakStorage";
      return;
    case "restart":
      t.restart();
      return;
    case "refuse":
      t.alertDesk.mood = "refuses";
      return;
    case "lose":
      t.alertDesk.mood = "loses";
      return;
    default:
      t.alertDesk.mood = "takes";
  }
}

function happen(t: Timeline, happening: Happening): void {
  const { what } = happening;
  if ((CENTRE as readonly string[]).includes(what)) happenToCentre(t, happening);
  else if ((FLOOR as readonly string[]).includes(what)) happenToFloor(t, happening);
  else happenToDesk(t, happening);
  t.pass(happening.afterMs);
}

/** The snapshot holds of each agent what the floor does, and of each queue what moved it. */
function expectTrue(t: Timeline): void {
  const snapshot = t.desk.snapshot();
  if (snapshot === null) return;
  const { floor } = t.desk;
  const agents = Array.from(floor.agents.values(), (agent) => agentRowOf(floor, agent));
  expect(new Map(snapshot.agents.map((row) => [row.id, row]))).toEqual(
    new Map(agents.map((row) => [row.id, row])),
  );
  expect(new Map(snapshot.who.map((who) => [who.id, who]))).toEqual(
    new Map(Array.from(floor.agents.values(), (agent) => [agent.id, identityOf(agent)])),
  );
  expect(
    new Map(snapshot.queues.map((row) => [row.id, [row.statsAt, row.routableAgents, row.workingAgents]])),
  ).toEqual(
    new Map(
      Array.from(floor.queues.values(), ({ id, stats, routableAgents, workingAgents }) => [
        id,
        [stats?.at ?? null, routableAgents, workingAgents],
      ]),
    ),
  );
}

describe("whatever happens to the centre, the desk, its storage and the queue", () => {
  it("a snapshot and the rows that follow it are the later snapshot, and what both tell is the floor", () => {
    let [batches, snapshots, compared] = [0, 0, 0];
    fc.assert(
      fc.property(happenings, (list) => {
        const t = new Timeline("a1", "a2", "a3");
        t.live();
        const asked = new FloorMirror();
        asked.catchUp(t.desk);
        for (const happening of list) {
          happen(t, happening);
          if (happening.what !== "ask" || !asked.catchUp(t.desk)) continue;
          const snapshot = t.desk.snapshot();
          if (snapshot === null) continue;
          compared += 1;
          expect(asked.content()).toEqual(contentOf(snapshot));
          expectTrue(t);
        }
        t.ledger.isBroken = false;
        t.pass(2_000);
        expect(asked.catchUp(t.desk)).toBe(true);
        const last = t.desk.snapshot();
        if (last === null) throw new Error("storage works, and there is no snapshot");
        expect(asked.content()).toEqual(contentOf(last));
        expectTrue(t);
        batches += asked.batches;
        snapshots += asked.snapshots;
      }),
      { numRuns: 80 },
    );
    expect(batches).toBeGreaterThan(500);
    expect(snapshots).toBeGreaterThan(90);
    expect(compared).toBeGreaterThan(50);
  });

  it("what the queue was given, in any order, fills every gap but those that a restart or a failing storage left", () => {
    fc.assert(
      fc.property(happenings, (list) => {
        const t = new Timeline("a1", "a2", "a3");
        t.live();
        const mirror = new FloorMirror();
        mirror.catchUp(t.desk);
        const isWhole = !list.some(({ what }) => what === "restart" || what === "breakStorage");
        for (const happening of list) happen(t, happening);
        t.ledger.isBroken = false;
        t.alertDesk.mood = "takes";
        t.pass(BOUNDS.batchLostMs + 2 * MINUTE);
        const last = t.desk.snapshot();
        const given = [...t.alertDesk.batches].sort((a, b) => a.fromSeq - b.fromSeq);
        for (const batch of given) mirror.take(batch);
        if (isWhole && last !== null) {
          expect(given.at(-1)?.toSeq).toBe(t.ledger.rows.at(-1)?.toSeq);
          expect(mirror.snapshots).toBe(1);
          expect(mirror.content()).toEqual(contentOf(last));
        }
        for (const { lineage, tenant, v } of given)
          expect([lineage, tenant, v]).toEqual(["lineage-1", "demo", 1]);
        expect(t.desk.status().outbox.unsent).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it("rows follow each other without a hole but for those, and each is of one state of the feed", () => {
    fc.assert(
      fc.property(happenings, (list) => {
        const t = new Timeline("a1", "a2", "a3");
        t.live();
        const restarts = list.filter(({ what }) => what === "restart").length;
        const isStored = !list.some(({ what }) => what === "breakStorage");
        for (const happening of list) happen(t, happening);
        t.pass(6_000);
        // Closes the open row.
        t.desk.snapshot();
        const { rows } = t.ledger;
        const follows = rows.map(({ fromSeq }, place) => fromSeq - (rows[place - 1]?.toSeq ?? fromSeq - 1));
        expect(rows.every(({ fromSeq, toSeq }) => fromSeq <= toSeq)).toBe(true);
        if (isStored) {
          expect(follows.every((step) => step === 1 || step === 2)).toBe(true);
          // A desk that was lost before it wrote a row leaves no hole of its own.
          const holes = follows.filter((step) => step === 2).length;
          expect([holes > 0, holes <= restarts]).toEqual([restarts > 0, true]);
        }
        const turns = t.notes.filter(({ event }) => event === "feed").map(({ facts }) => facts.to);
        const told = rows.map(({ feed }) => feed).filter((feed, place, all) => feed !== all[place - 1]);
        if (restarts === 0 && isStored) expect(told).toEqual(["starting", ...turns]);
      }),
      { numRuns: 40 },
    );
  });
});
