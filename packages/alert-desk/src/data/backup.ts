/** What people have set at the alert desk, for a file: no secret, nothing of the past, and nothing that the product ships by itself. */
import type { Rule } from "@callboard/core/alerting";
import type { ShownSink } from "@callboard/notices";
import { done, type Reply } from "@callboard/shell";
import type { Book } from "../book.ts";
import { noStorage } from "../people/edge.ts";
import { writtenCalendar } from "../people/rules.ts";
import { isActive } from "../people/silence-match.ts";
import type { Silence, WrittenCalendar } from "../views.ts";
import { type KeptDays, retentionIn } from "./retention.ts";

export type SavedSink = ShownSink & { readonly needsSecret: boolean };

export interface AlertingBackup {
  readonly rules: readonly Rule[];
  /** `null`: nobody has set one. */
  readonly calendar: WrittenCalendar | null;
  readonly sinks: readonly SavedSink[];
  /** Those that are not over. */
  readonly silences: readonly Silence[];
  readonly retention: KeptDays;
}

/** In the order of their ids, so that the same settings are the same file. */
export function backup(book: Book): Reply<AlertingBackup> {
  const memory = book.open();
  if (memory === null) return noStorage;
  const retention = book.read(() => retentionIn(book.stores).value);
  if (retention === null) return noStorage;
  const { rules, calendar, sinks, silences } = memory;
  return done({
    rules: byId(Array.from(rules.values(), ({ rule }) => rule)),
    calendar: calendar === null ? null : writtenCalendar(calendar.calendar),
    sinks: byId(
      Array.from(sinks.values(), ({ shown }) => ({ ...shown, needsSecret: shown.kind !== "email" })),
    ),
    silences: byId([...silences.values()].filter((silence) => isActive(silence, book.now))),
    retention,
  });
}

const byId = <One extends { readonly id: string }>(list: readonly One[]): readonly One[] =>
  list.toSorted((one, other) => (one.id < other.id ? -1 : 1));
