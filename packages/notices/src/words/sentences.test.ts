import { describe, expect, test } from "vitest";
import { ENDED_AT, idleAlert, noticeOf, queueAlert } from "../../test/floor.ts";
import type { Notice } from "../notice.ts";
import { saidOf } from "./sentences.ts";

const ana = idleAlert();
const boris = idleAlert({ entityName: "Boris", alertId: "b" });

describe("[O9] what a person reads when it fires", () => {
  test("one agent: how bad, what, who, where, the figure against its bound, since when, what to do", () => {
    expect(saidOf(noticeOf("fire"))).toEqual({
      title: "High: Not ready for more than 15 minutes (Ana Belova, Billing)",
      lines: ["Ana Belova (Billing): not ready for 15 min 12 s, threshold 15 min; since 16:32:10 (GMT+2)"],
      advice: "Ask whether the agent is well and means to come back.",
      origin: "Callboard, Acme Berlin (times in Europe/Berlin)",
      link: "https://callboard.example.com/acme",
    });
  });

  test("a queue", () => {
    const { title, lines } = saidOf(noticeOf("fire", { severity: "critical", alerts: [queueAlert()] }));
    expect(title).toBe("Critical: Long wait although agents are free (Billing)");
    expect(lines).toEqual([
      "Billing: CXone's wait of the queue: 2 min 30 s, threshold 2 min; since 16:32:10 (GMT+2)",
    ]);
  });

  test("the feed", () => {
    const feed = idleAlert({
      entityKind: "feed",
      entityName: null,
      queueId: null,
      queueName: null,
      teamName: null,
      ruleName: "Nothing is seen",
      figure: { field: "blindSeconds", value: 65, threshold: 60, unit: "seconds" },
    });
    const { title, lines } = saidOf(noticeOf("fire", { severity: "critical", alerts: [feed] }));
    expect(title).toBe("Critical: Nothing is seen (the feed)");
    expect(lines[0]).toMatch(
      /^the feed: how long the floor has not been seen.*: 1 min 5 s, threshold 1 min; since/,
    );
  });

  test("a bad minute is one notice: the worst are told, the rest counted, in this queue", () => {
    const alerts = Array.from({ length: 20 }, (_, n) =>
      idleAlert({ alertId: `x${n}`, entityName: `Agent ${n}` }),
    );
    const { title, lines } = saidOf(noticeOf("fire", { alerts, more: 20 }));
    expect(title).toBe("High: Not ready for more than 15 minutes (40 alerts in Billing)");
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe("And 30 more in this queue.");
  });

  test("those of a team, where no queue is known", () => {
    const inTeam = { queueId: null, queueName: null };
    const { title, lines } = saidOf(
      noticeOf("fire", { alerts: Array.from({ length: 11 }, () => idleAlert(inTeam)) }),
    );
    expect(title).toBe("High: Not ready for more than 15 minutes (11 alerts in Blue)");
    expect(lines.at(-1)).toBe("And 1 more in this team.");
  });

  test.each([
    ["of two teams", [idleAlert({ teamName: "Red" }), idleAlert()], 0],
    ["of one team, as far as they are listed", [idleAlert(), idleAlert()], 1],
    ["of no team", [idleAlert({ teamName: null }), idleAlert({ teamName: null })], 0],
  ])("no team is named for those %s", (_, listed, more) => {
    const alerts = listed.map((alert) => ({ ...alert, queueId: null, queueName: null }));
    const { title, lines } = saidOf(noticeOf("fire", { alerts, more }));
    expect(title).toBe(`High: Not ready for more than 15 minutes (${2 + more} alerts)`);
    if (more > 0) expect(lines.at(-1)).toBe("And 1 more.");
  });

  test("what fired within its cooldown is counted, and a flapping says that it will be silent", () => {
    expect(saidOf(noticeOf("fire", { suppressed: 1 })).lines.at(-1)).toMatch(
      /^1 alert fired again .* was not told/,
    );
    expect(saidOf(noticeOf("fire", { suppressed: 3 })).lines.at(-1)).toMatch(
      /^3 alerts fired again .* were not told/,
    );
    expect(saidOf(noticeOf("fire", { alerts: [{ ...ana, isFlapping: true }] })).lines.at(-1)).toMatch(
      /^It comes and goes/,
    );
  });

  test("an agent whom nobody has named is told by id, and an alert without a figure by its time", () => {
    const bare = idleAlert({
      entityName: null,
      queueId: null,
      queueName: null,
      teamName: null,
      figure: null,
    });
    expect(saidOf(noticeOf("fire", { alerts: [bare] })).lines).toEqual([
      "agent a1b2c3d4-e5f6-7890-abcd-ef1234567890: not ready for 15 min 12 s; since 16:32:10 (GMT+2)",
    ]);
  });
});

describe("[O9] what a person reads when it ends", () => {
  test("from when to when, how long, and why; nothing is to be done any more", () => {
    const said = saidOf(noticeOf("resolve"));
    expect(said.title).toBe("Resolved: Not ready for more than 15 minutes (Ana Belova, Billing)");
    expect(said.lines).toEqual([
      "Ana Belova (Billing): 16:32:10 (GMT+2) to 16:52:40 (GMT+2), 20 min 30 s; the condition ended and stayed so",
    ]);
    expect(said.advice).toBeNull();
  });

  test("a corrected alert is withdrawn, not repaired", () => {
    const corrected = { resolvedAt: ENDED_AT, reason: "corrected" };
    const both = noticeOf("resolve", { alerts: [idleAlert(corrected)] });
    expect(saidOf(both).title).toMatch(/^Withdrawn: /);
    expect(saidOf(both).lines[0]).toContain("corrected: what CXone told late shows that it never held");
    const one = noticeOf("resolve", { alerts: [idleAlert(corrected), { ...boris, resolvedAt: ENDED_AT }] });
    expect(saidOf(one).title).toMatch(/^Resolved: /);
  });

  test.each([
    ["entityGone", "no longer on the floor"],
    ["ruleDisabled", "the rule was switched off"],
    ["outsideHours", "outside the hours of the rule"],
    ["aReasonOfALaterBuild", "aReasonOfALaterBuild"],
    ["__proto__", "__proto__"],
  ])("the reason %s in words", (reason, words) => {
    const alerts = [idleAlert({ resolvedAt: null, reason })];
    expect(saidOf(noticeOf("resolve", { alerts })).lines[0]).toMatch(new RegExp(`; ${words}$`));
  });
});

test("[O9] an acknowledgement says who has seen it", () => {
  expect(saidOf(noticeOf("acknowledge"))).toMatchObject({
    title: "Acknowledged: Not ready for more than 15 minutes (Ana Belova, Billing)",
    lines: ["Mira has seen it.", expect.stringContaining("Ana Belova")],
  });
  expect(saidOf(noticeOf("acknowledge", { by: null })).lines[0]).toBe("Somebody has seen it.");
});

test("[O9] a test says that nothing is wrong", () => {
  const said = saidOf(noticeOf("test"));
  expect(said.title).toBe("Test: notices of Acme Berlin arrive here");
  expect(said.lines[0]).toContain("nothing is wrong");
  expect(said.advice).toBeNull();
});

test("[O9] a link is shown only where it is an address of the web", () => {
  const link = (given: string | null) => saidOf(noticeOf("fire", { link: given })).link;
  expect(link(null)).toBeNull();
  expect(link("javascript:alert(1)")).toBeNull();
  expect(link("not an address")).toBeNull();
  expect(link("http://127.0.0.1:8787/acme")).toBe("http://127.0.0.1:8787/acme");
  expect(link("https://callboard.example.com/a|b>c")).toBe("https://callboard.example.com/a%7Cb%3Ec");
});

test("[O9] a notice without an alert is a fault of ours, and is not sent as if it said something", () => {
  const empty: Notice = { ...noticeOf("fire"), alerts: [] };
  expect(() => saidOf(empty)).toThrow("holds no alert");
});
