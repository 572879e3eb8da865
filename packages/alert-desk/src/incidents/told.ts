/**
 * What was last told of a rule, for one agent or queue (cooldowns) and for a whole group (SPEC D8, D9), and how many fires
 * were counted since instead of told. Every call that changes something is inside a transaction.
 */
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import { type Told, toldKey } from "../storage/incident-store.ts";

/** Whom it was told of: `entityKey` of an agent or a queue, or a group. */
export type Whom = string;

/** A group's name among agents and queues, none of which is of that kind. */
export const groupWhom = (group: string): Whom => `group:${group}`;

export const toldOf = (memory: Memory, ruleId: string, whom: Whom): Told | null =>
  memory.told.get(toldKey(ruleId, whom)) ?? null;

/** One fire more, or less, that was not told since something was. */
export function countUntold(book: Book, memory: Memory, ruleId: string, whom: Whom, by: 1 | -1): void {
  const told = toldOf(memory, ruleId, whom);
  if (told === null) return;
  save(book, memory, ruleId, whom, { ...told, suppressed: Math.max(0, told.suppressed + by) });
}

/** It is told now, at the desk's clock. Gives how many fires were counted since it was told before. */
export function noteTold(
  book: Book,
  memory: Memory,
  ruleId: string,
  whom: Whom,
  { at, isFlapTold }: Pick<Told, "at" | "isFlapTold">,
): number {
  const suppressed = toldOf(memory, ruleId, whom)?.suppressed ?? 0;
  save(book, memory, ruleId, whom, { at, isFlapTold, suppressed: 0 });
  return suppressed;
}

function save(book: Book, memory: Memory, ruleId: string, whom: Whom, told: Told): void {
  memory.told.set(toldKey(ruleId, whom), told);
  book.stores.incidents.saveTold(ruleId, whom, told);
}
