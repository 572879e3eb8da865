/** The seals of all sinks: which keys they need, and all of them sealed with the current one. */
import { done, type Reply } from "@callboard/shell";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import { noStorage, readPerson } from "../people/edge.ts";
import type { SealsInUse, SinksResealed } from "../views.ts";
import { isInClear, resealSink, type StoredSink } from "./stored-sink.ts";

export function sealsInUse(book: Book): Reply<SealsInUse> {
  const memory = book.open();
  if (memory === null) return noStorage;
  const byVersion = new Map<number, number>();
  let locked = 0;
  let inClear = 0;
  for (const stored of memory.sinks.values()) {
    if (stored.inside.kind === "locked") locked += 1;
    if (isInClear(stored)) inClear += 1;
    const version = stored.sealed === null ? null : book.ports.vault.keyVersionOf(stored.sealed);
    if (version !== null) byVersion.set(version, (byVersion.get(version) ?? 0) + 1);
  }
  const versions = Array.from(byVersion, ([version, secrets]) => ({ version, secrets }));
  return done({ versions, locked, inClear });
}

/** Seals every sink with the current key. Done twice it changes nothing; what cannot be opened is left as it is, and told. */
export function resealSinks(book: Book, by: unknown): Reply<SinksResealed> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const committed = book.commit((memory) => {
    const resealed = resealAll(book, memory);
    if (resealed.rewrapped > 0) {
      const body = { rewrapped: resealed.rewrapped };
      const what = "sinks sealed with the current key";
      book.stores.settings.noteDeed({ at: book.now, by: who.value, what, subject: "sinks", body });
    }
    return resealed;
  });
  return committed.kind === "committed" ? done(committed.value) : noStorage;
}

function resealAll(book: Book, memory: Memory): SinksResealed {
  let rewrapped = 0;
  let current = 0;
  const refused: { id: string; why: SinksResealed["refused"][number]["why"] }[] = [];
  for (const [id, stored] of memory.sinks) {
    const result = resealSink(book.ports.vault, stored);
    if (result.kind === "rewrapped") {
      keep(book, memory, result.stored);
      rewrapped += 1;
    } else if (result.kind === "current") current += stored.sealed === null ? 0 : 1;
    else refused.push({ id, why: result.why });
  }
  return { rewrapped, current, refused };
}

function keep(book: Book, memory: Memory, stored: StoredSink): void {
  memory.sinks.set(stored.shown.id, stored);
  book.stores.sinks.save(stored);
}

/**
 * Seals what an earlier version stored in clear; without a key it stays as it is, and is tried again at the next start. Who calls
 * has a memory that nobody uses yet.
 */
export function sealWhatIsClear(book: Book, memory: Memory): void {
  const clear = [...memory.sinks.values()].filter(isInClear);
  if (clear.length === 0) return;
  let sealed = 0;
  book.ports.sql.transaction(() => {
    for (const stored of clear) {
      const result = resealSink(book.ports.vault, stored);
      if (result.kind !== "rewrapped") continue;
      keep(book, memory, result.stored);
      sealed += 1;
    }
  });
  book.ports.journal.note("sinks sealed", {
    ...{ tenant: book.settings.tenant, sealed, left: clear.length - sealed },
  });
}
