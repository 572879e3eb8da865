/** Sites: whose hours a rule asks, when they turn, and what is told of them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IDLE, rule, Timeline } from "../../test/alerting-kit.ts";
import { createEngine, snapshotOf, takeBatch } from "./engine.ts";
import { explain } from "./explain.ts";
import { packEngine, unpackEngine } from "./pack-engine.ts";
import { readCalendar } from "./read-calendar.ts";
import type { SiteCalendar } from "./rule.ts";
import { siteOf, sitesOf } from "./sites.ts";

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const from = (start: string, end: string) => [{ days: EVERY_DAY, from: start, to: end }];

function calendar(value: object): SiteCalendar {
  const read = readCalendar({ zone: "UTC", ...value });
  if (read.kind === "refused") throw new Error(read.complaints.join(" "));
  return read.calendar;
}

/** The timelines begin on a Wednesday at 14:32:10 UTC, which is 10:32 in New York. */
const CALENDAR = calendar({
  open: from("08:00", "20:00"),
  sites: [
    {
      id: "madrid",
      name: "Madrid",
      zone: "Europe/Madrid",
      teams: ["Blue"],
      queues: ["sales"],
      open: from("09:00", "17:00"),
    },
    {
      id: "nyc",
      name: "New York",
      zone: "America/New_York",
      teams: ["Red"],
      queues: ["support"],
      open: from("09:00", "11:00"),
    },
    { id: "home", name: "At home", zone: "UTC", teams: ["Green"], queues: ["mail"] },
  ],
});
const OPEN = { ...IDLE, id: "idle", holdSeconds: 0, hours: "open" } as const;
const WAIT = rule({
  id: "wait",
  scope: { of: "queues" },
  when: { field: "waitSeconds", above: 120 },
  holdSeconds: 0,
  hours: "open",
});
const long = { waitSeconds: 500 };

describe("whose site it is", () => {
  it.each([
    ["the team's", { team: "Blue", queueId: null }, "madrid"],
    ["the team's before the queue's", { team: "Red", queueId: "sales" }, "nyc"],
    ["the queue's where no site lists the team", { team: "White", queueId: "support" }, "nyc"],
    ["nobody's", { team: null, queueId: "other" }, undefined],
    ["nobody's, whatever names mean in JavaScript", { team: "__proto__", queueId: "constructor" }, undefined],
  ])("[N25] is %s", (_, whereabouts, id) => {
    expect(siteOf(CALENDAR, whereabouts)?.id).toBe(id);
  });

  it("[N25] is the first that lists it", () => {
    const sites = ["one", "two"].map((id) => ({ id, name: id, zone: "UTC", teams: ["Blue"] }));
    expect(siteOf(calendar({ sites }), { team: "Blue", queueId: null })?.id).toBe("one");
  });
});

describe("a rule with hours", () => {
  it("[N25] ends when the queue's own site closes, which for the others is another hour", () => {
    const story = new Timeline([WAIT], { calendar: CALENDAR });
    for (const queue of ["sales", "support", "mail", "other"]) story.reading("0s", queue, long);
    const fired = ["sales", "support", "mail", "other"].map(
      (queue) => `0s wait ${queue} normal>firing conditionMet`,
    );
    // Madrid closes at 15:00 UTC, New York at 11:00 there, which is the same instant; the others with the calendar at 20:00.
    expect(story.passes("27m48s").told()).toEqual(fired);
    expect(story.passes("30m").told()).toEqual([
      "27m50s wait sales firing>resolved outsideHours",
      "27m50s wait support firing>resolved outsideHours",
    ]);
    expect(story.passes("6h").told()).toEqual([
      "327m50s wait mail firing>resolved outsideHours",
      "327m50s wait other firing>resolved outsideHours",
    ]);
  });

  it("[N25] follows a person into a team at another site, at once", () => {
    const shut = calendar({
      sites: [
        { id: "open", name: "Open", zone: "UTC", teams: ["Blue"], open: from("08:00", "20:00") },
        { id: "shut", name: "Shut", zone: "UTC", teams: ["Red"], open: from("01:00", "02:00") },
      ],
    });
    const story = new Timeline([{ ...OPEN, when: { field: "state", is: "NOT_READY" } }], { calendar: shut });
    story.who("0s", "ada", { teamName: "Red" }).agent("0s", "ada", "NOT_READY");
    expect(story.passes("5m").told()).toEqual([]);
    expect(story.who("6m", "ada", { teamName: "Blue" }).passes("7m").told()).toHaveLength(1);
    const [ended] = story.who("8m", "ada", { teamName: "Red" }).passes("9m").told();
    expect(ended).toContain("outsideHours");
  });

  it("[N25] asks for the feed the calendar's own hours", () => {
    const blind = rule({
      id: "blind",
      scope: { of: "feed" },
      when: { field: "blindSeconds", above: 30 },
      hours: "closed",
    });
    const shut = calendar({
      open: from("01:00", "02:00"),
      sites: [{ id: "s", name: "S", zone: "UTC", open: from("00:00", "24:00") }],
    });
    const story = new Timeline([blind], { calendar: shut }).turns("1m", "down").silence("3m");
    expect(explain(story.engine, "blind", { kind: "feed", id: "feed" }).hours).toEqual({
      ...{ site: null, zone: "UTC", isOpen: false },
    });
  });

  it("[N20] [N25] is explained with the site whose hours were asked", () => {
    const story = new Timeline([WAIT, { ...OPEN, hours: "always" }], { calendar: CALENDAR });
    story.reading("0s", "sales", long).reading("0s", "mail", long).passes("1h");
    const hoursOf = (id: string) => explain(story.engine, "wait", { kind: "queue", id });
    expect(hoursOf("sales")).toMatchObject({
      because: ["outsideHours"],
      hours: { site: { id: "madrid", name: "Madrid" }, zone: "Europe/Madrid", isOpen: false },
    });
    expect(hoursOf("mail").hours).toEqual({ site: null, zone: "UTC", isOpen: true });
    story.agent("1h", "ada", "NOT_READY");
    expect(explain(story.engine, "idle", { kind: "agent", id: "ada" }).hours).toBeNull();
  });

  it("[N21] [N25] goes on through a checkpoint as if it had never stopped, also through one of before there were sites", () => {
    const story = new Timeline([WAIT], { calendar: CALENDAR }).reading("0s", "sales", long).passes("1m");
    const packed = JSON.parse(JSON.stringify(packEngine(story.engine)));
    const back = unpackEngine(packed);
    expect(JSON.stringify(back === null ? null : packEngine(back))).toBe(JSON.stringify(packed));
    expect(packed.openSites).toEqual(["madrid", "nyc", "home"]);
    const {
      openSites: _openSites,
      calendar: { sites: _sites, ...own },
      ...rest
    } = packed;
    expect(unpackEngine({ ...rest, v: packed.v - 1, calendar: own })?.ruleSet.calendar).toEqual({
      ...own,
      sites: [],
    });
  });
});

describe("sites as they stand", () => {
  it("[N25] are open by their own clock, and say nothing where nobody said when", () => {
    const at = Date.parse("2026-06-10T15:30:00Z");
    expect(sitesOf(CALENDAR, at)).toEqual([
      {
        id: "madrid",
        name: "Madrid",
        zone: "Europe/Madrid",
        teams: ["Blue"],
        queues: ["sales"],
        isOpen: false,
      },
      {
        id: "nyc",
        name: "New York",
        zone: "America/New_York",
        teams: ["Red"],
        queues: ["support"],
        isOpen: false,
      },
      { id: "home", name: "At home", zone: "UTC", teams: ["Green"], queues: ["mail"], isOpen: null },
    ]);
    expect(sitesOf(CALENDAR, at - 60 * 60_000).map(({ isOpen }) => isOpen)).toEqual([true, true, null]);
    expect(sitesOf({ zone: "UTC", open: [], holidays: [] }, at)).toEqual([]);
  });
});

describe("mistakes in a site", () => {
  const good = { id: "madrid", name: "Madrid", zone: "Europe/Madrid" };
  const found = (...sites: readonly unknown[]) => {
    const read = readCalendar({ zone: "UTC", sites });
    return read.kind === "refused" ? read.complaints : [];
  };

  it.each([
    ["an id that another has", found(good, good), "`sites.1.id` is `madrid`, as that of another site."],
    [
      "an id that is none",
      found({ ...good, id: "Madrid Norte" }),
      "`sites.0.id` must be of lower-case letters, digits, `-` and `_`, as `madrid-norte`.",
    ],
    [
      "no name",
      found({ ...good, name: " " }),
      "`sites.0.name` must be the name that people read, not empty.",
    ],
    [
      "a zone that is none",
      found({ ...good, zone: "Madrid" }),
      "`sites.0.zone` is no time zone that we know; it is written as `Europe/Madrid`.",
    ],
    [
      "a key that is nearly one",
      found({ ...good, team: [] }),
      "`team` is not a key of `sites.0`; did you mean `teams`?",
    ],
    [
      "a key of a span",
      found({ ...good, open: [{ ...from("08:00", "09:00")[0], form: "1" }] }),
      "`form` is not a key of `sites.0.open.0`; did you mean `from`?",
    ],
    ["a team that is none", found({ ...good, teams: [7] }), "`sites.0.teams.0` must be the name of a team."],
    ["no list", found(7), "`sites.0` must be an object."],
  ])("[N25] for %s", (_, complaints, expected) => {
    expect(complaints).toEqual([expected]);
  });

  it("[N25] what is read reads the same again, and never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        /^(calendar|refused)$/u.test(readCalendar({ zone: "UTC", sites: [value] }).kind),
      ),
    );
  });
});

describe("the tenant's own name and zone", () => {
  const batch = (toSeq: number, site: object) => ({
    ...{
      v: 1 as const,
      tenant: "demo",
      lineage: "l",
      fromSeq: toSeq,
      toSeq,
      at: 1_000 * toSeq,
      clock: 1_000 * toSeq,
    },
    ...{ feed: "live" as const, events: [], ...site },
  });

  it("follow what rows tell, and stand where rows tell nothing", () => {
    const engine = createEngine({ rules: [], calendar: CALENDAR });
    takeBatch(engine, batch(1, { site: { name: "Acme", zone: "Asia/Tokyo" } }));
    takeBatch(engine, batch(2, {}));
    expect(snapshotOf(engine)).toMatchObject({ siteName: "Acme", zone: "Asia/Tokyo" });
    takeBatch(engine, batch(3, { site: { name: "Acme Ltd", zone: "UTC" } }));
    expect(snapshotOf(engine)).toMatchObject({ siteName: "Acme Ltd", zone: "UTC" });
  });
});
