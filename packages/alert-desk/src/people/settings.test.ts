import { describe, expect, it } from "vitest";
import { answered, TIMEOUT } from "../../test/receivers.ts";
import { firing, idleRule, Rig, refusal, SLACK, value, WEBHOOK } from "../../test/rig.ts";

describe("rules and the calendar", () => {
  it("[D13] the shipped rules are in force until somebody changes them, and are restored, not removed", () => {
    const rig = new Rig();
    const shipped = value(rig.desk.rule("agent_idle_exceeded"));
    expect(shipped).toMatchObject({ origin: "default", changed: null, rule: { enabled: true } });
    const changed = value(rig.desk.putRule({ ...shipped.rule, name: "Idle too long" }, "Ada"));
    expect(changed).toMatchObject({ origin: "changed", changed: { by: "Ada" } });
    expect(refusal(rig.desk.removeRule("agent_idle_exceeded", "Ada"))).toContain("409 Switch it off");
    rig.restart();
    expect(value(rig.desk.rule("agent_idle_exceeded")).rule.name).toBe("Idle too long");
    expect(value(rig.desk.restoreRule("agent_idle_exceeded", "Ada"))).toEqual(shipped);
    expect(rig.sql.all("SELECT what, by FROM deed ORDER BY number")).toEqual([
      { what: "rule changed", by: "Ada" },
      { what: "rule restored", by: "Ada" },
    ]);
  });

  it("[D13] a rule that is removed ends what it fired, and tells so where it told of it", () => {
    const { rig } = firing();
    value(rig.desk.removeRule("idle", "Ada"));
    rig.time.advance(100);
    expect(rig.alerts()[0]).toMatchObject({ phase: "resolved", reason: "ruleRemoved" });
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
    rig.restart();
    expect(refusal(rig.desk.rule("idle"))).toContain("404");
    rig.pass(5);
    expect(rig.told()).toEqual(["idle a1 resolved"]);
  });

  it("[D13] a rule that is changed in words, severity or sinks alone goes on, and what it fires follows it", () => {
    const rig = new Rig().sinks(WEBHOOK).onlyRules(idleRule(10, { sinks: [] }));
    rig.floor.hire("a1").move("a1", "NOT_READY");
    rig.pass(14);
    expect(rig.alerts()[0]).toMatchObject({ severity: "high", telling: "noSink" });
    value(rig.desk.putRule(idleRule(10, { name: "Away", severity: "low", sinks: ["hook"] }), "Ada"));
    rig.time.advance(100);
    expect(rig.alerts()).toMatchObject([
      { phase: "firing", ruleName: "Away", severity: "low", telling: "told" },
    ]);
    expect(rig.floor.shown.at(-1)?.alerts[0]).toMatchObject({ ruleName: "Away", severity: "low" });
    expect(rig.receivers.requests.map(({ notice }) => notice.severity)).toEqual(["low"]);
  });

  it("[D13] a mistake is told in sentences, whether the rule is checked or put", () => {
    const rig = new Rig();
    const wrong = idleRule(5, { when: { field: "stateSecnds" as "stateSeconds", above: 5 } });
    const check = value(rig.desk.checkRule(wrong));
    expect(check).toMatchObject({ isRule: false, rule: null });
    expect(check.complaints[0]).toContain("did you mean `stateSeconds`?");
    expect(rig.desk.putRule(wrong, "Ada")).toMatchObject({ status: 400, complaints: check.complaints });
    expect(refusal(rig.desk.putRule(idleRule(5, { sinks: ["nope"] }), "Ada"))).toContain(
      "There is no sink `nope`",
    );
    expect(refusal(rig.desk.putRule(null, "Ada"))).toContain("400");
    expect(refusal(rig.desk.putRule(idleRule(5), ""))).toContain("400");
  });

  it("[D13] no more than so many rules", () => {
    const rig = new Rig();
    const count = value(rig.desk.rules()).length;
    for (let number = count; number < 100; number += 1)
      value(rig.desk.putRule(idleRule(5, { id: `idle_${number}`, enabled: false }), "Ada"));
    expect(refusal(rig.desk.putRule(idleRule(5), "Ada"))).toContain("409");
  });

  it("[D13] 'why' answers for what fires, for what does not, and for what nobody knows", () => {
    const { rig } = firing();
    const why = (entity: unknown, rule = "idle") => value(rig.desk.why(rule, entity)).because;
    expect(why({ kind: "agent", id: "a1" })).toContain("isFiring");
    expect(why({ kind: "agent", id: "a2" })).toContain("conditionNotMet");
    expect(why({ kind: "agent", id: "nobody" })).toContain("unknownEntity");
    expect(why({ kind: "feed" }, "no_such_rule")).toContain("unknownRule");
    expect(refusal(rig.desk.why("idle", { kind: "planet" }))).toContain("400");
  });

  it("[D13] the calendar is shown as people write it, and decides when a rule is awake", () => {
    const rig = new Rig();
    expect(value(rig.desk.calendar())).toMatchObject({
      changed: null,
      isOpen: true,
      calendar: { zone: "Europe/Berlin" },
    });
    const written = {
      ...{ zone: "Europe/Berlin", holidays: ["2026-12-25"] },
      open: [{ days: [1, 2, 3, 4, 5], from: "12:00", to: "20:30" }],
    };
    const view = value(rig.desk.putCalendar(written, "Ada"));
    expect(view).toMatchObject({ calendar: written, changed: { by: "Ada" }, isOpen: false });
    expect(value(rig.desk.putCalendar(view.calendar, "Ada")).calendar).toEqual({ ...written, sites: [] });
    rig.onlyRules(idleRule(5, { hours: "open" }));
    rig.floor.hire("a1").move("a1", "NOT_READY");
    rig.pass(10);
    expect(rig.told()).toEqual([]);
    expect(refusal(rig.desk.putCalendar({ zone: "Mars/Base" }, "Ada"))).toContain("400");
  });

  it("[D13] [N25] sites are part of the calendar, come back as they were written, and are shown as they stand", () => {
    const rig = new Rig();
    const hours = { open: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" }], holidays: [] };
    const calendar = {
      ...{ zone: "Europe/Berlin", open: [], holidays: [] },
      sites: [
        { id: "lisbon", name: "Lisbon", teams: ["Blue"], queues: [], zone: "Europe/Lisbon", ...hours },
        { id: "home", name: "At home", teams: [], queues: ["q1"], zone: "UTC", open: [], holidays: [] },
      ],
    };
    const view = value(rig.desk.putCalendar(calendar, "Ada"));
    expect(view.sites).toMatchObject([
      { id: "lisbon", zone: "Europe/Lisbon", teams: ["Blue"], isOpen: true },
      { id: "home", queues: ["q1"], isOpen: null },
    ]);
    const again = value(rig.desk.putCalendar(view.calendar, "Ada"));
    expect(again.calendar).toEqual(view.calendar);
    expect(again.calendar.sites[0]).toMatchObject({ open: [{ from: "00:00", to: "00:00" }] });
    const twin = { ...calendar, sites: [calendar.sites[0], calendar.sites[0]] };
    expect(refusal(rig.desk.putCalendar(twin, "Ada"))).toContain("lisbon");
  });
});

describe("sinks", () => {
  const longAnswer = { kind: "answered", status: 200, retryAfterMs: null, body: "x".repeat(1_000) } as const;

  it("[D13] a secret that is made is shown once, and never again", () => {
    const rig = new Rig();
    const made = value(rig.desk.putSink(WEBHOOK, "Ada"));
    expect(made.newSecret).toMatch(/^whsec_/);
    const shown = JSON.stringify([
      rig.desk.sinks(),
      value(rig.desk.putSink({ ...WEBHOOK, name: "Other" }, "Ada")),
    ]);
    expect(shown).not.toContain("whsec_");
    expect(shown).not.toContain("hooks.example.com/a");
    expect(
      rig.sql
        .all<{ body: string }>("SELECT body FROM deed")
        .map(({ body }) => body)
        .join(),
    ).not.toContain("whsec_");
  });

  it("[D13] while a rotation goes on two secrets sign, then only the new one", () => {
    const rig = new Rig().sinks(WEBHOOK);
    const secrets = () => {
      const { sink } = value(rig.desk.testNotice("hook"));
      return sink.kind === "webhook" ? sink.secrets : [];
    };
    const [old] = secrets();
    const rotated = value(rig.desk.rotateSecret("hook", "Ada"));
    expect(secrets()).toEqual([rotated.newSecret, old]);
    value(rig.desk.endRotation("hook", "Ada"));
    expect(secrets()).toEqual([rotated.newSecret]);
    rig.sinks(SLACK);
    expect(refusal(rig.desk.rotateSecret("slack", "Ada"))).toContain("409");
    expect(refusal(rig.desk.rotateSecret("nope", "Ada"))).toContain("404");
  });

  it("[D13] a test is sent with what it needs, and its outcome kept", () => {
    const rig = new Rig().sinks(WEBHOOK);
    const { sink, notice } = value(rig.desk.testNotice("hook"));
    expect(sink.id).toBe("hook");
    expect(notice).toMatchObject({ kind: "test", tenant: "acme", link: "https://wall.example" });
    expect(value(rig.desk.noteTest("hook", longAnswer)).body).toHaveLength(500);
    expect(value(rig.desk.noteTest("hook", answered(404)))).toMatchObject({ verdict: "dead", status: 404 });
    expect(value(rig.desk.noteTest("hook", TIMEOUT))).toMatchObject({ verdict: "retry", status: null });
    rig.restart();
    expect(value(rig.desk.sinks())[0]?.lastTest?.verdict).toBe("retry");
    expect(refusal(rig.desk.testNotice("nope"))).toContain("404");
  });

  it("[D13] a sink that is added or switched on hears of what fires and was told to nobody, once and together", () => {
    const rig = new Rig().onlyRules(idleRule(10), idleRule(10, { id: "quiet", sinks: [] }));
    for (const id of ["a1", "a2", "a3"]) rig.floor.hire(id).move(id, "NOT_READY");
    rig.pass(14);
    expect(new Set(rig.alerts().map(({ telling }) => telling))).toEqual(new Set(["noSink"]));
    rig.sinks({ ...WEBHOOK, enabled: false }).pass(2);
    expect(rig.receivers.requests).toEqual([]);
    rig.sinks({ ...WEBHOOK, enabled: true }).pass(2);
    expect(rig.receivers.told("hook")).toEqual(["fire 3"]);
    expect(rig.alerts({ ruleId: "quiet" }).map(({ telling }) => telling)).toEqual(Array(3).fill("noSink"));
    rig.sinks({ ...WEBHOOK, name: "Another" }, { ...WEBHOOK, id: "late" }).pass(70);
    expect(rig.receivers.requests).toHaveLength(1);
  });

  it("[D13] a sink that a rule names is not removed; an unknown one is refused; no more than so many", () => {
    const rig = new Rig().sinks(WEBHOOK).onlyRules(idleRule(5, { sinks: ["hook"] }));
    expect(refusal(rig.desk.removeSink("hook", "Ada"))).toBe(
      "409 `idle`: take it out of their `sinks` first.",
    );
    expect(refusal(rig.desk.removeSink("nope", "Ada"))).toContain("404");
    expect(refusal(rig.desk.putSink({ ...WEBHOOK, url: "http://10.0.0.1/" }, "Ada"))).toContain("400");
    for (let number = 1; number < 50; number += 1) rig.sinks({ ...WEBHOOK, id: `hook-${number}` });
    expect(refusal(rig.desk.putSink({ ...WEBHOOK, id: "one-more" }, "Ada"))).toContain("409");
  });
});
