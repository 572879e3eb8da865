/** The engine as a whole: the feed's own rules, scopes, changed rules, flapping, room, and what is kept. */
import { describe, expect, it } from "vitest";
import {
  ALWAYS,
  agentRow,
  at,
  IDLE,
  identity,
  moved,
  queueRow,
  rule,
  T0,
  Timeline,
} from "../../test/alerting-kit.ts";
import { BOUNDS } from "../bounds.ts";
import { DEFAULT_RULES } from "./defaults.ts";
import {
  activeAlerts,
  createEngine,
  engineFacts,
  isFrozen,
  snapshotOf,
  takeBatch,
  takeSnapshot,
} from "./engine.ts";
import { explain } from "./explain.ts";
import { packEngine, unpackEngine } from "./pack-engine.ts";

const BLIND = rule({
  id: "feed_blind",
  severity: "critical",
  scope: { of: "feed" },
  when: { field: "blindSeconds", above: 30 },
});

describe("the feed's own rules", () => {
  it("[N13] count by the desk's clock from when the feed was live last", () => {
    const story = new Timeline([BLIND]).passes("10s").turns("15s", "down").passes("40s");
    expect(story.told()).toEqual([]);
    story.turns("45s", "catchingUp").turns("1m", "live");
    expect(story.told()).toEqual([
      "40.001s feed_blind feed normal>firing conditionMet",
      "1m feed_blind feed firing>resolved cleared",
    ]);
  });

  it("[N13] a desk that is silent makes the feed blind, and its next word ends it", () => {
    const story = new Timeline([BLIND, IDLE]).agent("0s", "ada", "NOT_READY").passes("14m50s");
    story.silence("15m10s").silence("15m25s");
    expect(story.told()).toEqual(["15m20.001s feed_blind feed normal>firing conditionMet"]);
    expect(isFrozen(story.engine)).toBe(true);
    expect(engineFacts(story.engine)).toMatchObject({ feed: "unheard", isFrozen: true });
    // The rows of the silence come late, and whole: nothing was blind but we.
    story.batch("14m55s").batch("15m5s");
    expect(story.told()).toEqual([
      "15m25s feed_blind feed firing>resolved cleared",
      "15m0.001s idle ada normal>firing conditionMet",
    ]);
  });

  it("[N13] do not wait for a clock that was set back to catch up", () => {
    const story = new Timeline([BLIND])
      .passes("3m")
      .turns("3m1s", "down")
      .passes("3m40s")
      .turns("3m45s", "live");
    story.turns("50s", "down").passes("1m25s").turns("1m30s", "live");
    expect(story.told()).toEqual([
      "3m30.001s feed_blind feed normal>firing conditionMet",
      "3m45s feed_blind feed firing>resolved cleared",
      "1m20.001s feed_blind feed normal>firing conditionMet",
      "1m30s feed_blind feed firing>resolved cleared",
    ]);
  });

  it("[N13] may ask for the feed's state by name", () => {
    const refused = rule({
      scope: { of: "feed" },
      when: { field: "feedState", oneOf: ["refused", "misconfigured"] },
    });
    const story = new Timeline([refused]).turns("5s", "down").turns("10s", "refused");
    expect(story.told()).toEqual(["10s rule feed normal>firing conditionMet"]);
  });
});

describe("scopes", () => {
  const scoped = (scope: object) => ({ ...IDLE, scope: rule({ ...IDLE, scope }).scope });

  it.each([
    ["a team by id", { of: "agents", teams: ["t1"] }],
    ["a team by name", { of: "agents", teams: ["Sales"] }],
    ["a skill", { of: "agents", skills: ["s1"] }],
    ["all of them together", { of: "agents", teams: ["t1"], skills: ["s1", "s9"] }],
    ["lists that are empty", { of: "agents", teams: [], queues: [], skills: [] }],
  ])("[N15] %s covers who is in it", (_, scope) => {
    const story = new Timeline([scoped(scope)]).who("0s", "ada", {
      teamId: "t1",
      teamName: "Sales",
      skillIds: ["s1"],
    });
    expect(story.agent("0s", "ada", "NOT_READY").passes("20m").told()).toHaveLength(1);
  });

  it.each([
    ["another team", { of: "agents", teams: ["t2"] }],
    ["skills that are not known", { of: "agents", skills: ["s1"] }],
    ["a queue that they do not work for", { of: "agents", queues: ["q1"] }],
  ])("[N15] %s covers nobody else", (_, scope) => {
    const story = new Timeline([scoped(scope)]).who("0s", "ada", { teamId: "t1", skillIds: null });
    expect(story.agent("0s", "ada", "NOT_READY").passes("20m").told()).toEqual([]);
  });

  it("[N15] who leaves the team takes the alert out of it, and one who joins it fires", () => {
    const story = new Timeline([scoped({ of: "agents", teams: ["t1"] })]);
    story.who("0s", "ada", { teamId: "t1" }).agent("0s", "ada", "NOT_READY").passes("20m");
    story.who("21m", "ada", { teamId: "t2" }).who("22m", "ada", { teamId: "t1" }).passes("30m");
    const ids = new Set(story.passages.map(({ alertId }) => alertId));
    expect(story.told()).toEqual([
      "15m0.001s idle ada normal>firing conditionMet",
      "19m59s idle ada firing>resolved outOfScope",
      "20m59s idle ada normal>firing conditionMet",
    ]);
    expect(ids.size).toBe(2);
  });

  it("[N15] a queue's rule covers the queues it lists", () => {
    const listed = rule({ scope: { of: "queues", queues: ["a"] }, when: { field: "waiting", above: 3 } });
    const story = new Timeline([listed])
      .reading("1s", "a", { waiting: 4 })
      .reading("2s", "b", { waiting: 4 });
    expect(story.told()).toEqual(["1s rule a normal>firing conditionMet"]);
  });

  it("[N15] who leaves the floor takes the alert along", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("20m").gone("21m", ["ada"]);
    expect(story.told().at(-1)).toBe("20m idle ada firing>resolved entityGone");
    expect(engineFacts(story.engine)).toMatchObject({ agents: 0, dues: 0, firing: 0 });
  });
});

describe("changed rules", () => {
  const firing = () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("20m");
    story.told();
    return story;
  };

  it.each([
    ["removed", [], "ruleRemoved"],
    ["disabled", [{ ...IDLE, enabled: false }], "ruleDisabled"],
    ["changed in what it decides by", [{ ...IDLE, hours: "closed" }], "ruleChanged"],
  ] as const)("[N15] one that is %s ends its alerts and says so", (_, rules, reason) => {
    expect(firing().rules(rules).told()).toEqual([`20m idle ada firing>resolved ${reason}`]);
  });

  it("[N15] another name, severity or sink ends nothing", () => {
    const story = firing().rules([
      { ...IDLE, name: "Other", severity: "low", sinks: [], cooldownSeconds: 1 },
    ]);
    expect(story.told()).toEqual([]);
    expect(activeAlerts(story.engine)).toMatchObject([{ ruleId: "idle", phase: "firing" }]);
  });

  it("[N15] a new rule is asked of everybody at once", () => {
    const soon = rule({ id: "soon", scope: { of: "agents" }, when: { field: "stateSeconds", above: 60 } });
    const story = firing();
    expect(story.rules([IDLE, soon]).told()).toEqual(["20m soon ada normal>firing conditionMet"]);
  });

  it("[N10] [N15] ends alerts while the feed is blind, and is asked only behind it", () => {
    const soon = rule({ id: "soon", scope: { of: "agents" }, when: { field: "stateSeconds", above: 60 } });
    const story = firing().turns("21m", "down").rules([soon]);
    expect(story.told()).toEqual(["20m idle ada firing>resolved ruleRemoved"]);
    expect(story.turns("30m", "live").told()).toEqual(["30m soon ada normal>firing heldThroughBlind"]);
  });

  it("two rules of one id are a broken promise", () => {
    expect(() =>
      createEngine({ rules: [IDLE, IDLE], calendar: { zone: "UTC", open: [], holidays: [] } }),
    ).toThrow("idle");
  });
});

describe("a snapshot", () => {
  it("[N10] that is live begins an engine: who has been idle all along fires at its clock", () => {
    const engine = createEngine({ rules: [IDLE], calendar: { zone: "UTC", open: [], holidays: [] } });
    expect(isFrozen(engine)).toBe(true);
    const passages = takeSnapshot(engine, {
      v: 1,
      tenant: "demo",
      lineage: "log",
      seq: 7,
      at: at("30m"),
      clock: at("30m"),
      feed: "live",
      zone: "UTC",
      siteName: "Demo",
      who: [identity("ada", { name: "Ada", teamId: "t1", teamName: "Sales" })],
      agents: [agentRow("ada", "NOT_READY")],
      queues: [],
    });
    expect(passages).toMatchObject([
      {
        at: at("30m"),
        activeSince: at("15m0.001s"),
        reason: "heldThroughBlind",
        entityName: "Ada",
        teamName: "Sales",
      },
    ]);
  });

  it("[N15] takes along who is not in it", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("20m");
    story.told();
    expect(story.snapshot("21m").told()).toEqual(["21m idle ada firing>resolved entityGone"]);
  });

  it("is what the engine holds, and begins another engine with the same", () => {
    const story = new Timeline([IDLE]).who("0s", "ada", { name: "Ada" }).agent("0s", "ada", "NOT_READY");
    story.reading("1s", "sales").agent("2s", "bo", "READY").gone("3s", ["bo"]);
    expect(snapshotOf(story.engine)).toMatchObject({
      seq: 6,
      clock: at("3s"),
      feed: "live",
      zone: "UTC",
      who: [{ id: "ada", name: "Ada" }],
      agents: [{ id: "ada", state: "NOT_READY" }],
      queues: [{ id: "sales" }],
    });
  });
});

describe("flapping", () => {
  const busy = rule({ scope: { of: "queues" }, when: { field: "waiting", above: 3 } });

  it("[N18] the fourth fire within half an hour is one, and it is over after a calm half hour", () => {
    const story = new Timeline([busy]);
    for (const minute of [1, 3, 5, 7]) {
      story.reading(`${minute}m`, "a", { waiting: 4 }).reading(`${minute + 1}m`, "a", { waiting: 0 });
    }
    story
      .reading("20m", "a", { waiting: 4 })
      .reading("51m", "a", { waiting: 0 })
      .reading("52m", "a", { waiting: 4 });
    const told = story.passages.map((passage) => `${passage.to} ${passage.isFlapping}`);
    expect(told).toEqual([
      ...Array.from({ length: 3 }, () => ["firing false", "resolved false"]).flat(),
      ...["firing true", "resolved true"],
      ...["firing true", "resolved false"],
      "firing false",
    ]);
  });
});

describe("room", () => {
  const any = (id: string, severity: string) =>
    rule({ id, severity, scope: { of: "queues" }, when: { field: "waiting", above: 0 } });

  it("[N22] is kept for what is severe, and what finds none is counted and looked at again", () => {
    const rules = [any("one", "low"), any("two", "low"), any("three", "low"), any("worst", "critical")];
    const queues = Array.from({ length: BOUNDS.queuesMax }, (_, index) =>
      queueRow(`q${index}`, { waiting: 1 }),
    );
    const story = new Timeline(rules).snapshot("1s", { queues });
    const counts = new Map<string, number>();
    for (const { rule: fired } of story.passages) counts.set(fired.id, (counts.get(fired.id) ?? 0) + 1);
    const { firing, withoutRoom } = engineFacts(story.engine);
    expect(firing).toBe(BOUNDS.alertsFiringMax);
    expect(withoutRoom).toBe(4 * BOUNDS.queuesMax - BOUNDS.alertsFiringMax);
    expect(counts.get("worst") ?? 0).toBeGreaterThan(counts.get("three") ?? 0);
    story.told();
    story.rules(rules.slice(3)).told();
    expect(story.passes("2m").told().length + firing).toBeGreaterThan(BOUNDS.alertsFiringMax / 2);
    expect(engineFacts(story.engine).firing).toBe(BOUNDS.queuesMax);
  });

  it("[N22] a floor that is full takes in nobody else", () => {
    const story = new Timeline(DEFAULT_RULES);
    const rows = Array.from({ length: BOUNDS.queuesMax + 3 }, (_, index) => queueRow(`q${index}`));
    expect(engineFacts(story.snapshot("1s", { queues: rows }).engine).queues).toBe(BOUNDS.queuesMax);
  });
});

describe("what is kept", () => {
  it("[N21] is read whole or not at all, and never throws", () => {
    for (const damaged of [
      null,
      7,
      "x",
      {},
      { v: 1 },
      { v: 2, agents: [] },
      new Proxy(
        {},
        {
          get: () => {
            throw new Error("no");
          },
        },
      ),
    ]) {
      expect(unpackEngine(damaged)).toBeNull();
    }
  });

  it("[N21] is nothing where any part of it is damaged", () => {
    const story = new Timeline([IDLE, BLIND])
      .who("0s", "ada")
      .agent("0s", "ada", "NOT_READY")
      .reading("1s", "a");
    const kept: object = JSON.parse(JSON.stringify(packEngine(story.passes("20m").engine)));
    expect(unpackEngine(kept)).not.toBeNull();
    for (const key of Object.keys(kept)) {
      for (const damage of [undefined, "x", -1.5, [{}], { id: 7 }])
        expect(unpackEngine({ ...kept, [key]: damage })).toBeNull();
    }
    expect(unpackEngine({ ...kept, rules: [] })).toBeNull();
  });

  it("hostile ids are ids like others", () => {
    const story = new Timeline([IDLE]);
    for (const id of ["__proto__", "constructor", "<img onerror=x>", "\u202eadmin"])
      story.agent("0s", id, "NOT_READY");
    story.restart().passes("20m");
    expect(story.told()).toHaveLength(4);
    expect(activeAlerts(story.engine).map(({ entity }) => entity.id)).toContain("__proto__");
  });

  it("[N19] what nobody can date is no event: the first snapshot's agents without a beginning have none", () => {
    const engine = createEngine({ rules: [IDLE], calendar: ALWAYS });
    const header = { v: 1, tenant: "demo", lineage: "log", at: T0, clock: 0, feed: "stale" } as const;
    const agents = ["ada", "bo"].map((id) => agentRow(id, "UNKNOWN", { since: null }));
    const site = { zone: "UTC", siteName: "Demo", who: [], queues: [] };
    takeSnapshot(engine, { ...header, ...site, seq: 1, agents });
    const undated = { ...moved("0s", "bo", "UNKNOWN", { since: null, statusCode: "NEW" }), at: 0 };
    const live = { feed: "live", at: at("1s"), clock: at("1s") } as const;
    takeBatch(engine, { ...header, fromSeq: 2, toSeq: 2, events: [undated] });
    const eventsOf = (id: string) => explain(engine, "idle", { kind: "agent", id }).evidence?.events;
    expect([eventsOf("ada"), eventsOf("bo")]).toEqual([[], []]);
    takeBatch(engine, {
      ...header,
      fromSeq: 3,
      toSeq: 3,
      ...live,
      events: [moved("1s", "ada", "NOT_READY")],
    });
    expect(eventsOf("ada")).toMatchObject([{ at: at("1s"), details: { from: "UNKNOWN", to: "NOT_READY" } }]);
  });

  it("[N19] evidence says since when anything was seen: the event clock of the first live row", () => {
    const story = new Timeline([IDLE], { feed: "starting" }).batch("5s", [moved("5s", "ada", "READY")]);
    const shown = () => engineFacts(story.engine).seenSince;
    expect(shown()).toBeNull();
    story.turns("7s", "live").turns("1m", "down").turns("2m", "live").restart();
    story.snapshot("3m").agent("4m", "ada", "NOT_READY").passes("20m");
    expect([shown(), story.passages[0]?.evidence.seenSince]).toEqual([at("7s"), at("7s")]);
  });

  it("[N19] evidence is the comparisons, the newest events and the queue as it stood", () => {
    const story = new Timeline([IDLE]).reading("0s", "sales", { waitSeconds: 77 });
    story.batch("1s", [moved("1s", "ada", "READY", { queueId: "sales" })]);
    story.agent("2s", "ada", "NOT_READY", { queueId: "sales", statusCode: "LUNCH" });
    story.turns("3m", "down").turns("4m", "live").reading("10m", "sales", { waitSeconds: 88 }).passes("20m");
    story.reading("21m", "sales", { waitSeconds: 99 });
    const [passage] = story.passages;
    expect(passage?.evidence).toMatchObject({
      at: at("15m3.001s"),
      feed: "live",
      compared: [
        { field: "state", value: "NOT_READY", test: "is", against: "NOT_READY", verdict: "true" },
        {
          field: "stateSeconds",
          value: 901,
          test: "above",
          against: 900,
          unit: "seconds",
          verdict: "true",
        },
      ],
      events: [
        { at: at("1s"), what: "state", details: { from: null, to: "READY", queueId: "sales" } },
        { at: at("2s"), what: "state", details: { from: "READY", to: "NOT_READY", code: "LUNCH" } },
        { what: "blind" },
      ],
      queue: { id: "sales", waitSeconds: 88 },
    });
    expect(passage?.evidence.seenSince).toBe(at("0s"));
    expect(passage?.figure).toEqual({
      field: "stateSeconds",
      value: 901,
      threshold: 900,
      unit: "seconds",
    });
  });
});
