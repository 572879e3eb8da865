import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { START } from "../../test/manual-time.ts";
import { answered, TIMEOUT } from "../../test/receivers.ts";
import { idleRig, idleRule, Rig, SLACK, value, WEBHOOK, waitRule } from "../../test/rig.ts";
import type { Reply } from "../reply.ts";
import type { Silence } from "../storage/settings-store.ts";
import { isMatched } from "./silence-match.ts";

const refusal = (reply: Reply<unknown>): string =>
  reply.kind === "refused" ? `${reply.status} ${reply.detail}` : "done";

/** One alert that fires. */
function firing(): { rig: Rig; id: string } {
  const rig = idleRig();
  rig.floor.move("a1", "NOT_READY");
  rig.pass(14);
  return { rig, id: rig.alerts()[0]?.id ?? "" };
}

describe("acknowledging and commenting", () => {
  it("[D13] the first acknowledge stands, is on every wall at once, and can be taken back", () => {
    const { rig, id } = firing();
    value(rig.desk.acknowledge(id, "Ada"));
    value(rig.desk.acknowledge(id, "Grace"));
    rig.time.advance(100);
    expect(rig.floor.shown.at(-1)?.alerts[0]?.acknowledged).toEqual({ by: "Ada", at: rig.time.now - 100 });
    value(rig.desk.unacknowledge(id, "Grace"));
    rig.time.advance(100);
    expect(rig.floor.shown.at(-1)?.alerts[0]?.acknowledged).toBeNull();
    expect(rig.sql.all("SELECT by, what, subject FROM deed WHERE what = 'unacknowledged'")).toEqual([
      { by: "Grace", what: "unacknowledged", subject: id },
    ]);
  });

  it("[D13] comments are kept in order, with who and when; the last one is on the walls", () => {
    const { rig, id } = firing();
    value(rig.desk.comment(id, "Ada", "Called her.\nNo answer."));
    const detail = value(rig.desk.comment(id, " Grace\u202e ", "On my way"));
    expect(detail.comments.map(({ by, text }) => `${by}: ${text}`)).toEqual([
      "Ada: Called her.\nNo answer.",
      "Grace: On my way",
    ]);
    rig.time.advance(100);
    expect(rig.floor.shown.at(-1)?.alerts[0]).toMatchObject({ comments: 2, lastComment: { by: "Grace" } });
    for (let number = 2; number < 100; number += 1) value(rig.desk.comment(id, "Ada", "More"));
    expect(refusal(rig.desk.comment(id, "Ada", "More"))).toContain("409");
  });

  it("[D13] an alert that is over can still be commented on and acknowledged", () => {
    const { rig, id } = firing();
    rig.floor.move("a1", "READY");
    rig.pass(2);
    value(rig.desk.acknowledge(id, "Ada"));
    expect(value(rig.desk.comment(id, "Ada", "It was lunch")).commentCount).toBe(1);
    expect(rig.alerts({ text: "LUNCH" })).toHaveLength(1);
  });

  it.each([
    ["an unknown alert", (rig: Rig) => rig.desk.acknowledge("nope", "Ada"), "404 There is no alert `nope`."],
    ["no name", (rig: Rig, id: string) => rig.desk.acknowledge(id, " "), "400 It must not be empty."],
    [
      "a name that is no text",
      (rig: Rig, id: string) => rig.desk.acknowledge(id, { by: 1 }),
      "400 It must be text.",
    ],
    [
      "a name that is too long",
      (rig: Rig, id: string) => rig.desk.acknowledge(id, "x".repeat(101)),
      "400 It must be at most 100 characters.",
    ],
    [
      "an empty comment",
      (rig: Rig, id: string) => rig.desk.comment(id, "Ada", "\u202e"),
      "400 It must not be empty.",
    ],
    [
      "a comment that is too long",
      (rig: Rig, id: string) => rig.desk.comment(id, "Ada", "x".repeat(1_001)),
      "413 A comment has at most 1000 characters.",
    ],
  ])("[D13] %s is refused with a sentence", (_, deed, wanted) => {
    const { rig, id } = firing();
    expect(refusal(deed(rig, id))).toBe(wanted);
  });
});

describe("searching alerts", () => {
  const busy = (): Rig => {
    const rig = new Rig().onlyRules(idleRule(5), waitRule(100));
    rig.floor.hire("a1", "t1", "Zoë Ångström").hire("a2", "t2", "__proto__").move("a1", "NOT_READY");
    rig.pass(10);
    rig.floor.move("a2", "NOT_READY").read("q1", 200);
    rig.pass(10);
    rig.floor.move("a1", "READY");
    rig.pass(2);
    return rig;
  };

  it.each<[object, number]>([
    [{}, 3],
    [{ state: "firing" }, 2],
    [{ state: "resolved" }, 1],
    [{ text: "ÅNGSTRÖM" }, 1],
    [{ text: "__proto__" }, 1],
    [{ text: "queue q1" }, 1],
    [{ text: "team t2" }, 1],
    [{ text: "100%" }, 0],
    [{ text: "x".repeat(200) }, 0],
    [{ severity: "critical" }, 1],
    [{ ruleId: "idle" }, 2],
    [{ entityId: "a2" }, 1],
    [{ queueId: "q1" }, 1],
    [{ from: START + 9_000 }, 2],
    [{ from: new Date(START + 9_000).toISOString(), to: String(START + 12_000) }, 1],
    [{ to: START }, 0],
  ])("[D13] by %o finds %i", (query, count) => {
    expect(busy().alerts(query)).toHaveLength(count);
  });

  it("[D13] page by page, newest first, nothing twice and nothing left out", () => {
    const rig = new Rig().onlyRules(idleRule(5));
    for (let agent = 0; agent < 23; agent += 1) rig.floor.hire(`a${agent}`).move(`a${agent}`, "NOT_READY");
    rig.pass(10);
    const seen: string[] = [];
    let before: string | undefined;
    for (let page = 0; page < 10; page += 1) {
      const { alerts, next } = value(
        rig.desk.alerts({ limit: "5", ...(before === undefined ? {} : { before }) }),
      );
      seen.push(...alerts.map(({ id }) => id));
      if (next === null) break;
      before = next;
    }
    expect(seen).toHaveLength(23);
    expect(new Set(seen).size).toBe(23);
  });

  it.each([
    [{ state: "open" }, "400 `state` must be firing, resolved or all."],
    [{ limit: 0 }, "400 `limit` must be at least 1."],
    [{ limit: 1_000 }, "400 `limit` must be at most 200."],
    [{ colour: "red" }, "400 `colour` is not known here."],
    [{ before: "?" }, "400 `before` must be the `next` of the page before."],
    [
      { from: "yesterday" },
      "400 `from` must be an instant: milliseconds since 1970, or like 2026-11-22T09:00:00Z.",
    ],
    [{ severity: "bad" }, "400 `severity` must be one of critical, high, medium, low."],
  ])("[D13] %o is refused with a sentence", (query, wanted) => {
    expect(refusal(new Rig().desk.alerts(query))).toBe(wanted);
  });
});

describe("silences", () => {
  const silence = (rig: Rig, more: object = {}) =>
    rig.desk.silence({ matcher: { rules: ["idle"] }, minutes: 5, reason: "Training", by: "Ada", ...more });

  it("[D9] are kept with author, reason and end, also after they are over", () => {
    const { rig } = firing();
    const made = value(silence(rig));
    expect(made).toMatchObject({
      by: "Ada",
      reason: "Training",
      until: rig.time.now + 300_000,
      isActive: true,
      mutes: 1,
    });
    value(rig.desk.endSilence(made.id, "Grace"));
    value(silence(rig, { minutes: undefined, until: rig.time.now + 1_000 }));
    rig.pass(2);
    const [first, second] = value(rig.desk.silences());
    expect([first?.isActive, second?.isActive]).toEqual([false, false]);
    expect([first?.ended?.by, second?.ended?.by].toSorted()).toEqual(["Grace", undefined]);
    rig.restart();
    expect(value(rig.desk.silences())).toHaveLength(2);
  });

  it.each([
    [{ minutes: 5, until: START * 2 }, "400 Say either `minutes` or `until`, so that it ends."],
    [{ minutes: undefined }, "400 Say either `minutes` or `until`, so that it ends."],
    [{ minutes: undefined, until: START - 1 }, "400 `until` must be ahead of now."],
    [{ minutes: 60 * 24 * 31 }, "400 `minutes` must be at most 43200."],
    [{ minutes: -1 }, "400 `minutes` must be more than 0."],
    [{ matcher: {} }, "400 `matcher` must name at least one rule, severity, queue, team or agent."],
    [{ matcher: { rules: "idle" } }, "400 `matcher.rules` must be a list."],
    [{ matcher: { skills: ["x"] } }, "400 `skills` is not known here."],
    [{ reason: "" }, "400 `reason` must not be empty."],
    [{ by: undefined }, "400 `by` is missing."],
  ])("[D9] %o is refused with a sentence", (more, wanted) => {
    expect(refusal(silence(new Rig(), more))).toBe(wanted);
  });

  it("[D9] no more than so many are active at once; one that is unknown cannot be ended", () => {
    const rig = new Rig();
    for (let number = 0; number < 500; number += 1) value(silence(rig));
    expect(refusal(silence(rig))).toContain("409");
    expect(refusal(rig.desk.endSilence("nope", "Ada"))).toContain("404");
  });

  it("[D9] all lists must match; within a list any one does", () => {
    const alert = {
      ruleId: "idle",
      severity: "high",
      entity: { kind: "agent", id: "a1" },
      queueId: null,
      teamId: "t1",
      teamName: "Team one",
    } as const;
    const matches = (matcher: Silence["matcher"]): boolean => isMatched(matcher, alert);
    expect(matches({ rules: ["idle", "wait"], teams: ["Team one"] })).toBe(true);
    expect(matches({ rules: ["idle"], teams: ["t2"] })).toBe(false);
    expect(matches({ agents: ["a1"], severities: ["high"], queues: [] })).toBe(true);
    expect(matches({ queues: ["q1"] })).toBe(false);
  });
});

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
    expect(value(rig.desk.putCalendar(view.calendar, "Ada")).calendar).toEqual(written);
    rig.onlyRules(idleRule(5, { hours: "open" }));
    rig.floor.hire("a1").move("a1", "NOT_READY");
    rig.pass(10);
    expect(rig.told()).toEqual([]);
    expect(refusal(rig.desk.putCalendar({ zone: "Mars/Base" }, "Ada"))).toContain("400");
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

describe("whatever people send", () => {
  it("[D13] nothing throws, and nothing but a reply comes back", () => {
    const { rig, id } = firing();
    const { desk } = rig;
    const deeds: readonly ((given: unknown) => Reply<unknown>)[] = [
      (given) => desk.alerts(given),
      (given) => desk.alert(JSON.stringify(given)),
      (given) => desk.acknowledge(id, given),
      (given) => desk.comment(id, given, given),
      (given) => desk.silence(given),
      (given) => desk.endSilence(JSON.stringify(given), given),
      (given) => desk.putRule(given, "Ada"),
      (given) => desk.checkRule(given),
      (given) => desk.why("idle", given),
      (given) => desk.putCalendar(given, given),
      (given) => desk.putSink(given, "Ada"),
      (given) => desk.notices(given),
      (given) => desk.resend(JSON.stringify(given), given),
      (given) => desk.historyPage(given),
    ];
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.record({ matcher: fc.jsonValue(), reason: fc.string(), by: fc.string(), minutes: fc.double() }),
      fc.record({
        id: fc.constantFrom("__proto__", "constructor", "idle"),
        kind: fc.string(),
        when: fc.jsonValue(),
      }),
      fc.record({ limit: fc.jsonValue(), before: fc.string(), text: fc.string({ unit: "binary" }) }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...deeds), hostile, (deed, given) => {
        expect(["done", "refused"]).toContain(deed(given).kind);
      }),
      { numRuns: 500 },
    );
    expect(rig.status.storageFailures).toBe(0);
    expect(rig.notes.filter((note) => note.includes("failed"))).toEqual([]);
  });
});
