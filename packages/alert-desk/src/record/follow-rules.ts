/**
 * A rule that is changed in its words, its severity or its sinks alone goes on firing what it fires (SPEC N15): those
 * alerts and their incidents follow it. Every call is inside a transaction.
 */
import type { Rule } from "@callboard/core/alerting";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import type { AlertRecord } from "./alert-record.ts";

export function followRules(book: Book, memory: Memory, rules: readonly Rule[]): void {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const incident of memory.incidents.values()) {
    const rule = byId.get(incident.ruleId);
    if (rule === undefined || incident.state !== "open") continue;
    incident.severity = rule.severity;
    incident.sinks = rule.sinks;
    book.stores.incidents.save(incident);
  }
  for (const alert of memory.alerts.values()) {
    const rule = byId.get(alert.ruleId);
    if (rule !== undefined && follow(memory, alert, rule)) {
      book.stores.alerts.save(alert);
      book.isBoardStale = true;
    }
  }
}

/** Whether anything of the alert has changed. Where its rule has another list of sinks, it is told to them if it was to none. */
function follow(memory: Memory, alert: AlertRecord, rule: Rule): boolean {
  const followed = {
    ...{ ruleName: rule.name, severity: rule.severity, advice: rule.advice, sinks: rule.sinks },
    cooldownMs: rule.cooldownSeconds * 1_000,
  };
  const { ruleName, severity, advice, sinks, cooldownMs } = alert;
  const before = { ruleName, severity, advice, sinks, cooldownMs };
  if (JSON.stringify(before) === JSON.stringify(followed)) return false;
  const isTellable = alert.telling === "noSink" && JSON.stringify(sinks) !== JSON.stringify(rule.sinks);
  Object.assign(alert, followed);
  if (isTellable) {
    alert.telling = "waiting";
    memory.planAt.set(alert.incidentId, 0);
  }
  return true;
}
