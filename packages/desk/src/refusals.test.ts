import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { status } from "../test/fake-upstream.ts";
import { Timeline } from "../test/timeline.ts";
import { agentData, agentMessage, queueMessage } from "../test/wire.ts";
import { Refusals } from "./refusals.ts";

describe("what was refused", () => {
  it("is told with its type, what is wrong with it and a sample", () => {
    const t = new Timeline("a1").live();
    t.upstream.dial.text('{"type":"something_new","data":1}');
    t.upstream.dial.text('{"type":"agent_state_change"}');
    t.upstream.dial.text("<img onerror=alert(1)>");
    t.upstream.say(queueMessage("q1", t.now + 3_600_000));
    const told = t.desk.status().refusals;
    expect(told.map(({ reason, type }) => [reason, type])).toEqual([
      ["fromFuture", "queueStats"],
      ["garbled", null],
      ["invalid", "agent_state_change"],
      ["unknownType", "something_new"],
    ]);
    expect(told[1]?.sample).toContain("<img");
    expect(told[2]?.detail).toContain("timestamp");
    expect(told[0]).toMatchObject({ count: 1, lastAt: t.now });
  });

  it("is counted by its kind, and the newest kinds are kept", () => {
    const refusals = new Refusals();
    for (let at = 1; at <= 1_000; at += 1) {
      refusals.add({ reason: "garbled", sample: `sample ${at}` }, at);
      refusals.add({ reason: "unknownType", type: `type ${at}` }, at);
    }
    const told = refusals.newest();
    expect(told).toHaveLength(BOUNDS.refusalsKept);
    expect(told[0]).toMatchObject({ type: "type 1000", count: 1 });
    expect(told[1]).toMatchObject({ reason: "garbled", sample: "sample 1000", count: 1_000, lastAt: 1_000 });
  });
});

describe("a state that nobody knows", () => {
  it("[A2] is counted by its own word, whoever tells it", () => {
    const t = new Timeline("a1", "a2").live();
    t.upstream.say(agentMessage("a1", "__proto__", t.now), agentMessage("a1", "TRAINING", t.now + 1));
    t.upstream.always("agents", status(200, [agentData("a2", "TRAINING", t.now)]));
    t.pass(5 * 60_000);
    expect(t.desk.status().unknownStates).toEqual([
      { state: "__proto__", count: 1 },
      { state: "TRAINING", count: 2 },
    ]);
  });

  it("beyond the bound is counted with the others", () => {
    const t = new Timeline("a1").live();
    for (let n = 0; n < BOUNDS.unknownStatesMax + 7; n += 1) {
      t.upstream.say(agentMessage("a1", `STATE_${n}`, t.now + n));
    }
    const told = t.desk.status().unknownStates;
    expect(told).toHaveLength(BOUNDS.unknownStatesMax + 1);
    expect(told.at(-1)).toEqual({ state: null, count: 7 });
  });
});
