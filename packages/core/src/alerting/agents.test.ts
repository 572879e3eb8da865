/** Alerts of agents, as stories: an idle agent, what comes late, and what nobody saw. */
import { describe, expect, it } from "vitest";
import { at, IDLE, moved, rule, Timeline } from "../../test/alerting-kit.ts";

const line = (...rules: Parameters<typeof rule>) => new Timeline([rule(...rules)]);

describe("an agent who is not ready", () => {
  it("[N4] [N5] fires once, at the instant the guide's 15 minutes are over, and not before that is believed", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("14m59s").passes("15m1s");
    expect(story.told()).toEqual([]);
    story.passes("15m1.001s").passes("20m").passes("40m");
    expect(story.told()).toEqual(["15m0.001s idle ada normal>firing conditionMet"]);
  });

  it("[N7] [N8] resolves with the event that ends it", () => {
    const story = new Timeline([IDLE])
      .agent("0s", "ada", "NOT_READY")
      .passes("16m")
      .agent("17m", "ada", "READY");
    expect(story.told()).toEqual([
      "15m0.001s idle ada normal>firing conditionMet",
      "17m idle ada firing>resolved cleared",
    ]);
  });

  it("[N5] who is ready again before the bound never fires, although the word of it overtakes the clock", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("15m0.5s");
    story.late("15m0.9s", "14m59.8s", "ada", "READY").passes("30m");
    expect(story.told()).toEqual([]);
  });

  it("[N5] who is ready again just after the bound has fired, since the new state itself proves it", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").agent("15m0.3s", "ada", "READY");
    expect(story.told()).toEqual([
      "15m0.001s idle ada normal>firing conditionMet",
      "15m0.3s idle ada firing>resolved cleared",
    ]);
  });

  it("[N9] what comes later than is waited for corrects the alert, and it leaves as one that never was", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("15m5s");
    story.late("15m6s", "14m", "ada", "READY");
    expect(story.told()).toEqual([
      "15m0.001s idle ada normal>firing conditionMet",
      "15m5s idle ada firing>resolved corrected",
    ]);
  });

  it("[N9] ground truth that knows a later beginning corrects it, and it fires at the true time", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("15m5s");
    story.repaired("15m6s", "ada", "NOT_READY", "1m").passes("20m");
    expect(story.told()).toEqual([
      "15m0.001s idle ada normal>firing conditionMet",
      "15m5s idle ada firing>resolved corrected",
      "16m0.001s idle ada normal>firing conditionMet",
    ]);
  });

  it("[N9] a beginning that wanders within the jitter of whole seconds undoes nothing", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("15m1.1s");
    story.repaired("15m1.2s", "ada", "NOT_READY", "0.9s").passes("20m");
    expect(story.told()).toEqual(["15m0.001s idle ada normal>firing conditionMet"]);
  });

  it("[N6] a first word that tells of a long stay fires with it, dated with that word", () => {
    const story = new Timeline([IDLE]).agent("20m", "ada", "NOT_READY", { since: at("0s") });
    expect(story.told()).toEqual(["20m idle ada normal>firing conditionMet"]);
  });

  it("[N4] a state told again counts on from its beginning", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY");
    story.agent("10m", "ada", "NOT_READY", { since: at("0s"), status: "Lunch" }).passes("16m");
    expect(story.told()).toEqual(["15m0.001s idle ada normal>firing conditionMet"]);
  });

  it("[A6] [N9] a hidden gap within the state begins the time anew", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY");
    story.agent("10m", "ada", "NOT_READY", { since: at("5m") }).passes("19m");
    expect(story.told()).toEqual([]);
    expect(story.passes("21m").told()).toEqual(["20m0.001s idle ada normal>firing conditionMet"]);
  });
});

describe("a hold", () => {
  const held = { scope: { of: "agents" }, when: { field: "routable", is: "notRoutable" }, holdSeconds: 60 };
  const off = { routability: { kind: "notRoutable", reason: "onBreak", detail: "Lunch" } } as const;

  it("[N6] is pending from the event on, and fires when it is over", () => {
    const story = line(held).agent("5s", "ada", "READY", off).passes("30s").passes("70s");
    expect(story.told()).toEqual([
      "5s rule ada normal>pending conditionMet",
      "1m5s rule ada pending>firing heldLongEnough",
    ]);
  });

  it("[N6] ends with the condition", () => {
    const story = line(held).agent("5s", "ada", "READY", off).agent("50s", "ada", "READY").passes("2m");
    expect(story.told()).toEqual([
      "5s rule ada normal>pending conditionMet",
      "50s rule ada pending>normal conditionEnded",
    ]);
  });

  it("[N6] of a state counts from the state's beginning", () => {
    const story = line({ scope: { of: "agents" }, when: { field: "state", is: "UNKNOWN" }, holdSeconds: 60 });
    story.agent("30s", "ada", "UNKNOWN", { since: at("10s") }).passes("2m");
    expect(story.told()).toEqual([
      "30s rule ada normal>pending conditionMet",
      "1m10s rule ada pending>firing heldLongEnough",
    ]);
  });

  it("[N6] goes on over two words of one wrap-up", () => {
    const story = line({
      scope: { of: "agents" },
      when: { field: "state", oneOf: ["AFTER_CALL_WORK", "WRAP_UP"] },
      holdSeconds: 60,
    });
    story.agent("0s", "ada", "AFTER_CALL_WORK").agent("40s", "ada", "WRAP_UP").passes("2m");
    expect(story.fires()).toEqual(["1m rule ada pending>firing heldLongEnough"]);
  });

  it("[N9] that ended with something else than the state is cleared, not corrected", () => {
    const story = line(held)
      .agent("0s", "ada", "READY", { ...off, since: at("0s") })
      .passes("2m");
    story.agent("5m", "ada", "READY", { since: at("0s") });
    expect(story.told().at(-1)).toBe("5m rule ada firing>resolved cleared");
  });
});

describe("a wrap-up", () => {
  const wrapUp = { scope: { of: "agents" }, when: { field: "wrapUpSeconds", above: 300 } };

  it("[N3] that is over is no wrap-up, and not an unknown one", () => {
    const story = line(wrapUp).agent("0s", "ada", "AFTER_CALL_WORK", { wrapUpSince: at("0s") });
    story
      .agent("4m", "ada", "WRAP_UP", { wrapUpSince: at("0s") })
      .passes("6m")
      .agent("7m", "ada", "READY");
    expect(story.told()).toEqual([
      "5m0.001s rule ada normal>firing conditionMet",
      "7m rule ada firing>resolved cleared",
    ]);
  });

  it("[A7] [N2] that began in a gap is not known, and never fires", () => {
    const story = line(wrapUp).agent("0s", "ada", "WRAP_UP", { wrapUpSince: null }).passes("30m");
    expect(story.told()).toEqual([]);
  });
});

describe("agents while the feed is blind", () => {
  it("[N10] nothing fires and nothing resolves", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").agent("0s", "bo", "NOT_READY");
    story.passes("16m").told();
    story.agent("16m", "cy", "NOT_READY", { since: at("10m") });
    story
      .turns("17m", "down")
      .passes("40m")
      .turns("41m", "catchingUp")
      .agent("42m", "bo", "READY")
      .passes("43m");
    expect(story.told()).toEqual([]);
    expect(story.turns("44m", "live").told()).toEqual([
      "44m idle bo firing>resolved cleared",
      "44m idle cy normal>firing heldThroughBlind",
    ]);
  });

  it("[N11] a stay that held all along fires once, when the truth is known", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY");
    story.turns("10m", "stale").turns("20m", "catchingUp").repaired("20m", "ada", "NOT_READY", "0s");
    expect(story.turns("21m", "live").passes("40m").told()).toEqual([
      "21m idle ada normal>firing heldThroughBlind",
    ]);
  });

  it("[N11] another stay that began unseen counts from its own beginning", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY");
    story.turns("10m", "stale").turns("20m", "catchingUp").repaired("20m", "ada", "NOT_READY", "12m");
    expect(story.turns("21m", "live").passes("26m").told()).toEqual([]);
    expect(story.passes("28m").told()).toEqual(["27m0.001s idle ada normal>firing conditionMet"]);
  });

  it("[N11] an alert of one stay ends, and the next stay's is another one", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("16m");
    story.turns("17m", "down").turns("59m", "catchingUp").repaired("59m", "ada", "NOT_READY", "20m");
    const ids = new Set(story.turns("1h", "live").passages.map(({ alertId }) => alertId));
    expect(story.told().slice(1)).toEqual([
      "60m idle ada firing>resolved cleared",
      "60m idle ada normal>firing heldThroughBlind",
    ]);
    expect(ids.size).toBe(2);
  });

  it("[N11] a stay that ground truth alone tells of is another one, also with another code and a feed that is live", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY", { statusCode: "LUNCH" }).passes("16m");
    // What the round tells has another code than the stream last told.
    story.passes("40m").repaired("40m", "ada", "NOT_READY", "17m");
    const ids = new Set(story.passages.map(({ alertId }) => alertId));
    expect(story.told()).toEqual([
      "15m0.001s idle ada normal>firing conditionMet",
      "39m59s idle ada firing>resolved cleared",
      "39m59s idle ada normal>firing conditionMet",
    ]);
    expect(ids.size).toBe(2);
  });

  it("[N11] so does the alert of somebody who left the floor and came back in another stay, all of it unseen", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("16m");
    story.turns("17m", "down").gone("18m", ["ada"]).who("19m", "ada");
    story.batch("19m", [moved("19m", "ada", "UNKNOWN", { since: null })]);
    story.turns("59m", "catchingUp").repaired("59m", "ada", "NOT_READY", "20m").turns("1h", "live");
    expect(story.told().slice(1)).toEqual([
      "60m idle ada firing>resolved cleared",
      "60m idle ada normal>firing heldThroughBlind",
    ]);
  });

  it("[N11] a hold on the state is not held by two stays together", () => {
    const story = line({
      scope: { of: "agents" },
      when: { field: "state", is: "NOT_READY" },
      holdSeconds: 900,
    });
    story.agent("0s", "ada", "NOT_READY").turns("10m", "down");
    story.turns("12m", "catchingUp").repaired("12m", "ada", "NOT_READY", "11m").turns("13m", "live");
    expect(story.passes("25m").fires()).toEqual([]);
    expect(story.passes("27m").fires()).toEqual(["26m rule ada pending>firing heldLongEnough"]);
  });

  it("[N11] two words of one wrap-up are not known to be one where nobody saw what lay between", () => {
    const story = line({
      scope: { of: "agents" },
      when: { field: "state", oneOf: ["AFTER_CALL_WORK", "WRAP_UP"] },
      holdSeconds: 900,
    });
    story.agent("0s", "ada", "AFTER_CALL_WORK").turns("5m", "down");
    story.turns("10m", "catchingUp").repaired("10m", "ada", "WRAP_UP", "8m").turns("10m", "live");
    expect(story.passes("20m").fires()).toEqual([]);
    expect(story.passes("30m").fires()).toEqual(["23m rule ada pending>firing heldLongEnough"]);
  });

  it("[N10] who left meanwhile takes the alert along afterwards", () => {
    const story = new Timeline([IDLE]).agent("0s", "ada", "NOT_READY").passes("16m").turns("17m", "down");
    story.gone("18m", ["ada"]).told();
    expect(story.turns("20m", "live").told()).toEqual(["20m idle ada firing>resolved entityGone"]);
  });
});
