/** Rules and the calendar as people change them. The shipped rules may be changed, switched off and restored, not removed. */
import { BOUNDS } from "@callboard/core";
import {
  DEFAULT_RULES,
  type Explanation,
  explain,
  isOpen,
  type OpeningHours,
  type Rule,
  readCalendar,
  readRule,
  type SiteCalendar,
  sitesOf,
} from "@callboard/core/alerting";
import { done, type Refused, type Reply, refused } from "@callboard/shell";
import type { Book } from "../book.ts";
import { tellIncidents } from "../incidents/tell.ts";
import { calendarInForce, type Memory, rulesInForce } from "../memory.ts";
import type { CalendarView, RuleCheck, RuleView, WrittenCalendar, WrittenHours } from "../views.ts";
import { whyEntity } from "./asked.ts";
import { noStorage, notFound, readEdge, readPerson } from "./edge.ts";

const isShipped = (id: string): boolean => DEFAULT_RULES.some((rule) => rule.id === id);

function ruleView(memory: Memory, rule: Rule): RuleView {
  const stored = memory.rules.get(rule.id);
  const firing = [...memory.alerts.values()].filter(({ ruleId }) => ruleId === rule.id).length;
  const origin = isShipped(rule.id) ? (stored === undefined ? "default" : "changed") : "own";
  return { rule, origin, changed: stored?.changed ?? null, firing };
}

export function listRules(book: Book): Reply<readonly RuleView[]> {
  const memory = book.open();
  return memory === null ? noStorage : done(rulesInForce(memory).map((rule) => ruleView(memory, rule)));
}

export function showRule(book: Book, id: string): Reply<RuleView> {
  const memory = book.open();
  if (memory === null) return noStorage;
  const rule = rulesInForce(memory).find((one) => one.id === id);
  return rule === undefined ? notFound("rule", id) : done(ruleView(memory, rule));
}

/** What is wrong with a rule, by itself and beside the sinks that there are. */
function complaintsOf(memory: Memory, rule: Rule): string[] {
  if (rule.sinks === "all") return [];
  return rule.sinks
    .filter((sinkId) => !memory.sinks.has(sinkId))
    .map(
      (sinkId) =>
        `There is no sink \`${sinkId.slice(0, BOUNDS.idCharsMax)}\`; enter it first, or leave it out of \`sinks\`.`,
    );
}

export function checkRule(book: Book, value: unknown): Reply<RuleCheck> {
  const memory = book.open();
  if (memory === null) return noStorage;
  const read = readRule(value);
  if (read.kind === "refused") return done({ isRule: false, rule: null, complaints: read.complaints });
  const complaints = complaintsOf(memory, read.rule);
  return done({ isRule: complaints.length === 0, rule: read.rule, complaints });
}

export function putRule(book: Book, value: unknown, by: unknown): Reply<RuleView> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const memory = book.open();
  if (memory === null) return noStorage;
  const read = readRule(value);
  const complaints = read.kind === "refused" ? read.complaints : complaintsOf(memory, read.rule);
  if (read.kind === "refused" || complaints.length > 0)
    return refused(400, "This is no rule yet", complaints.join(" "), complaints);
  const { rule } = read;
  const inForce = rulesInForce(memory);
  if (!inForce.some(({ id }) => id === rule.id) && inForce.length >= BOUNDS.rulesMax)
    return refused(409, "There are too many rules", `At most ${BOUNDS.rulesMax} rules; remove one first.`);
  return change(book, { by: who.value, what: "rule changed", subject: rule.id, body: rule }, (now) => {
    const stored = { rule, changed: { by: who.value, at: book.now } };
    now.rules.set(rule.id, stored);
    book.stores.settings.saveRule(stored);
    return () => ruleView(now, rule);
  });
}

export function removeRule(book: Book, id: string, by: unknown): Reply<{ readonly id: string }> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  if (isShipped(id))
    return refused(409, "This rule is shipped", "Switch it off (`enabled: false`) instead of removing it.");
  const memory = book.open();
  if (memory === null) return noStorage;
  if (!memory.rules.has(id)) return notFound("rule", id);
  return change(
    book,
    { by: who.value, what: "rule removed", subject: id, body: memory.rules.get(id)?.rule },
    (now) => {
      now.rules.delete(id);
      book.stores.settings.removeRule(id);
      return () => ({ id });
    },
  );
}

/** A shipped rule as it is shipped, whatever was changed of it. */
export function restoreRule(book: Book, id: string, by: unknown): Reply<RuleView> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const shipped = DEFAULT_RULES.find((rule) => rule.id === id);
  if (shipped === undefined) return notFound("shipped rule", id);
  return change(book, { by: who.value, what: "rule restored", subject: id, body: null }, (memory) => {
    memory.rules.delete(id);
    book.stores.settings.removeRule(id);
    return () => ruleView(memory, shipped);
  });
}

/** Why a rule has, or has not, fired for an agent, a queue or the feed. */
export function why(book: Book, ruleId: string, value: unknown): Reply<Explanation> {
  const read = readEdge("agent, queue or feed", whyEntity, value);
  if (read.kind === "refused") return read;
  const memory = book.open();
  if (memory === null) return noStorage;
  const asked = read.value.kind === "feed" ? { kind: "feed" as const, id: "feed" } : read.value;
  return done(explain(memory.engine, ruleId, asked));
}

// ── The calendar ───────────────────────────────────────────────────────────────────────────────────────────

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** As people write it, so that what is shown can be changed and sent back. */
export function writtenCalendar(calendar: SiteCalendar): WrittenCalendar {
  const sites = (calendar.sites ?? []).map((site) => {
    const { id, name, teams, queues } = site;
    return { id, name, teams, queues, ...writtenHours(site) };
  });
  return { ...writtenHours(calendar), sites };
}

function writtenHours({ zone, open, holidays }: OpeningHours): WrittenHours {
  const spans = open.map(({ days, startMinute, endMinute }) => ({
    ...{ days, from: clockOf(startMinute), to: clockOf(endMinute) },
  }));
  return { zone, open: spans, holidays };
}

function calendarView(book: Book, memory: Memory): CalendarView {
  const calendar = calendarInForce(memory, book.told.zone);
  return {
    ...{ calendar: writtenCalendar(calendar), changed: memory.calendar?.changed ?? null },
    isOpen: isOpen(calendar, book.now),
    sites: sitesOf(calendar, book.now),
  };
}

export function showCalendar(book: Book): Reply<CalendarView> {
  const memory = book.open();
  return memory === null ? noStorage : done(calendarView(book, memory));
}

export function putCalendar(book: Book, value: unknown, by: unknown): Reply<CalendarView> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const read = readCalendar(value);
  if (read.kind === "refused")
    return refused(400, "This is no calendar yet", read.complaints.join(" "), read.complaints);
  const { calendar } = read;
  return change(
    book,
    { by: who.value, what: "calendar changed", subject: "calendar", body: calendar },
    (memory) => {
      memory.calendar = { calendar, changed: { by: who.value, at: book.now } };
      book.stores.settings.saveCalendar(memory.calendar);
      return () => calendarView(book, memory);
    },
  );
}

/** A change of what the engine judges by, with all that ends or begins by it, in one transaction with its checkpoint. */
function change<Value>(
  book: Book,
  deed: { readonly by: string; readonly what: string; readonly subject: string; readonly body: unknown },
  work: (memory: Memory) => () => Value,
): Reply<Value> | Refused {
  const changed = book.commit((memory) => {
    const view = work(memory);
    book.stores.settings.noteDeed({ ...deed, body: deed.body ?? null, at: book.now });
    book.applyRules(memory);
    tellIncidents(book, memory, book.now);
    return view();
  });
  return changed.kind === "committed" ? done(changed.value) : noStorage;
}
