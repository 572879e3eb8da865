import type { Reply } from "@callboard/shell";
import { START } from "@callboard/shell/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firing, idleRule, Rig, refusal, value, waitRule } from "../../test/rig.ts";

describe("acknowledging and commenting", () => {
  it("[D13] the first acknowledge stands, is on every wall at once, and can be taken back", () => {
    const { rig, id } = firing();
    value(rig.desk.acknowledge(id, "Ada"));
    value(rig.desk.acknowledge(id, "Grace"));
    rig.time.advance(100);
    expect(rig.floor.shown.at(-1)?.alerts[0]?.acknowledged).toEqual({ by: "Ada", at: rig.time.now() - 100 });
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
    [{ text: "a2" }, 1],
    [{ text: "idle" }, 2],
    [{ text: "t1" }, 1],
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

  it("[D13] by text finds what people read; an id only where it is given whole", () => {
    const rig = new Rig().onlyRules(idleRule(5, { id: "quiet_too_long" }));
    rig.floor.hire("0ADA7f-11", "t9", "Grace").move("0ADA7f-11", "NOT_READY");
    rig.pass(10);
    const [alert] = rig.alerts();
    const found = (text: string): number => rig.alerts({ text }).length;
    expect(["ada", "0ada7f", "quiet", "team"].map(found)).toEqual([0, 0, 0, 1]);
    expect(["0ADA7f-11", "t9", "quiet_too_long", alert?.id ?? ""].map(found)).toEqual([1, 1, 1, 1]);
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
