import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { firing, over, statesOf } from "../../test/one-agent.ts";
import { answered, OK } from "../../test/receivers.ts";
import { idleRig, idleRule, PAGER, Rig, refusal, SLACK, value, WEBHOOK, waitRule } from "../../test/rig.ts";

describe("a notice's way to its sink", () => {
  it("[D10] a fire that comes twice from the queue is sent once", () => {
    const rig = idleRig();
    rig.receivers.copies = 3;
    over(firing(rig));
    rig.pass(60);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
  });

  it("[D10] a resolve waits for the outcome of the fire that is under way (invariant 6)", () => {
    const rig = idleRig();
    rig.receivers.receivers.set("hook", ({ notice }, number) =>
      notice.kind === "fire" && number < 3 ? answered(500) : OK,
    );
    over(firing(rig), 2);
    expect(statesOf(rig)).toEqual(["resolve hook held", "fire hook ready"]);
    rig.pass(60);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "fire 1", "fire 1", "resolve 1"]);
    expect(new Set(rig.receivers.requests.map(({ notice }) => notice.id)).size).toBe(2);
  });

  it("[D10] where the fire is dead there is no resolve; sent again by a person it is followed by one", () => {
    const rig = idleRig();
    rig.receivers.receivers.set("hook", () => answered(404));
    over(firing(rig));
    expect(statesOf(rig)).toEqual(["resolve hook cancelled", "fire hook dead"]);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    expect(rig.status.notices.dead).toBe(1);
    rig.receivers.receivers.clear();
    const [dead] = rig.notices({ state: "dead" });
    expect(value(rig.desk.resend(dead?.id ?? "", "Ada")).resentBy?.by).toBe("Ada");
    rig.pass(2);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "fire 1", "resolve 1"]);
    expect(rig.desk.resend(dead?.id ?? "", "Ada")).toMatchObject({ kind: "refused", status: 409 });
  });

  it("[D11] a receiver that fails is tried again, ever more seldom, and given up after so many times", () => {
    const rig = idleRig();
    rig.receivers.receivers.set("hook", () => answered(503));
    firing(rig, 14);
    rig.time.advance(3 * 3_600_000);
    const at = rig.receivers.requests.map((request) => request.at);
    expect(at).toHaveLength(10);
    const waits = at.slice(1).map((one, index) => one - (at[index] ?? 0));
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeGreaterThanOrEqual(5_000);
    expect(waits.at(-1)).toBeLessThanOrEqual(900_000 * 1.25 + 100);
    expect(rig.notices()[0]).toMatchObject({ state: "dead", tries: 10, last: { status: 503 } });
  });

  it("[D11] a receiver that asks for patience is given it, by all notices of its sink", () => {
    const rig = new Rig().onlyRules(idleRule(5), waitRule(100)).sinks(WEBHOOK, { ...WEBHOOK, id: "calm" });
    let isBusy = true;
    rig.receivers.receivers.set("hook", () => (isBusy ? answered(429, 30_000) : OK));
    rig.floor.hire("a1").move("a1", "NOT_READY");
    rig.pass(8);
    isBusy = false;
    rig.floor.read("q1", 200);
    rig.pass(10);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    expect(rig.receivers.told("calm")).toEqual(["fire 1", "fire 1"]);
    rig.pass(30);
    expect(rig.receivers.told("hook")).toHaveLength(3);
  });

  it("[D11] patience that Slack asks for is given by those, too, whose turn was sooner", () => {
    const rig = new Rig().onlyRules(waitRule(100)).sinks(SLACK);
    rig.receivers.receivers.set("slack", () =>
      rig.receivers.requests.length === 1 ? answered(429, 30_000) : OK,
    );
    for (let queue = 0; queue < 6; queue += 1) rig.floor.read(`q${queue}`, 200);
    rig.pass(45);
    const at = rig.receivers.requests.map((request) => request.at);
    const waits = at.slice(1).map((one, index) => one - (at[index] ?? 0));
    expect(waits).toHaveLength(6);
    expect(waits[0]).toBeGreaterThanOrEqual(30_000);
    expect(waits.every((waitMs) => waitMs >= 1_000)).toBe(true);
    expect(rig.status.notices.delivered).toBe(6);
  });

  it("[D11] Slack is sent about one message a second, each in its turn", () => {
    const rig = new Rig().onlyRules(waitRule(100)).sinks(SLACK);
    rig.receivers.receivers.set("slack", () => OK);
    for (let queue = 0; queue < 12; queue += 1) rig.floor.read(`q${queue}`, 200);
    rig.pass(20);
    const at = rig.receivers.requests.map((request) => request.at).toSorted((a, b) => a - b);
    expect(at).toHaveLength(12);
    expect(at.slice(1).every((one, index) => one - (at[index] ?? 0) >= 1_000)).toBe(true);
    expect((at.at(-1) ?? 0) - (at[0] ?? 0)).toBeLessThan(13_000);
  });

  it("[D11] a sink that hangs holds up no other one, and is known to be slow", () => {
    const rig = new Rig().onlyRules(waitRule(100)).sinks(WEBHOOK, { ...WEBHOOK, id: "quick" });
    rig.receivers.receivers.set("hook", () => "hangs");
    rig.floor.read("q1", 200);
    rig.pass(3);
    rig.floor.read("q2", 200);
    rig.pass(3);
    expect(rig.receivers.told("quick")).toEqual(["fire 1", "fire 1"]);
    expect(rig.alerts()).toHaveLength(2);
    rig.pass(10);
    const [waiting] = rig.notices({ sinkId: "hook", state: "ready" });
    rig.receivers.desk = null;
    rig.time.advance(20_000);
    rig.restart();
    expect(rig.desk.claim(waiting?.id ?? "")).toMatchObject({ kind: "send", isSlow: true });
  });

  it("[D11] it is known to be slow as soon as one of its notices is under way for longer than anybody waits", () => {
    const rig = new Rig().onlyRules(waitRule(100)).sinks(WEBHOOK, { ...WEBHOOK, id: "quick" });
    rig.receivers.isTaking = false;
    for (let queue = 0; queue < 5; queue += 1) rig.floor.read(`q${queue}`, 200);
    rig.pass(2);
    const hooks = rig.notices({ sinkId: "hook" }).map(({ id }) => id);
    const [quick = ""] = rig.notices({ sinkId: "quick" }).map(({ id }) => id);
    const isSlow = (id: string | undefined): unknown => {
      const claim = rig.desk.claim(id ?? "");
      return claim.kind === "send" ? claim.isSlow : claim;
    };
    expect(isSlow(hooks[0])).toBe(false);
    rig.time.advance(BOUNDS.noticePatienceMs - 1);
    expect(isSlow(hooks[1])).toBe(false);
    rig.time.advance(1);
    expect(isSlow(hooks[2])).toBe(true);
    expect(isSlow(quick)).toBe(false);
    rig.restart();
    expect(isSlow(hooks[3])).toBe(true);
    // Who says nothing at all has lost it: that tells nothing of the receiver.
    rig.time.advance(BOUNDS.noticeClaimMs);
    expect(isSlow(hooks[4])).toBe(false);
  });

  it("[D11] a time-out after which the receiver had it all the same is sent again under the same id", () => {
    const rig = idleRig();
    rig.receivers.receivers.set("hook", (_, number) => (number === 1 ? "hangs" : OK));
    firing(rig, 40);
    const ids = rig.receivers.requests.map(({ notice }) => notice.id);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  it("[D12] what the queue does not take, or loses, is handed out again", () => {
    const rig = idleRig();
    rig.receivers.isTaking = false;
    firing(rig);
    expect(rig.receivers.requests).toEqual([]);
    rig.receivers.isTaking = true;
    rig.pass(10);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    const desk = rig.receivers.desk;
    const sends = rig.receivers.sends.length;
    rig.receivers.send = (ids, done) => {
      rig.receivers.sends.push(ids);
      done(true);
    };
    over(rig, 130);
    expect(rig.receivers.desk).toBe(desk);
    expect(rig.receivers.sends.length - sends).toBe(2);
  });

  it("[D12] who took a notice and says nothing has lost it after a while", () => {
    const rig = idleRig();
    rig.receivers.isTaking = false;
    firing(rig);
    const [notice] = rig.notices();
    const id = notice?.id ?? "";
    expect(rig.desk.claim(id).kind).toBe("send");
    expect(rig.desk.claim(id)).toEqual({ kind: "later", ms: 30_000 });
    rig.time.advance(30_000);
    expect(rig.desk.claim(id).kind).toBe("send");
    expect(rig.desk.settle(id, OK)).toEqual({ kind: "ack" });
    expect(rig.desk.claim(id)).toEqual({ kind: "settled" });
    expect(rig.desk.settle(id, answered(500))).toEqual({ kind: "ack" });
    expect(rig.notices()[0]?.state).toBe("delivered");
  });

  it("[D12] what came to the dead-letter queue is a dead letter that a person sees", () => {
    const rig = idleRig();
    rig.receivers.isTaking = false;
    firing(rig);
    rig.desk.bury(rig.notices()[0]?.id ?? "", "the queue gave it up");
    expect(rig.notices({ state: "dead" })[0]?.last?.why).toBe("the queue gave it up");
    rig.desk.bury("no such notice", "?");
    expect(rig.desk.claim("no such notice")).toEqual({ kind: "settled" });
    expect(rig.desk.settle("no such notice", OK)).toEqual({ kind: "ack" });
  });

  it("[D12] a dead letter says whom it was about, and all of a sink are sent again at once, so many at a time", () => {
    const rig = new Rig().onlyRules(waitRule(100)).sinks(WEBHOOK, { ...WEBHOOK, id: "other" });
    rig.receivers.receivers.set("hook", () => answered(404));
    rig.receivers.receivers.set("other", () => answered(404));
    for (let queue = 0; queue < 210; queue += 1) rig.floor.read(`q${queue}`, 200);
    rig.pass(10);
    const [last] = rig.notices({ sinkId: "hook", state: "dead" });
    expect(last).toMatchObject({
      about: { entityKind: "queue", entityName: "Queue q209", teamName: null, queueName: "Queue q209" },
      alerts: 1,
    });
    rig.receivers.receivers.delete("hook");
    expect(value(rig.desk.resendDead("hook", "Ada"))).toEqual({ sent: 200, left: 10 });
    rig.pass(3);
    expect(value(rig.desk.resendDead("hook", "Ada"))).toEqual({ sent: 10, left: 0 });
    rig.pass(3);
    expect(rig.notices({ sinkId: "hook", state: "delivered" })[0]?.resentBy?.by).toBe("Ada");
    expect(rig.status.notices).toMatchObject({ delivered: 210, dead: 210 });
    expect(refusal(rig.desk.resendDead("nowhere", "Ada"))).toBe("404 There is no sink `nowhere`.");
    value(rig.desk.putSink({ ...WEBHOOK, id: "other", enabled: false }, "Ada"));
    expect(refusal(rig.desk.resendDead("other", "Ada"))).toMatch(/^409 Switch `other` on/);
  });

  it("[D13] an acknowledge goes to PagerDuty alone, once for the incident, after its fire was delivered", () => {
    const rig = new Rig().onlyRules(idleRule(10)).sinks(WEBHOOK, PAGER);
    rig.receivers.receivers.set("pager", (_, number) => (number === 1 ? answered(503) : answered(202)));
    rig.floor.hire("a1").hire("a2").move("a1", "NOT_READY").move("a2", "NOT_READY");
    rig.pass(14);
    for (const { id } of rig.alerts()) value(rig.desk.acknowledge(id, "Ada"));
    expect(rig.receivers.told("pager")).toEqual(["fire 2"]);
    rig.pass(30);
    expect(rig.receivers.told("pager")).toEqual(["fire 2", "fire 2", "acknowledge 2", "acknowledge 2"]);
    expect(rig.receivers.requests.at(-1)?.notice.by).toBe("Ada");
    expect(rig.receivers.told("hook")).toEqual(["fire 2"]);
    expect(rig.notices({ sinkId: "pager" })).toHaveLength(2);
  });

  it("[D13] who acknowledges before PagerDuty was told is told of behind the fire that goes out later", () => {
    const rig = new Rig().onlyRules(idleRule(10)).sinks(PAGER);
    rig.receivers.receivers.set("pager", () => answered(202));
    rig.floor.hire("a1").hire("a2");
    const matcher = { rules: ["idle"] };
    const silence = value(rig.desk.silence({ matcher, minutes: 60, reason: "Training", by: "Ada" }));
    firing(rig);
    value(rig.desk.acknowledge(rig.alerts()[0]?.id ?? "", "Ada"));
    expect(rig.receivers.told("pager")).toEqual([]);
    value(rig.desk.endSilence(silence.id, "Grace"));
    rig.pass(3);
    expect(rig.receivers.told("pager")).toEqual(["fire 1", "acknowledge 1"]);
    expect(rig.receivers.requests.at(-1)?.notice.by).toBe("Ada");
    value(rig.desk.unacknowledge(rig.alerts()[0]?.id ?? "", "Ada"));
    value(rig.desk.acknowledge(rig.alerts()[0]?.id ?? "", "Grace"));
    rig.pass(3);
    expect(rig.receivers.told("pager")).toEqual(["fire 1", "acknowledge 1"]);
  });

  it("[D13] an acknowledge that nobody could be told of uses up nothing, and one taken back is not told", () => {
    const rig = new Rig().onlyRules(idleRule(10)).sinks(PAGER);
    rig.receivers.receivers.set("pager", () => answered(202));
    rig.floor.hire("a1").hire("a2");
    const matcher = { agents: ["a1"] };
    const silence = value(rig.desk.silence({ matcher, minutes: 60, reason: "Training", by: "Ada" }));
    firing(rig);
    const [first] = rig.alerts();
    value(rig.desk.acknowledge(first?.id ?? "", "Ada"));
    value(rig.desk.unacknowledge(first?.id ?? "", "Ada"));
    value(rig.desk.endSilence(silence.id, "Grace"));
    rig.pass(3);
    expect(rig.receivers.told("pager")).toEqual(["fire 1"]);
    value(rig.desk.acknowledge(first?.id ?? "", "Grace"));
    rig.pass(3);
    expect(rig.receivers.told("pager")).toEqual(["fire 1", "acknowledge 1"]);
  });

  it("[D13] notices of a sink that is removed or switched off are called off", () => {
    const rig = new Rig().onlyRules(waitRule(100)).sinks(WEBHOOK, { ...WEBHOOK, id: "off" });
    rig.receivers.isTaking = false;
    rig.floor.read("q1", 200);
    rig.pass(2);
    value(rig.desk.removeSink("hook", "Ada"));
    value(rig.desk.putSink({ ...WEBHOOK, id: "off", enabled: false }, "Ada"));
    rig.receivers.isTaking = true;
    rig.pass(10);
    expect(statesOf(rig)).toEqual(["fire off cancelled", "fire hook cancelled"]);
  });
});
