// A test file, read and checked: whatever is written wrong is one sentence, so that a typing mistake never passes as a test in
// which nothing fires.

import { DEFAULT_RULES, PASSAGE_REASONS, readCalendar, readRules } from "@callboard/core/alerting";
import { parse } from "yaml";
import { AGENT_KEYS, QUEUE_KEYS } from "./floor.mjs";
import { offsetMs } from "./words.mjs";

const STATES = ["READY", "NOT_READY", "CALL", "AFTER_CALL_WORK", "WRAP_UP", "SIGNED_OUT", "UNKNOWN"];
const FEEDS = [
  "starting",
  "live",
  "catchingUp",
  "stale",
  "down",
  "paused",
  "refused",
  "misconfigured",
  "unheard",
];
const BECOMES = ["pending", "firing", "recovering", "resolved", "normal"];
const USUAL_BEGIN = "2026-11-20T09:00:00Z";
const WHAT_HAPPENS = ["agent", "queue", "feed", "gone"];

/**
 * @param {string} text YAML
 * @returns {{ complaints: string[], rules: object[], calendar: object, beginsAt: number, tests: object[] }}
 */
export function readTestFile(text) {
  const complaints = [];
  let file;
  try {
    file = parse(text, { maxAliasCount: 20 });
  } catch (error) {
    return { complaints: [`is no YAML: ${String(error.message).split("\n")[0]}`], rules: [], tests: [] };
  }
  if (!isObject(file)) return { complaints: ["must hold `rules` and `tests`."], rules: [], tests: [] };
  checkKeys(file, ["rules", "calendar", "begins", "tests"], "the file", complaints);
  const rules = rulesOf(file.rules, complaints);
  const calendar = calendarOf(file.calendar, complaints);
  const beginsAt = Date.parse(file.begins ?? USUAL_BEGIN);
  if (!Number.isFinite(beginsAt)) complaints.push("`begins` must be an instant as `2026-11-20T09:00:00Z`.");
  if (!Array.isArray(file.tests) || file.tests.length === 0)
    complaints.push("`tests` must list at least one test.");
  const tests = (Array.isArray(file.tests) ? file.tests : []).map((test, index) =>
    testOf(test, index, new Set(rules.map(({ id }) => id)), complaints),
  );
  return { complaints, rules, calendar, beginsAt, tests };
}

/** `defaults`, or a list of rules and of ids of default rules, which are then on. */
function rulesOf(value, complaints) {
  if (value === undefined || value === "defaults") return DEFAULT_RULES;
  const listed = Array.isArray(value) ? value : [value];
  const whole = listed.map((one) => {
    if (typeof one !== "string") return one;
    const found = DEFAULT_RULES.find(({ id }) => id === one);
    if (found === undefined)
      complaints.push(
        `\`${one}\` is no default rule; there are ${DEFAULT_RULES.map(({ id }) => id).join(", ")}.`,
      );
    return { ...found, enabled: true };
  });
  const read = readRules(whole);
  if (read.kind === "rules") return read.rules;
  complaints.push(...read.complaints);
  return [];
}

function calendarOf(value, complaints) {
  const read = readCalendar(value ?? { zone: "UTC" });
  if (read.kind === "calendar") return read.calendar;
  complaints.push(...read.complaints);
  return null;
}

function testOf(test, index, ruleIds, complaints) {
  const name = isObject(test) && typeof test.name === "string" ? test.name : `test ${index + 1}`;
  const complain = (sentence) => complaints.push(`${name}: ${sentence}`);
  if (!isObject(test)) {
    complain("must be an object with a `timeline` and what to `expect`.");
    return { name, timeline: [], expect: [] };
  }
  checkKeys(test, ["name", "timeline", "expect", "until"], name, complaints);
  if (!Array.isArray(test.timeline) || test.timeline.length === 0)
    complain("`timeline` must list at least one step.");
  if (!Array.isArray(test.expect))
    complain("`expect` must list what fires; an empty list says that nothing does.");
  const steps = Array.isArray(test.timeline) ? test.timeline : [];
  const expected = Array.isArray(test.expect) ? test.expect : [];
  const timeline = steps.map((step, at) => stepOf(step, `step ${at + 1}`, complain)).filter(isObject);
  const expect = expected
    .map((one, at) => expectedOf(one, `expectation ${at + 1}`, ruleIds, complain))
    .filter(isObject);
  for (const [at, { heardMs }] of timeline.entries())
    if (at > 0 && heardMs < timeline[at - 1].heardMs)
      complain(`step ${at + 1} is heard before the one that it follows.`);
  return { name, timeline, expect, untilMs: untilOf(test.until, timeline, expect, complain) };
}

function stepOf(step, place, complain) {
  if (!isObject(step)) return complain(`${place} must be an object with \`at\` and what happens.`);
  const atMs = offsetMs(step.at);
  const heardMs = step.heard === undefined ? atMs : offsetMs(step.heard);
  if (atMs === null || heardMs === null)
    return complain(`${place} needs \`at\` (and \`heard\`, if it comes late) as an offset, as \`15m1s\`.`);
  const what = WHAT_HAPPENS.filter((key) => Object.hasOwn(step, key));
  const [kind] = what;
  if (kind === "agent" && what.every((key) => key === "agent" || key === "queue"))
    return agentStep(step, place, atMs, heardMs, complain);
  if (what.length > 1) return complain(`${place} tells of ${what.join(" and ")}; a step tells of one.`);
  const allowed = kind === "queue" ? QUEUE_KEYS : [];
  const unknown = Object.keys(step).find(
    (key) => ![...allowed, "at", "heard", ...WHAT_HAPPENS].includes(key),
  );
  if (unknown !== undefined)
    return complain(
      `${place}: \`${unknown}\` is nothing that ${kind === "queue" ? "a queue's step" : "this step"} can tell.`,
    );
  if (kind === "feed" && !FEEDS.includes(step.feed))
    return complain(`${place}: \`${step.feed}\` is no state of the feed; there are ${FEEDS.join(", ")}.`);
  return { kind: kind ?? "passes", id: String(step[kind] ?? ""), atMs, heardMs, told: step };
}

function agentStep(step, place, atMs, heardMs, complain) {
  const unknown = Object.keys(step).find(
    (key) => ![...AGENT_KEYS, "at", "heard", "agent", "repaired"].includes(key),
  );
  if (unknown !== undefined)
    return complain(`${place}: \`${unknown}\` is nothing that an agent's step can tell.`);
  if (step.state !== undefined && !STATES.includes(step.state))
    return complain(`${place}: \`${step.state}\` is no state of an agent; there are ${STATES.join(", ")}.`);
  const sinceMs = step.since === undefined ? undefined : offsetMs(step.since);
  if (sinceMs === null) return complain(`${place}: \`since\` must be an offset, as \`15m1s\`.`);
  return { kind: "agent", id: String(step.agent), atMs, heardMs, sinceMs, told: step };
}

function expectedOf(one, place, ruleIds, complain) {
  if (!isObject(one))
    return complain(`${place} must be an object with \`at\`, \`rule\` and whom it is about.`);
  const keys = ["at", "rule", "agent", "queue", "feed", "becomes", "reason", "value"];
  const unknown = Object.keys(one).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    return complain(
      `${place}: \`${unknown}\` is nothing that can be expected; there are ${keys.join(", ")}.`,
    );
  const atMs = offsetMs(one.at);
  if (atMs === null) return complain(`${place} needs \`at\` as an offset, as \`15m1s\`.`);
  if (!ruleIds.has(one.rule)) return complain(`${place}: \`${one.rule}\` is no rule of this file.`);
  const becomes = one.becomes ?? "firing";
  if (!BECOMES.includes(becomes))
    return complain(`${place}: \`becomes\` must be one of ${BECOMES.join(", ")}.`);
  if (one.reason !== undefined && !PASSAGE_REASONS.includes(one.reason))
    return complain(`${place}: \`${one.reason}\` is no reason; there are ${PASSAGE_REASONS.join(", ")}.`);
  const kind = ["agent", "queue", "feed"].find((key) => Object.hasOwn(one, key));
  if (kind === undefined)
    return complain(`${place} must say whom it is about: \`agent\`, \`queue\` or \`feed\`.`);
  const entity = { kind, id: kind === "feed" ? "feed" : String(one[kind]) };
  return { atMs, rule: one.rule, entity, becomes, reason: one.reason, value: one.value };
}

/** A grace behind the last thing that is told or expected, so that what time decides is decided. */
function untilOf(value, timeline, expect, complain) {
  const last = Math.max(
    0,
    ...timeline.map(({ heardMs }) => heardMs),
    ...expect.map(({ atMs }) => atMs + 1_000),
  );
  if (value === undefined) return last + 2_000;
  const until = offsetMs(value);
  if (until === null) complain("`until` must be an offset, as `15m1s`.");
  return Math.max(until ?? 0, last + 2_000);
}

function checkKeys(value, known, place, complaints) {
  for (const key of Object.keys(value))
    if (!known.includes(key))
      complaints.push(`\`${key}\` is not a key of ${place}; there are ${known.join(", ")}.`);
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
