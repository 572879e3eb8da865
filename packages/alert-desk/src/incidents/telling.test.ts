import { describe, expect, it } from "vitest";
import { firing, over, statesOf } from "../../test/one-agent.ts";
import { idleRig, idleRule, Rig, value, WEBHOOK, waitRule } from "../../test/rig.ts";

describe("incidents", () => {
  it("[D8] a bad minute in one team is one notice at once and one for all who joined, not forty", () => {
    const rig = new Rig().onlyRules(idleRule(10)).sinks(WEBHOOK);
    for (let agent = 0; agent < 40; agent += 1) {
      rig.floor.hire(`a${agent}`).move(`a${agent}`, "NOT_READY");
      rig.pass(1);
    }
    rig.pass(60);
    expect(rig.alerts()).toHaveLength(40);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "fire 40"]);
    expect(rig.receivers.requests[1]?.notice.alerts).toHaveLength(20);
    expect(rig.receivers.requests[1]?.notice.more).toBe(20);
  });

  it("[D8] agents are grouped by the queue they work in, those without one together, and queues are by themselves", () => {
    const rig = new Rig().onlyRules(idleRule(5), waitRule(100)).sinks(WEBHOOK);
    rig.floor.hire("a1", "t1").hire("a2", "t1").hire("a3", "t2").hire("a4", null).hire("a5", "t1");
    for (const id of ["a1", "a2", "a3", "a4"]) rig.floor.move(id, "NOT_READY");
    rig.floor.move("a5", "NOT_READY", "q1");
    rig.floor.read("q1", 200).read("q2", 200);
    rig.pass(10);
    const incidents = new Set(
      rig.alerts().map(({ incidentId }) => incidentId.replace(/^(\w+)\.\w+\./, "$1 ")),
    );
    expect([...incidents].toSorted()).toEqual(["idle n", "idle q.q1", "wait q.q1", "wait q.q2"]);
  });

  it("[D8] what fires after the last one has ended is another incident, and waits for its group's next minute", () => {
    const rig = over(firing(idleRig()));
    firing(rig);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
    rig.pass(45);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1", "fire 1"]);
    expect(new Set(rig.alerts().map(({ incidentId }) => incidentId)).size).toBe(2);
  });

  it("[D8] also where the one ends and the other fires within one row, or while nobody sees the floor", () => {
    const rig = new Rig()
      .sinks(WEBHOOK)
      .onlyRules(idleRule(0, { when: { field: "state", is: "NOT_READY" } }));
    rig.floor.hire("a1").hire("a2").move("a1", "NOT_READY").move("a2", "READY");
    rig.pass(2);
    rig.floor.move("a1", "READY").move("a2", "NOT_READY");
    rig.pass(2);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
    rig.floor.feed = "down";
    rig.pass(2);
    value(rig.desk.removeRule("idle", "Ada"));
    rig.floor.feed = "live";
    rig.onlyRules(idleRule(0, { when: { field: "state", is: "NOT_READY" } }));
    rig.pass(62);
    expect(new Set(rig.alerts().map(({ incidentId }) => incidentId)).size).toBe(3);
    // The second one was over before its turn came: it is counted, and told to nobody.
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1", "fire 1"]);
    expect(rig.receivers.requests.at(-1)?.notice.suppressed).toBe(1);
  });

  it("[D8] where the batches stop, the alarm tells who has joined", () => {
    const rig = idleRig();
    rig.floor.move("a1", "NOT_READY");
    rig.pass(3);
    rig.floor.move("a2", "NOT_READY");
    rig.pass(13);
    expect(rig.alerts()).toHaveLength(2);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    rig.floor.answerMs = null;
    rig.time.advance(19_000);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    rig.time.advance(60_000);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    rig.floor.answerMs = 10;
    rig.time.advance(40_000);
    rig.pass(2);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "fire 2"]);
  });

  it("[D8] a rule tells the sinks that it names, those that are switched on", () => {
    const rig = new Rig().sinks(
      WEBHOOK,
      { ...WEBHOOK, id: "other" },
      { ...WEBHOOK, id: "off", enabled: false },
    );
    rig.onlyRules(idleRule(5, { sinks: ["other", "off"] }), idleRule(5, { id: "quiet", sinks: [] }));
    rig.floor.hire("a1").move("a1", "NOT_READY");
    rig.pass(10);
    expect(statesOf(rig)).toEqual(["fire other delivered"]);
    expect(rig.alerts({ ruleId: "quiet" })[0]?.telling).toBe("noSink");
  });

  it("[D8] after a reconnect there are no more notices than new alerts and one per group (invariant 7)", () => {
    const rig = new Rig().onlyRules(idleRule(10)).sinks(WEBHOOK);
    const agents = Array.from({ length: 200 }, (_, number) => `a${number}`);
    for (const [number, id] of agents.entries()) rig.floor.hire(id, `t${number % 4}`).move(id, "READY");
    rig.pass(2);
    rig.floor.feed = "down";
    rig.pass(60);
    for (const id of agents.slice(0, 120)) rig.floor.move(id, "NOT_READY", null, rig.time.now() - 30_000);
    rig.floor.feed = "catchingUp";
    rig.pass(2);
    expect(rig.alerts()).toEqual([]);
    rig.floor.feed = "live";
    rig.pass(70);
    expect(rig.alerts()).toHaveLength(120);
    expect(rig.receivers.told("hook")).toEqual(["fire 120"]);
  });
});

describe("what is not told", () => {
  it("[D9] what fires again within its cooldown is shown and counted, and told when that is over if it still fires", () => {
    const rig = idleRig({ cooldownSeconds: 60 });
    over(firing(rig));
    over(firing(rig));
    firing(rig);
    expect(rig.alerts({ state: "firing" })[0]?.telling).toBe("cooldown");
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
    rig.pass(40);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1", "fire 1"]);
    expect(rig.receivers.requests.at(-1)?.notice.suppressed).toBe(1);
    expect(rig.alerts({ state: "firing" })[0]?.telling).toBe("told");
  });

  it("[D9] another agent's cooldown holds nobody back", () => {
    const rig = idleRig({ cooldownSeconds: 600 });
    over(firing(rig));
    rig.floor.move("a2", "NOT_READY");
    rig.pass(65);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1", "fire 1"]);
  });

  it("[D9] flapping is told once, and then nothing until it is calm", () => {
    const rig = idleRig();
    for (let turn = 0; turn < 8; turn += 1) over(firing(rig), 50);
    expect(rig.receivers.requests.filter(({ notice }) => notice.kind === "fire")).toHaveLength(4);
    const flaps = rig.receivers.requests.map(({ notice }) => notice.alerts[0]?.isFlapping);
    expect(flaps.slice(-2)).toEqual([true, true]);
    expect(rig.alerts({ state: "resolved" })[0]?.telling).toBe("flapping");
    rig.pass(1_800);
    firing(rig);
    expect(rig.receivers.requests.at(-1)?.notice).toMatchObject({ kind: "fire", suppressed: 4 });
  });

  it("[D9] what is silenced is shown and not told; when the silence ends and it still fires, it is told", () => {
    const rig = idleRig();
    const matcher = { agents: ["a1"] };
    value(rig.desk.silence({ matcher, minutes: 1, reason: "Training", by: "Ada" }));
    firing(rig, 30);
    expect(rig.alerts()[0]).toMatchObject({ telling: "silenced", silenced: { by: "Ada" } });
    expect(rig.floor.shown.at(-1)?.alerts[0]?.silenced?.by).toBe("Ada");
    expect(rig.receivers.requests).toEqual([]);
    rig.pass(35);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    expect(rig.floor.shown.at(-1)?.alerts[0]?.silenced).toBeNull();
  });

  it("[D9] a silence that a person ends tells at once what still fires", () => {
    const rig = idleRig();
    const { id } = value(
      rig.desk.silence({ matcher: { rules: ["idle"] }, minutes: 60, reason: "Training", by: "Ada" }),
    );
    firing(rig);
    value(rig.desk.endSilence(id, "Grace"));
    rig.time.advance(100);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
  });

  it("[D9] an incident that was told before it was silenced is ended where it was told", () => {
    const rig = firing(idleRig());
    value(rig.desk.silence({ matcher: { rules: ["idle"] }, minutes: 60, reason: "Known", by: "Ada" }));
    over(rig);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
  });

  it("[D9] while the floor is not seen nothing but the feed's own is told, also not who joined before", () => {
    const rig = idleRig();
    rig.floor.move("a1", "NOT_READY");
    rig.pass(5);
    rig.floor.move("a2", "NOT_READY");
    rig.pass(14);
    rig.floor.feed = "down";
    rig.pass(90);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    rig.floor.feed = "live";
    rig.pass(2);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "fire 2"]);
  });

  it("[D9] an alert that is over before it was told is in the history, and told to nobody", () => {
    const rig = idleRig();
    rig.receivers.isTaking = false;
    over(firing(rig));
    rig.receivers.isTaking = true;
    rig.pass(20);
    expect(rig.told()).toEqual(["idle a1 resolved"]);
    expect(statesOf(rig)).toEqual(["fire hook cancelled"]);
    expect(rig.receivers.requests).toEqual([]);
  });
});
