/** What `status` answers: how the alert desk is doing, for whoever runs it. Counts and codes; no names, no secrets. */
import type { EpochMs, SEVERITIES } from "@callboard/core";
import { engineFacts, isFrozen } from "@callboard/core/alerting";
import type { Book } from "./book.ts";
import type { Intake } from "./intake/intake.ts";
import type { Memory } from "./memory.ts";
import type { Teller } from "./tell/teller.ts";
import { type AlertDeskStatus, type AlertFigures, NOTICE_STATES } from "./views.ts";

export interface StatusParts {
  readonly book: Book;
  readonly intake: Intake;
  readonly teller: Teller;
  readonly startedAt: EpochMs;
  readonly duesFailed: number;
}

/** `null` while the storage cannot be read. */
export function statusOf({
  book,
  intake,
  teller,
  startedAt,
  duesFailed,
}: StatusParts): AlertDeskStatus | null {
  const memory = book.open();
  if (memory === null) return null;
  const stored = book.read(() => storedFacts(book));
  if (stored === null) return null;
  const { stream } = memory;
  const { now } = book;
  return {
    ...{ tenant: book.settings.tenant, at: now, startedAt, life: teller.life },
    ...{ lineage: stream.lineage, lastSeq: stream.lastSeq, clock: stream.clock },
    ...{ batchAt: stream.at, heardAt: stream.heardAt, feed: stream.feed },
    lagMs: stream.at === null ? null : now - stream.at,
    isFrozen: isFrozen(memory.engine),
    isUnheard: intake.isSilent(memory),
    batches: intake.tally.toRecord(),
    ...{ held: intake.held, isAskingDesk: intake.isAsking },
    firing: firingBySeverity(memory),
    incidentsOpen: [...memory.incidents.values()].filter(({ state }) => state === "open").length,
    engine: engineFacts(memory.engine),
    push: teller.facts(),
    ...stored,
    checkpointAt: memory.checkpointAt,
    ...{ storageFailures: book.failures, duesFailed },
  };
}

/** `null` while the storage cannot be read. */
export function figuresOf(book: Book): AlertFigures | null {
  const memory = book.open();
  const counts = memory === null ? null : book.read(() => book.stores.notices.countBySink());
  if (memory === null || counts === null) return null;
  const alerts = new Map<string, AlertFigures["alerts"][number]>();
  for (const { severity, phase } of memory.alerts.values()) {
    const key = `${severity} ${phase}`;
    alerts.set(key, { severity, phase, count: (alerts.get(key)?.count ?? 0) + 1 });
  }
  const notices = new Map<string, AlertFigures["notices"][number]>();
  for (const { sinkId, state, count } of counts) {
    const sink = memory.sinks.get(sinkId)?.shown.kind ?? "removed";
    const key = `${sink} ${state}`;
    notices.set(key, { sink, state, count: (notices.get(key)?.count ?? 0) + count });
  }
  return { alerts: [...alerts.values()], notices: [...notices.values()] };
}

function firingBySeverity(memory: Memory): AlertDeskStatus["firing"] {
  const counts = { critical: 0, high: 0, medium: 0, low: 0 } satisfies Record<
    (typeof SEVERITIES)[number],
    number
  >;
  for (const { severity } of memory.alerts.values()) counts[severity] += 1;
  return counts;
}

function storedFacts({ stores, ports }: Book) {
  const counts = stores.notices.countBy();
  const notices = Object.fromEntries(NOTICE_STATES.map((state) => [state, counts.get(state) ?? 0]));
  return {
    poisoned: stores.history.poisoned(),
    notices: notices as AlertDeskStatus["notices"],
    history: {
      ...stores.history.totals(),
      unpacked: stores.stream.unpacked(),
      ...stores.minutes.totals(),
    },
    storageBytes: ports.sql.bytes(),
  };
}
