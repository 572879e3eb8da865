/**
 * What the alert desk holds in memory: a copy of what is of record and not over, and the engine. It may move ahead of the
 * store only inside a transaction; where that fails it is dropped and made anew from the store (SPEC D14).
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import {
  createEngine,
  DEFAULT_RULES,
  type Engine,
  type FloorBatch,
  type FloorSnapshot,
  type Rule,
  type RuleSet,
  type SiteCalendar,
  snapshotOf,
  takeBatch,
  takeSilence,
  takeSnapshot,
  unpackEngine,
} from "@callboard/core/alerting";
import type { Incident } from "./incidents/incident.ts";
import { addOpen } from "./incidents/open-incidents.ts";
import { OpenMinute } from "./minutes/open-minute.ts";
import type { SinkVault } from "./ports.ts";
import type { AlertRecord } from "./record/alert-record.ts";
import type { StoredSink } from "./sinks/stored-sink.ts";
import type { Told } from "./storage/incident-store.ts";
import { readBody } from "./storage/rows.ts";
import type { StoredCalendar, StoredRule } from "./storage/settings-store.ts";
import type { LogEntry, Stream } from "./storage/stream-store.ts";
import type { Stores } from "./stores.ts";
import type { Silence } from "./views.ts";

export interface Memory {
  engine: Engine;
  /** What of the floor's minute is not over yet; it is ahead of the store as the engine is, and comes back with it. */
  minute: OpenMinute;
  readonly stream: Stream;
  /** The engine has no floor to judge on: only a snapshot of the whole will do. */
  needsSnapshot: boolean;
  checkpointAt: EpochMs | null;
  /** Alerts that fire or recover, by id. */
  readonly alerts: Map<string, AlertRecord>;
  /** Incidents that are not closed, by id; the alerts of each that are not over; the open ones of a rule's group. */
  readonly incidents: Map<string, Incident>;
  readonly members: Map<string, Set<string>>;
  readonly openByGroup: Map<string, Set<string>>;
  /** When an incident is to be looked at for what is to be told; 0 is "now". */
  readonly planAt: Map<string, EpochMs>;
  readonly told: Map<string, Told>;
  /** What people wrote; shipped rules that nobody changed are not in it. */
  readonly rules: Map<string, StoredRule>;
  calendar: StoredCalendar | null;
  readonly sinks: Map<string, StoredSink>;
  readonly silences: Map<string, Silence>;
}

/** The rules in force: the shipped ones as people have changed them, then the site's own. */
export function rulesInForce(memory: Pick<Memory, "rules">): Rule[] {
  const shipped = DEFAULT_RULES.map((rule) => memory.rules.get(rule.id)?.rule ?? rule);
  const shippedIds = new Set(DEFAULT_RULES.map(({ id }) => id));
  const own = Array.from(memory.rules.values(), ({ rule }) => rule).filter(({ id }) => !shippedIds.has(id));
  return [...shipped, ...own].slice(0, BOUNDS.rulesMax);
}

/** Without one, the site is always open, by its own zone. */
export const calendarInForce = (memory: Pick<Memory, "calendar">, zone: string): SiteCalendar =>
  memory.calendar?.calendar ?? { zone, open: [], holidays: [] };

export const ruleSetInForce = (memory: Pick<Memory, "rules" | "calendar">, zone: string): RuleSet => ({
  rules: rulesInForce(memory),
  calendar: calendarInForce(memory, zone),
});

/** Reads everything back. Throws where the storage does. */
export function loadMemory(stores: Stores, vault: SinkVault, zone: string, now: EpochMs): Memory {
  const rules = new Map(stores.settings.rules().map((stored) => [stored.rule.id, stored]));
  const calendar = stores.settings.calendar();
  const stream = stores.stream.load();
  const recovered = recoverEngine(stores, ruleSetInForce({ rules, calendar }, zone), stream);
  const memory: Memory = {
    ...{ ...recovered, stream, rules, calendar },
    alerts: new Map(stores.alerts.active().map((alert) => [alert.id, alert])),
    incidents: new Map(stores.incidents.open().map((incident) => [incident.id, incident])),
    members: new Map(),
    openByGroup: new Map(),
    planAt: new Map(),
    told: stores.incidents.told(),
    sinks: new Map(stores.sinks.all(vault).map((stored) => [stored.shown.id, stored])),
    silences: new Map(stores.settings.silences(now).map((silence) => [silence.id, silence])),
  };
  for (const incident of memory.incidents.values()) {
    memory.members.set(incident.id, new Set());
    memory.planAt.set(incident.id, 0);
    if (incident.state === "open") addOpen(memory, incident);
  }
  for (const { id, incidentId } of memory.alerts.values()) memory.members.get(incidentId)?.add(id);
  return memory;
}

type Recovered = Pick<Memory, "engine" | "minute">;

/** The checkpoint, then the log behind it through the same engine. A replay writes nothing and tells nobody. */
function recoverEngine(
  stores: Stores,
  ruleSet: RuleSet,
  stream: Stream,
): Pick<Memory, "engine" | "minute" | "needsSnapshot" | "checkpointAt"> {
  const checkpoint = stores.stream.checkpoint();
  const unpacked = checkpoint === null ? null : readEngine(checkpoint.text);
  const engine = unpacked ?? createEngine(ruleSet);
  const packedMinute = unpacked === null ? null : stores.minutes.open();
  const minute = packedMinute === null ? new OpenMinute() : OpenMinute.unpack(packedMinute);
  const after = unpacked === null ? 0 : (checkpoint?.covered ?? 0);
  const hasFloor = unpacked !== null && snapshotOf(unpacked) !== null;
  const replayed = replay(stores, { engine, minute }, after, hasFloor);
  if (replayed) return { engine, minute, needsSnapshot: false, checkpointAt: checkpoint?.at ?? null };
  stream.isEngineNew = true;
  const fresh = { engine: createEngine(ruleSet), minute: new OpenMinute() };
  return { ...fresh, needsSnapshot: true, checkpointAt: null };
}

function readEngine(text: string): Engine | null {
  try {
    return unpackEngine(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Whether the engine stands where the log ends. Without a floor nothing is replayed before a snapshot brings one. */
function replay(stores: Stores, recovered: Recovered, after: number, hasFloor: boolean): boolean {
  let isWhole = hasFloor;
  for (let entry = stores.stream.next(after); entry !== null; entry = stores.stream.next(entry.id)) {
    if (entry.kind === "snapshot") isWhole = true;
    if (isWhole && !isTaken(recovered, entry)) return false;
  }
  return isWhole;
}

/** An entry of another build may be one that this one's engine cannot take. */
function isTaken(recovered: Recovered, entry: LogEntry): boolean {
  try {
    giveAgain(recovered, entry);
    return true;
  } catch {
    return false;
  }
}

/** Minutes that are over were written with the entry that ended them. */
function giveAgain({ engine, minute }: Recovered, { kind, text }: LogEntry): void {
  switch (kind) {
    case "batch": {
      const batch = readBody<FloorBatch>(text);
      minute.takeBatch(engine, batch);
      takeBatch(engine, batch);
      return;
    }
    case "snapshot": {
      const snapshot = readBody<FloorSnapshot>(text);
      minute.takeSnapshot(engine, snapshot);
      takeSnapshot(engine, snapshot);
      return;
    }
    case "silence":
      takeSilence(engine, readBody<EpochMs>(text));
      return;
    case "keyframe":
    case "waypoint":
      return;
    default:
      kind satisfies never;
  }
}
