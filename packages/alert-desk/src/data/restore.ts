/**
 * The alert desk's part of a backup, put in force: first all of it is read and held against what is there, then all of it is written in
 * one transaction, or nothing. Rules become those of the file; sinks and silences that it does not tell of stay.
 */
import { BOUNDS } from "@callboard/core";
import { DEFAULT_RULES, readCalendar, readRule } from "@callboard/core/alerting";
import { canonicalJson, done, type Reply } from "@callboard/shell";
import { z } from "zod";
import type { Book } from "../book.ts";
import { muteAnew } from "../incidents/mute.ts";
import { tellIncidents } from "../incidents/tell.ts";
import type { Memory } from "../memory.ts";
import { silenceMatcher } from "../people/asked.ts";
import { commentText, noStorage, person, readPerson } from "../people/edge.ts";
import { writtenCalendar } from "../people/rules.ts";
import { readRestoredSink, restoredSink } from "../sinks/restored-sink.ts";
import { isSameKept, type KeptDays, retentionIn, saveRetention } from "./retention.ts";

type Fields = Readonly<Record<string, unknown>>;

export interface AlertingFile {
  readonly rules?: readonly Fields[] | undefined;
  readonly calendar?: Fields | null | undefined;
  readonly sinks?: readonly Fields[] | undefined;
  readonly silences?: readonly Fields[] | undefined;
  readonly retention?: KeptDays | undefined;
}

export interface RestoredThing {
  readonly part: "rule" | "calendar" | "sink" | "silence" | "retention";
  readonly id: string;
  readonly what: "same" | "new" | "changed" | "removed" | "kept" | "refused";
  readonly complaints: readonly string[];
}

export interface AlertingRestored {
  readonly things: readonly RestoredThing[];
  /** Sinks whose secret has to be entered again, by id. */
  readonly secretsToEnter: readonly string[];
}

/** One thing, and what writes it inside the transaction; `null` where there is nothing to write. */
interface Step {
  readonly thing: RestoredThing;
  readonly write: ((memory: Memory) => void) | null;
}

interface Restoring {
  readonly book: Book;
  readonly memory: Memory;
  readonly by: string;
  readonly secretsToEnter: string[];
}

const step = (
  part: RestoredThing["part"],
  id: string,
  what: RestoredThing["what"],
  write: Step["write"] = null,
): Step => ({ thing: { part, id, what, complaints: [] }, write });

const stop = (part: RestoredThing["part"], id: unknown, complaints: readonly string[]): Step => ({
  thing: { part, id: textOf(id), what: "refused", complaints },
  write: null,
});

const textOf = (id: unknown): string => (typeof id === "string" ? id.slice(0, BOUNDS.idCharsMax) : "");

export function restore(
  book: Book,
  file: AlertingFile,
  person: unknown,
  isTrial: boolean,
): Reply<AlertingRestored> {
  const who = readPerson(person);
  if (who.kind === "refused") return who;
  const restored = book.commit((memory): AlertingRestored => {
    const at: Restoring = { book, memory, by: who.value, secretsToEnter: [] };
    const steps = [
      ...sinkSteps(at, file.sinks),
      ...ruleSteps(at, file.rules, file.sinks),
      ...calendarSteps(at, file.calendar),
      ...silenceSteps(at, file.silences),
      ...retentionSteps(at, file.retention),
    ];
    const things = steps.map(({ thing }) => thing);
    const isRefused = things.some(({ what }) => what === "refused");
    if (!isTrial && !isRefused) write(at, steps);
    return { things, secretsToEnter: at.secretsToEnter };
  });
  return restored.kind === "committed" ? done(restored.value) : noStorage;
}

function write({ book, memory, by }: Restoring, steps: readonly Step[]): void {
  const writes = steps.flatMap(({ write: one }) => one ?? []);
  if (writes.length === 0) return;
  for (const one of writes) one(memory);
  const body = { things: writes.length };
  book.stores.settings.noteDeed({ at: book.now, by, what: "settings restored", subject: "backup", body });
  book.applyRules(memory);
  muteAnew(book, memory, book.now);
  tellIncidents(book, memory, book.now);
}

// ── Rules ──────────────────────────────────────────────────────────────────────────────────────────────────

const isShipped = (id: string): boolean => DEFAULT_RULES.some((rule) => rule.id === id);

function ruleSteps(
  { book, memory, by }: Restoring,
  file: AlertingFile["rules"],
  sinks: AlertingFile["sinks"],
) {
  if (file === undefined) return [];
  const sinkIds = new Set([...memory.sinks.keys(), ...(sinks ?? []).map(({ id }) => id)]);
  const seen = new Set<string>();
  const steps = file.map((value): Step => {
    const read = readRule(value);
    if (read.kind === "refused") return stop("rule", value.id, read.complaints);
    const { rule } = read;
    if (seen.has(rule.id)) return stop("rule", rule.id, ["It is there twice."]);
    seen.add(rule.id);
    const missing = rule.sinks === "all" ? [] : rule.sinks.filter((id) => !sinkIds.has(id));
    if (missing.length > 0)
      return stop("rule", rule.id, [`There is no sink ${missing.map((id) => `\`${id}\``).join(", ")}.`]);
    const before = memory.rules.get(rule.id)?.rule;
    if (before !== undefined && canonicalJson(before) === canonicalJson(rule))
      return step("rule", rule.id, "same");
    const isNew = before === undefined && !isShipped(rule.id);
    return step("rule", rule.id, isNew ? "new" : "changed", (now) => {
      const stored = { rule, changed: { by, at: book.now } };
      now.rules.set(rule.id, stored);
      book.stores.settings.saveRule(stored);
    });
  });
  const own = [...seen].filter((id) => !isShipped(id)).length;
  if (DEFAULT_RULES.length + own > BOUNDS.rulesMax)
    return [stop("rule", "", [`There may be ${BOUNDS.rulesMax} rules at most.`])];
  const gone = [...memory.rules.keys()].filter((id) => !seen.has(id));
  const removals = gone.map((id) =>
    step("rule", id, isShipped(id) ? "changed" : "removed", (now) => {
      now.rules.delete(id);
      book.stores.settings.removeRule(id);
    }),
  );
  return [...steps, ...removals];
}

// ── The calendar, and how long what is kept ────────────────────────────────────────────────────────────────

function calendarSteps({ book, memory, by }: Restoring, file: AlertingFile["calendar"]): Step[] {
  if (file === undefined) return [];
  const before = memory.calendar;
  if (file === null) {
    if (before === null) return [step("calendar", "calendar", "same")];
    return [
      step("calendar", "calendar", "removed", (now) => {
        now.calendar = null;
        book.stores.settings.removeCalendar();
      }),
    ];
  }
  const read = readCalendar(file);
  if (read.kind === "refused") return [stop("calendar", "calendar", read.complaints)];
  const { calendar } = read;
  const isSame =
    before !== null &&
    canonicalJson(writtenCalendar(before.calendar)) === canonicalJson(writtenCalendar(calendar));
  if (isSame) return [step("calendar", "calendar", "same")];
  return [
    step("calendar", "calendar", before === null ? "new" : "changed", (now) => {
      now.calendar = { calendar, changed: { by, at: book.now } };
      book.stores.settings.saveCalendar(now.calendar);
    }),
  ];
}

function retentionSteps({ book, by }: Restoring, file: KeptDays | undefined): Step[] {
  if (file === undefined) return [];
  const isSame = isSameKept(retentionIn(book.stores).value, file);
  if (isSame) return [step("retention", "retention", "same")];
  return [step("retention", "retention", "changed", () => saveRetention(book, file, by))];
}

// ── Sinks ──────────────────────────────────────────────────────────────────────────────────────────────────

function sinkSteps(at: Restoring, file: AlertingFile["sinks"]): Step[] {
  if (file === undefined) return [];
  const { memory } = at;
  const ids = new Set(file.map(({ id }) => id));
  const kept = [...memory.sinks.keys()].filter((id) => !ids.has(id));
  if (ids.size < file.length) return [stop("sink", "", ["A sink is there twice."])];
  if (ids.size + kept.length > BOUNDS.sinksMax)
    return [stop("sink", "", [`There may be ${BOUNDS.sinksMax} sinks at most.`])];
  return [...file.map((value) => sinkStep(at, value)), ...kept.map((id) => step("sink", id, "kept"))];
}

function sinkStep({ book, memory, by, secretsToEnter }: Restoring, value: Fields): Step {
  const read = readRestoredSink(value);
  if (read.kind === "refused") return stop("sink", value.id, read.complaints);
  const { id, kind } = read.shown;
  const before = memory.sinks.get(id);
  if (before !== undefined && before.shown.kind !== kind)
    return stop("sink", id, [
      `There is a sink of the kind ${before.shown.kind} under this id; remove that first.`,
    ]);
  const after = restoredSink(read.shown, before, {
    ...{ changed: { by, at: book.now }, last: before?.last ?? null, lastTest: before?.lastTest ?? null },
  });
  if (after.inside.kind === "locked") secretsToEnter.push(id);
  if (before !== undefined && canonicalJson(before.shown) === canonicalJson(after.shown))
    return step("sink", id, "same");
  return step("sink", id, before === undefined ? "new" : "changed", (now) => {
    now.sinks.set(id, after);
    book.stores.sinks.save(after);
  });
}

// ── Silences ───────────────────────────────────────────────────────────────────────────────────────────────

const savedSilence = z.strictObject({
  id: z.string().min(1).max(BOUNDS.idCharsMax),
  matcher: silenceMatcher.refine((lists) => Object.values(lists).some((one) => (one?.length ?? 0) > 0), {
    error: "must name at least one rule, severity, queue, team or agent",
  }),
  reason: commentText.pipe(z.string().max(BOUNDS.commentCharsMax)),
  by: person,
  at: z.int(),
  until: z.int(),
  ended: z.null(),
});

function silenceSteps({ book, memory }: Restoring, file: AlertingFile["silences"]): Step[] {
  if (file === undefined) return [];
  const ids = new Set(file.map(({ id }) => id));
  const kept = [...memory.silences.keys()].filter((id) => !ids.has(id));
  if (ids.size + kept.length > BOUNDS.silencesMax)
    return [stop("silence", "", [`There may be ${BOUNDS.silencesMax} silences at most.`])];
  const steps = file.flatMap((value): Step[] => {
    const read = savedSilence.safeParse(value);
    if (!read.success)
      return [
        stop(
          "silence",
          value.id,
          read.error.issues.map(({ message }) => message),
        ),
      ];
    const silence = read.data;
    // It is over by now, or says to be for ever.
    if (silence.until <= book.now) return [];
    if (silence.until - book.now > BOUNDS.silenceMaxMs)
      return [stop("silence", silence.id, ["It would last longer than 30 days."])];
    const before = memory.silences.get(silence.id);
    if (before !== undefined && canonicalJson(before) === canonicalJson(silence))
      return [step("silence", silence.id, "same")];
    return [
      step("silence", silence.id, before === undefined ? "new" : "changed", (now) => {
        now.silences.set(silence.id, silence);
        book.stores.settings.saveSilence(silence);
      }),
    ];
  });
  return [...steps, ...kept.map((id) => step("silence", id, "kept"))];
}
