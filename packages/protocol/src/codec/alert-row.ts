/**
 * An alert in compact form, written and read side by side. There are few of them and they change seldom, so what
 * repeats (rules, queues, people) travels as a word of the frame, and the rest as it is:
 *
 *   [id, rule, ruleName, severity, flags, entity, queue, activeSince, firedAt, value, threshold, unit, comments,
 *    acknowledged, silenced, lastComment]
 *
 * `entity` is [kind, id] or 0 for the feed; the last three are 0 where there is none.
 */
import { SEVERITIES } from "@callboard/core";
import type { FieldUnit } from "@callboard/core/alerting";
import type { BoardAlert, BoardEntity, ByPerson } from "../alerts.ts";
import { count, fail, figure, figureOrNull, type Row, row, text, wordAt } from "./reader.ts";
import { type WordWriter, wordOf } from "./words.ts";

/** Places in these lists travel, so new words go at their end. */
const UNITS = ["seconds", "pct", "count"] as const satisfies readonly FieldUnit[];
const ENTITY_KINDS = ["agent", "queue"] as const;
const RECOVERING = 1;
const FLAPPING = 2;

export function writeAlert(alert: BoardAlert, at: number, words: WordWriter): Row {
  const { acknowledged, silenced, lastComment } = alert;
  return [
    alert.id,
    words.of(alert.ruleId),
    words.of(alert.ruleName),
    SEVERITIES.indexOf(alert.severity),
    (alert.phase === "recovering" ? RECOVERING : 0) + (alert.isFlapping ? FLAPPING : 0),
    alert.entity.kind === "feed" ? 0 : [ENTITY_KINDS.indexOf(alert.entity.kind), alert.entity.id],
    words.of(alert.queueId),
    at - alert.activeSince,
    at - alert.firedAt,
    alert.value,
    alert.threshold,
    writeUnit(alert.unit),
    alert.comments,
    acknowledged === null ? 0 : writePerson(acknowledged, at, words),
    silenced === null ? 0 : writePerson({ by: silenced.by, at: silenced.until }, at, words),
    lastComment === null ? 0 : [...writePerson(lastComment, at, words), lastComment.text],
  ];
}

export function readAlert(value: unknown, at: number, words: readonly string[]): BoardAlert {
  const fields = row(value, "alert");
  const flags = count(fields[4], "alert flags");
  const silenced = readPerson(fields[14], at, words);
  return {
    id: text(fields[0], "alert id"),
    ruleId: wordOf(words, fields[1]) ?? fail("rule"),
    ruleName: wordOf(words, fields[2]) ?? fail("rule name"),
    severity: wordAt(SEVERITIES, fields[3], "severity"),
    phase: (flags & RECOVERING) === 0 ? "firing" : "recovering",
    entity: readEntity(fields[5]),
    queueId: wordOf(words, fields[6]),
    activeSince: at - figure(fields[7], "active since"),
    firedAt: at - figure(fields[8], "fired"),
    value: figureOrNull(fields[9], "value"),
    threshold: figureOrNull(fields[10], "threshold"),
    unit: readUnit(fields[11]),
    comments: count(fields[12], "comments"),
    acknowledged: readPerson(fields[13], at, words),
    silenced: silenced === null ? null : { by: silenced.by, until: silenced.at },
    lastComment: readComment(fields[15], at, words),
    isFlapping: (flags & FLAPPING) !== 0,
  };
}

const writeUnit = (unit: FieldUnit): number => (unit === null ? 0 : UNITS.indexOf(unit) + 1);

function readUnit(value: unknown): FieldUnit {
  const place = count(value, "unit");
  return place === 0 ? null : wordAt(UNITS, place - 1, "unit");
}

function readEntity(value: unknown): BoardEntity {
  if (value === 0) return { kind: "feed" };
  const [kind, id] = row(value, "entity");
  return { kind: wordAt(ENTITY_KINDS, kind, "kind of entity"), id: text(id, "entity id") };
}

const writePerson = ({ by, at: then }: ByPerson, at: number, words: WordWriter): Row => [
  words.of(by),
  at - then,
];

function readPerson(value: unknown, at: number, words: readonly string[]): ByPerson | null {
  if (value === 0) return null;
  const [by, ago] = row(value, "person");
  return { by: wordOf(words, by) ?? fail("person"), at: at - figure(ago, "person's time") };
}

function readComment(value: unknown, at: number, words: readonly string[]): BoardAlert["lastComment"] {
  const person = readPerson(value, at, words);
  return person === null ? null : { ...person, text: text(row(value, "comment")[2], "comment") };
}
