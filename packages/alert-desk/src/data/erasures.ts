/** Deletions that were asked for: how far each is, and, once it is done, that it was. Whom it was about is forgotten then. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { forgetAgent } from "@callboard/core/alerting";
import { done, type Refused, type Reply, refused } from "@callboard/shell";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import { noStorage, readPerson } from "../people/edge.ts";

/** In this order: what is still to be packed is packed while the others are gone through. */
export const ERASURE_STAGES = ["alerts", "notices", "minutes", "history"] as const;
export type ErasureStage = (typeof ERASURE_STAGES)[number];

export interface ErasureRecord {
  readonly id: string;
  readonly by: string;
  readonly at: EpochMs;
  readonly withSettings: boolean;
  endedAt: EpochMs | null;
  /** `null` once it is done. */
  who: { readonly agentId: string; readonly names: string[] } | null;
  stage: ErasureStage;
  /** The last row that was looked at in this stage. */
  cursor: number;
  /** The newest row of our log when it began: it must be packed before history is gone through. */
  readonly upToLog: number;
  progress: { done: number; total: number };
  readonly changed: { history: number; minutes: number; alerts: number; notices: number };
}

export interface ErasureView {
  readonly id: string;
  readonly state: "working" | "done";
  readonly agentId: string | null;
  readonly by: string;
  readonly at: EpochMs;
  readonly endedAt: EpochMs | null;
  readonly progress: { readonly done: number; readonly total: number };
  readonly changed: ErasureRecord["changed"];
  readonly withSettings: boolean;
}

const viewOf = ({
  id,
  by,
  at,
  endedAt,
  who,
  progress,
  changed,
  withSettings,
}: ErasureRecord): ErasureView => ({
  ...{ id, by, at, endedAt, progress, changed, withSettings },
  state: who === null ? "done" : "working",
  agentId: who?.agentId ?? null,
});

export function listErasures(book: Book): Reply<readonly ErasureView[]> {
  const memory = book.open();
  const views = memory === null ? null : book.read(() => book.stores.erasures.all().map(viewOf));
  return views === null ? noStorage : done(views);
}

/** Asked twice it is one deletion. */
export function eraseAgent(
  book: Book,
  agentId: string,
  by: unknown,
  withSettings: boolean,
): Reply<ErasureView> {
  const person = readPerson(by);
  if (person.kind === "refused") return person;
  const begun = book.commit((memory): ErasureRecord | Refused => {
    const { erasures, settings } = book.stores;
    const all = erasures.all();
    const working = all.filter(({ who }) => who !== null);
    const same = working.find(({ who }) => who?.agentId === agentId);
    if (same !== undefined) return same;
    if (working.length >= BOUNDS.erasuresOpenMax) return TOO_MANY;
    const names = forgetNow(book, memory, agentId);
    const record: ErasureRecord = {
      ...{ id: book.ports.newId(), by: person.value, at: book.now, withSettings, endedAt: null },
      ...{ who: { agentId, names }, stage: "alerts", cursor: 0, upToLog: memory.stream.logId },
      progress: { done: 0, total: erasures.rowsToLookAt() },
      changed: { history: 0, minutes: 0, alerts: 0, notices: 0 },
    };
    erasures.save([record, ...all].slice(0, BOUNDS.erasuresKept));
    // By its own number: the log of deeds outlives whom it is about.
    const { id } = record;
    settings.noteDeed({ at: book.now, by: person.value, what: "deletion begun", subject: id, body: null });
    return record;
  });
  if (begun.kind === "failed") return noStorage;
  return "kind" in begun.value ? begun.value : done(viewOf(begun.value));
}

/** What memory and the checkpoint hold of what is over; gives what the agent is called. Inside a transaction. */
export function forgetNow(book: Book, memory: Memory, agentId: string): string[] {
  const { alerts, erasures } = book.stores;
  const names = new Set(alerts.namesOf(agentId, BOUNDS.erasureNamesMax));
  const onFloor = memory.engine.agents.get(agentId)?.who?.name;
  if (typeof onFloor === "string") names.add(onFloor);
  const isOnFloor = forgetAgent(memory.engine, agentId);
  if (!isOnFloor) memory.minute.forget(agentId);
  for (const key of memory.told.keys()) if (key.endsWith(`|agent:${agentId}`)) memory.told.delete(key);
  erasures.forgetTold(`agent:${agentId}`);
  book.checkpoint(memory);
  return [...names].filter((name) => name.trim().length > 1).slice(0, BOUNDS.erasureNamesMax);
}

const TOO_MANY = refused(
  409,
  "There are too many deletions at work",
  `At most ${BOUNDS.erasuresOpenMax} at once: wait until some of them are done.`,
);
