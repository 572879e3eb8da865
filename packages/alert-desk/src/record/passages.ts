/**
 * From the engine's passages to alerts of record. Only what has fired is of record: that something was pending stands in
 * its fire's `activeSince`. Every call is inside a transaction, and changes the memory with the store.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { activeAlerts, engineFacts, guideAlertOf, isFrozen, type Passage } from "@callboard/core/alerting";
import type { Book } from "../book.ts";
import { joinIncident, leaveIncident } from "../incidents/membership.ts";
import type { Memory } from "../memory.ts";
import { silenceOf } from "../people/silence-match.ts";
import type { AlertRecord } from "./alert-record.ts";

/** `at` is the desk's clock of the decision. */
export function recordPassages(book: Book, memory: Memory, passages: readonly Passage[], at: EpochMs): void {
  for (const passage of passages) recordPassage(book, memory, passage, at);
}

function recordPassage(book: Book, memory: Memory, passage: Passage, at: EpochMs): void {
  if (passage.to === "pending" || passage.to === "normal") return;
  const known = memory.alerts.get(passage.alertId) ?? null;
  if (passage.to === "firing" && known === null) fire(book, memory, passage, at);
  else if (known !== null) move(book, memory, known, passage);
}

function fire(book: Book, memory: Memory, passage: Passage, at: EpochMs): void {
  // The same alert may come up again: a rule that was disabled and enabled finds the same state, of the same beginning.
  const before = book.stores.alerts.find(passage.alertId);
  const fired: AlertRecord = { ...newAlert(passage, at), ...keptOf(before) };
  fired.silenced = silenceOf(memory.silences.values(), fired, at);
  memory.alerts.set(fired.id, fired);
  joinIncident(book, memory, fired);
  note(book, fired, passage);
}

/** What people did about it stays. */
function keptOf(before: AlertRecord | null): Partial<AlertRecord> {
  if (before === null) return {};
  const { acknowledged, passages, comments, lastComment } = before;
  return { acknowledged, passages, comments, lastComment };
}

function newAlert(passage: Passage, at: EpochMs): AlertRecord {
  const { rule, evidence } = passage;
  return {
    id: passage.alertId,
    ruleId: rule.id,
    ruleName: rule.name,
    severity: rule.severity,
    advice: rule.advice,
    cooldownMs: rule.cooldownSeconds * 1_000,
    sinks: rule.sinks,
    entity: passage.entity,
    entityName: passage.entityName,
    queueId: passage.entity.kind === "queue" ? passage.entity.id : passage.queueId,
    queueName: evidence.queue?.name ?? null,
    teamId: passage.teamId,
    teamName: passage.teamName,
    activeSince: passage.activeSince,
    firedAt: passage.firedAt ?? passage.at,
    decidedAt: at,
    figure: passage.figure,
    record: guideAlertOf(passage),
    incidentId: "",
    phase: "firing",
    reason: passage.reason,
    resolvedAt: null,
    isFlapping: passage.isFlapping,
    telling: "waiting",
    acknowledged: null,
    silenced: null,
    passages: 0,
    comments: 0,
    lastComment: null,
  };
}

function move(book: Book, memory: Memory, alert: AlertRecord, passage: Passage): void {
  // An engine that was made anew finds what fires of record already: nothing has happened to it.
  const isNothingNew = passage.to === "firing" && passage.from !== "recovering";
  if (isNothingNew || (passage.to !== "firing" && passage.to !== "recovering" && passage.to !== "resolved"))
    return;
  alert.phase = passage.to;
  alert.reason = passage.reason;
  alert.isFlapping = passage.isFlapping;
  if (passage.to === "resolved") {
    alert.resolvedAt = passage.at;
    memory.alerts.delete(alert.id);
    leaveIncident(book, memory, alert);
  }
  note(book, alert, passage);
}

function note(book: Book, alert: AlertRecord, { from, to, reason, at, evidence }: Passage): void {
  alert.passages += 1;
  book.stores.alerts.addPassage(alert.id, alert.passages, { from, to, reason, at, evidence });
  book.stores.alerts.save(alert);
  book.isBoardStale = true;
}

/**
 * An engine that was made anew knows nothing of what fires of record. Once it sees, what it does not find firing is over:
 * it ends as corrected.
 */
export function endOrphans(book: Book, memory: Memory): void {
  if (!memory.stream.isEngineNew || memory.needsSnapshot || isFrozen(memory.engine)) return;
  memory.stream.isEngineNew = false;
  const found = new Set(activeAlerts(memory.engine).map(({ alertId }) => alertId));
  const at = memory.stream.clock;
  const { seenSince } = engineFacts(memory.engine);
  for (const alert of [...memory.alerts.values()].slice(0, BOUNDS.alertsFiringMax)) {
    if (found.has(alert.id)) continue;
    const from = alert.phase;
    alert.phase = "resolved";
    alert.reason = "corrected";
    alert.resolvedAt = Math.max(at, alert.firedAt);
    memory.alerts.delete(alert.id);
    leaveIncident(book, memory, alert);
    alert.passages += 1;
    book.stores.alerts.addPassage(alert.id, alert.passages, {
      ...{ from, to: "resolved", reason: "corrected", at: alert.resolvedAt },
      evidence: {
        ...{ at, feed: memory.stream.feed ?? "unheard" },
        ...{ compared: [], events: [], queue: null, blindMs: 0, seenSince },
      },
    });
    book.stores.alerts.save(alert);
    book.isBoardStale = true;
  }
}
