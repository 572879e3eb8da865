// Tells an engine each test's timeline and compares what came of it with what was expected. Every fire that nobody expected
// is a failure, so what must not fire need not be listed.

import { createEngine, explain, takeBatch, takeSilence, takeSnapshot } from "@callboard/core/alerting";
import { createFloor } from "./floor.mjs";
import { readTestFile } from "./read-file.mjs";
import { comparedText, offsetText } from "./words.mjs";

const HEAD = { v: 1, tenant: "test", lineage: "test" };

/**
 * @param {string | { unreadable: string }} text of one file
 * @returns {{ name: string, failures: string[] }[]} one per test; a file that cannot be read is one that failed
 */
export function runFile(text) {
  if (typeof text !== "string") return [{ name: "the file", failures: [text.unreadable] }];
  const file = readTestFile(text);
  if (file.complaints.length > 0) return [{ name: "the file", failures: file.complaints }];
  return file.tests.map((test) => ({ name: test.name, failures: runTest(file, test) }));
}

function runTest({ rules, calendar, beginsAt }, test) {
  const engine = createEngine({ rules, calendar });
  const passages = played(engine, beginsAt, test);
  const left = [...passages];
  const missing = [];
  for (const expected of test.expect) {
    const index = left.findIndex((passage) => fits(passage, expected, beginsAt));
    if (index === -1) missing.push(expected);
    else left.splice(index, 1);
  }
  const isFire = ({ from, to }) => to === "firing" && from !== "recovering";
  return [
    ...missing.map((expected) => missingText(engine, expected, left, beginsAt)),
    ...left.filter(isFire).map((passage) => `nobody expected\n${passageText(passage, beginsAt)}`),
  ];
}

/** Tells the timeline, and lets time pass to its end. */
function played(engine, beginsAt, { timeline, untilMs }) {
  const floor = createFloor();
  const passages = [];
  let seq = 0;
  let feed = "live";
  let clock = beginsAt;
  const base = {
    at: beginsAt,
    clock,
    feed,
    seq,
    zone: "UTC",
    siteName: "Test",
    who: [],
    agents: [],
    queues: [],
  };
  passages.push(...takeSnapshot(engine, { ...HEAD, ...base }));
  const tell = (ms, events) => {
    seq += 1;
    // The stream's clock stands still while nothing is seen of it.
    if (feed === "live") clock = Math.max(clock, beginsAt + ms);
    const row = { fromSeq: seq, toSeq: seq, at: beginsAt + ms, clock, feed, events };
    passages.push(...takeBatch(engine, { ...HEAD, ...row }));
  };
  for (const step of timeline) {
    if (step.kind === "feed" && step.id === "unheard")
      passages.push(...takeSilence(engine, beginsAt + step.heardMs));
    else {
      if (step.kind === "feed") {
        // A row is closed when the feed turns, so that one state holds for the whole of it.
        tell(step.heardMs, []);
        feed = step.id;
      }
      tell(step.heardMs, eventsOf(floor, step, beginsAt));
    }
  }
  tell(untilMs, []);
  return passages;
}

function eventsOf(floor, { kind, id, atMs, sinceMs, told }, beginsAt) {
  const at = beginsAt + atMs;
  switch (kind) {
    case "agent": {
      const since = sinceMs === undefined ? {} : { since: beginsAt + sinceMs };
      return floor.agent(id, { ...told, since: undefined, ...since }, at, told.repaired === true);
    }
    case "queue":
      return floor.queue(id, told, at);
    case "gone":
      return [{ kind: "gone", agentIds: [id], queueIds: [id] }];
    default:
      return [];
  }
}

const isOf = (passage, { rule, entity }) =>
  passage.rule.id === rule && passage.entity.kind === entity.kind && passage.entity.id === entity.id;

/** To the second: a duration that must be *above* 900 s is so a millisecond later, and nobody writes that. */
function fits(passage, expected, beginsAt) {
  return (
    isOf(passage, expected) &&
    passage.to === expected.becomes &&
    Math.floor((passage.at - beginsAt) / 1_000) === Math.floor(expected.atMs / 1_000) &&
    (expected.reason === undefined || passage.reason === expected.reason) &&
    (expected.value === undefined ||
      Math.floor(passage.figure?.value ?? Number.NaN) === Math.floor(expected.value))
  );
}

function missingText(engine, expected, passages, beginsAt) {
  const { rule, entity, becomes, reason, value, atMs } = expected;
  const more = [
    reason === undefined ? "" : `, ${reason}`,
    value === undefined ? "" : `, value ${value}`,
  ].join("");
  const wanted = `expected ${offsetText(atMs)}  ${rule}  ${entity.id}  ${becomes}${more}`;
  const others = passages.filter((passage) => isOf(passage, expected));
  if (others.length > 0)
    return [wanted, ...others.map((passage) => `got\n${passageText(passage, beginsAt)}`)].join("\n");
  const why = explain(engine, rule, entity);
  const compared = why.evidence?.compared.map((one) => `  ${comparedText(one)}`) ?? [];
  return [wanted, `got nothing of it; at the end: ${why.because.join(", ")}`, ...compared].join("\n");
}

function passageText({ at, rule, entity, from, to, reason, figure, evidence }, beginsAt) {
  const value = figure === null ? "" : `, value ${figure.value}`;
  return [
    `  ${offsetText(at - beginsAt)}  ${rule.id}  ${entity.id}  ${from} → ${to}, ${reason}${value}`,
    ...evidence.compared.map((one) => `    ${comparedText(one)}`),
  ].join("\n");
}
