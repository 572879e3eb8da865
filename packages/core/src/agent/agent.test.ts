import { describe, expect, it } from "vitest";
import {
  AGENT,
  agentIn,
  floorOf,
  hear,
  MINUTE,
  pictureOf,
  QUEUE,
  SECOND,
  stats,
  T0,
  told,
} from "../../test/floor-kit.ts";
import { BOUNDS } from "../bounds.ts";
import { step } from "../step.ts";
import { AGENT_STATES } from "../vocabulary.ts";

/** The guide's `agent_state_change`, section 2, as `cxone` reads it. */
const GUIDE_CALL = told("CALL", {
  statusCode: "ON_CALL",
  queueId: QUEUE,
  contactId: "call_123456789",
  direction: "INBOUND",
  durationMs: 45 * SECOND,
});

describe("the guide's own event", () => {
  it("[A5] begins 45 s before its timestamp", () => {
    const floor = floorOf();
    const outcome = step(floor, GUIDE_CALL, T0);
    expect(outcome).toMatchObject({ verdict: "applied", reason: "newState", agents: [AGENT] });
    expect(agentIn(floor)).toMatchObject({
      state: "CALL",
      statusCode: "ON_CALL",
      since: Date.UTC(2024, 4, 15, 14, 31, 25),
      lastUpdated: T0,
      queueId: QUEUE,
      contactId: "call_123456789",
      direction: "INBOUND",
      source: "stream",
    });
  });

  it("[E1] answers with one fact that says from, to and since when", () => {
    const { facts } = step(floorOf(), GUIDE_CALL, T0);
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({
      agentId: AGENT,
      at: T0,
      from: "UNKNOWN",
      to: "CALL",
      since: T0 - 45 * SECOND,
      routability: { kind: "notRoutable", reason: "onContact" },
      gap: null,
      repaired: false,
    });
  });
});

describe("newest last_updated wins", () => {
  it("[A4] a duplicate says so and changes nothing", () => {
    const floor = floorOf();
    step(floor, GUIDE_CALL, T0);
    const before = pictureOf(floor);
    expect(step(floor, GUIDE_CALL, T0 + MINUTE)).toMatchObject({ verdict: "unchanged", reason: "duplicate" });
    expect(pictureOf(floor)).toEqual(before);
  });

  it("[A4] an older event says so and changes nothing", () => {
    const floor = floorOf();
    hear(floor, told("READY", { lastUpdated: T0 }));
    const before = pictureOf(floor);
    const late = told("NOT_READY", { lastUpdated: T0 - 1 });
    expect(step(floor, late, T0)).toMatchObject({ verdict: "unchanged", reason: "older", agents: [] });
    expect(pictureOf(floor)).toEqual(before);
  });

  it("[A3] by last_updated, not by the order of arrival nor by the envelope's timestamp", () => {
    const floor = floorOf();
    hear(floor, told("CALL", { at: T0, lastUpdated: T0 + 2 * SECOND }));
    const outcome = step(floor, told("READY", { at: T0 + 5 * SECOND, lastUpdated: T0 + SECOND }), T0);
    expect(outcome.reason).toBe("older");
    expect(agentIn(floor).state).toBe("CALL");
  });
});

describe("states", () => {
  it.each(AGENT_STATES)("[A1] %s is held as it is told", (state) => {
    const floor = floorOf();
    hear(floor, told(state, { rawState: state === "UNKNOWN" ? "TRAINING" : null }));
    expect(agentIn(floor)).toMatchObject({ state, since: T0 });
  });

  it("[A2] an unknown state is kept with its raw text", () => {
    const floor = floorOf();
    const hostile = "<img onerror=alert(1)>\u202E";
    const [outcome] = hear(floor, told("UNKNOWN", { rawState: hostile }));
    expect(outcome).toMatchObject({ verdict: "applied", reason: "newState" });
    expect(agentIn(floor)).toMatchObject({
      rawState: hostile,
      routability: { kind: "unknown", reason: "stateUnknown" },
    });
  });

  it.each([
    ["within the jitter", 500],
    ["after a while", MINUTE],
  ])("[A2] another unknown state %s is another state, with nothing in between", (_, laterMs) => {
    const floor = floorOf();
    const [, outcome] = hear(
      floor,
      told("UNKNOWN", { rawState: "TRAINING" }),
      told("UNKNOWN", { rawState: "MEETING", lastUpdated: T0 + laterMs }),
    );
    expect(outcome?.reason).toBe("newState");
    expect(agentIn(floor)).toMatchObject({ rawState: "MEETING", since: T0 + laterMs, gap: null });
  });

  it("[A2] the raw text goes with the unknown state", () => {
    const floor = floorOf();
    hear(floor, told("UNKNOWN", { rawState: "TRAINING" }), told("READY", { lastUpdated: T0 + SECOND }));
    expect(agentIn(floor).rawState).toBeNull();
  });
});

describe("the state told again", () => {
  const ready = told("READY");

  it.each([
    ["a second later by whole-second durations", 1_000],
    ["a second earlier", -1_000],
    ["at the edge of the jitter", BOUNDS.sinceJitterMs],
  ])("[A10] %s is the same entry, and the time in state does not wander", (_, byMs) => {
    const floor = floorOf();
    const [, outcome] = hear(
      floor,
      ready,
      told("READY", { lastUpdated: T0 + MINUTE, durationMs: MINUTE - byMs }),
    );
    expect(outcome).toMatchObject({ verdict: "applied", reason: "sameStateRefreshed", facts: [] });
    expect(agentIn(floor)).toMatchObject({ since: T0, lastUpdated: T0 + MINUTE, gap: null });
  });

  it("[A10] with an earlier beginning is the upstream correcting itself", () => {
    const floor = floorOf();
    const [, outcome] = hear(
      floor,
      ready,
      told("READY", { lastUpdated: T0 + MINUTE, durationMs: 3 * MINUTE }),
    );
    expect(outcome?.reason).toBe("sameStateRefreshed");
    expect(agentIn(floor)).toMatchObject({ since: T0 - 2 * MINUTE, gap: null });
  });

  it("[A6] with a later beginning hides a state in between", () => {
    const floor = floorOf();
    const [, outcome] = hear(floor, ready, told("READY", { lastUpdated: T0 + MINUTE }));
    expect(outcome?.reason).toBe("stateAfterGap");
    expect(agentIn(floor)).toMatchObject({
      since: T0 + MINUTE,
      gap: { from: "READY", to: "READY", at: T0 + MINUTE },
    });
  });

  it.each([
    ["and its own beginning", 0, T0 + MINUTE],
    ["and the same beginning", MINUTE, T0],
  ])("[A10] with another code %s is a new entry, which the facts tell", (_, durationMs, since) => {
    const floor = floorOf();
    const [, outcome] = hear(
      floor,
      told("NOT_READY", { statusCode: "LUNCH" }),
      told("NOT_READY", { statusCode: "COACHING", lastUpdated: T0 + MINUTE, durationMs }),
    );
    expect(outcome?.facts).toMatchObject([{ from: "NOT_READY", to: "NOT_READY", statusCode: "COACHING" }]);
    expect(agentIn(floor)).toMatchObject({ statusCode: "COACHING", since, gap: null });
  });

  it("[A10] brings what was not known of the call before: its contact, queue and direction", () => {
    const floor = floorOf();
    const [, outcome] = hear(
      floor,
      told("CALL"),
      told("CALL", {
        lastUpdated: T0 + SECOND,
        durationMs: SECOND,
        contactId: "call_1",
        queueId: QUEUE,
        direction: "INBOUND",
      }),
    );
    expect(outcome?.reason).toBe("sameStateRefreshed");
    expect(agentIn(floor)).toMatchObject({
      contactId: "call_1",
      queueId: QUEUE,
      direction: "INBOUND",
      gap: null,
    });
  });

  it("[A10] moves the call to another queue where the upstream moved it", () => {
    const floor = floorOf();
    hear(
      floor,
      told("CALL", { contactId: "call_1", queueId: "first" }),
      told("CALL", { contactId: "call_1", queueId: "second", lastUpdated: T0 + MINUTE, durationMs: MINUTE }),
    );
    expect(agentIn(floor).queueId).toBe("second");
  });

  it("[A10] does not take away what it does not mention", () => {
    const floor = floorOf();
    hear(
      floor,
      told("CALL", { contactId: "call_1", queueId: QUEUE, direction: "INBOUND" }),
      told("CALL", { lastUpdated: T0 + SECOND, durationMs: SECOND }),
    );
    expect(agentIn(floor)).toMatchObject({ contactId: "call_1", queueId: QUEUE, direction: "INBOUND" });
  });
});

describe("what is not let in", () => {
  it.each(["at", "lastUpdated"] as const)("[A8] an event whose %s is too far ahead is refused", (field) => {
    const floor = floorOf();
    const ahead = T0 + BOUNDS.futureToleranceMs + 1;
    const event = told("READY", { at: T0, lastUpdated: T0, [field]: ahead });
    expect(step(floor, event, T0)).toMatchObject({ verdict: "refused", reason: "fromFuture" });
    expect(floor.agents.size).toBe(0);
    expect(floor.clock).toBe(0);
  });

  it("[A8] an event at the edge of the tolerance is let in", () => {
    const event = told("READY", { lastUpdated: T0 + BOUNDS.futureToleranceMs });
    expect(step(floorOf(), event, T0).verdict).toBe("applied");
  });

  it("[A9] one agent more than the floor may hold is refused; those it holds go on", () => {
    const floor = floorOf();
    for (let count = 0; count < BOUNDS.agentsMax; count += 1) {
      step(floor, told("READY", { agentId: `agent-${count}` }), T0);
    }
    expect(step(floor, told("READY", { agentId: "one more" }), T0)).toMatchObject({
      verdict: "refused",
      reason: "tooManyAgents",
    });
    expect(floor.agents.size).toBe(BOUNDS.agentsMax);
    const known = told("NOT_READY", { agentId: "agent-7", lastUpdated: T0 + SECOND });
    expect(step(floor, known, T0).verdict).toBe("applied");
  });

  it("ids such as __proto__ are ids like any other", () => {
    const floor = floorOf();
    hear(floor, told("READY", { agentId: "__proto__" }), told("CALL", { agentId: "constructor" }));
    expect([...floor.agents.keys()]).toEqual(["__proto__", "constructor"]);
    step(floor, stats({ queueId: "__proto__" }), T0);
    expect([...floor.queues.keys()]).toEqual(["__proto__"]);
  });
});
