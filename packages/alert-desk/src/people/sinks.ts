/** Sinks as people enter them. What is shown of one never holds a secret; a new secret is shown once, when it is made. */
import { BOUNDS } from "@callboard/core";
import {
  type DeliveryAnswer,
  judgeAnswer,
  type Notice,
  readSink,
  type Sink,
  showSink,
} from "@callboard/notices";
import { done, type Reply, refused } from "@callboard/shell";
import type { Book } from "../book.ts";
import { release, tellIncidents } from "../incidents/tell.ts";
import { type Memory, rulesInForce } from "../memory.ts";
import { unsent } from "../notices/life.ts";
import { lockedSink, noSeal } from "../sinks/locked.ts";
import { type StoredSink, sealSink } from "../sinks/stored-sink.ts";
import type { SinkTest, SinkView, SinkWritten, TestNotice } from "../views.ts";
import { noStorage, notFound, readPerson } from "./edge.ts";

/** Secrets that sign at once: the new one and the one that receivers still know. */
const SECRETS_MAX = 2;

function sinkView(book: Book, { shown, inside, changed, last, lastTest }: StoredSink): SinkView {
  const counts = book.stores.notices.countBy(shown.id);
  const waiting = (["ready", "sending", "held"] as const).reduce(
    (sum, state) => sum + (counts.get(state) ?? 0),
    0,
  );
  const locked = inside.kind === "locked" ? inside.why : null;
  return { sink: shown, changed, last, lastTest, waiting, dead: counts.get("dead") ?? 0, locked };
}

export function listSinks(book: Book): Reply<readonly SinkView[]> {
  const memory = book.open();
  if (memory === null) return noStorage;
  const views = book.read(() => Array.from(memory.sinks.values(), (stored) => sinkView(book, stored)));
  return views === null ? noStorage : done(views);
}

export function putSink(book: Book, value: unknown, by: unknown): Reply<SinkWritten> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const memory = book.open();
  if (memory === null) return noStorage;
  let newSecret: string | null = null;
  const read = readSink(value, {
    isLocal: book.settings.isLocal,
    previous: openedOf(memory, idOf(value)),
    newSecret: () => {
      newSecret = book.ports.newSigningSecret();
      return newSecret;
    },
  });
  if (read.kind === "refused")
    return refused(400, "This is no sink yet", read.complaints.join(" "), read.complaints);
  const { sink } = read;
  if (!memory.sinks.has(sink.id) && memory.sinks.size >= BOUNDS.sinksMax)
    return refused(409, "There are too many sinks", `At most ${BOUNDS.sinksMax} sinks; remove one first.`);
  return write(book, sink, who.value, "sink changed", newSecret);
}

/** What is left out stays as it was; of a sink that cannot be opened nothing is known, and all is to be entered again. */
function openedOf(memory: Memory, id: string): Sink | null {
  const inside = memory.sinks.get(id)?.inside;
  return inside?.kind === "opened" ? inside.sink : null;
}

/** The id under which a sink is entered, before it is known whether it is one. */
function idOf(value: unknown): string {
  const isObject = typeof value === "object" && value !== null && "id" in value;
  return isObject && typeof value.id === "string" ? value.id : "";
}

function write(
  book: Book,
  sink: Sink,
  by: string,
  what: string,
  newSecret: string | null,
): Reply<SinkWritten> {
  const { now } = book;
  const written = book.commit((memory) => {
    const before = memory.sinks.get(sink.id);
    const stored = sealSink(book.ports.vault, sink, {
      ...{ changed: { by, at: now }, last: before?.last ?? null, lastTest: before?.lastTest ?? null },
    });
    if (stored === null) return null;
    memory.sinks.set(sink.id, stored);
    book.stores.sinks.save(stored);
    book.stores.settings.noteDeed({ at: now, by, what, subject: sink.id, body: showSink(sink) });
    if (before?.shown.enabled !== true) tellNewcomer(book, memory, sink);
    return { view: sinkView(book, stored), newSecret };
  });
  if (written.kind === "failed") return noStorage;
  return written.value === null ? noSeal : done(written.value);
}

/** What fires and was told to nobody, since nobody was there to be told, is told to a sink that has come. */
function tellNewcomer(book: Book, memory: Memory, { id, enabled }: Sink): void {
  if (!enabled) return;
  for (const alert of memory.alerts.values()) {
    if (alert.telling !== "noSink" || (alert.sinks !== "all" && !alert.sinks.includes(id))) continue;
    alert.telling = "waiting";
    book.stores.alerts.save(alert);
    memory.planAt.set(alert.incidentId, 0);
  }
  tellIncidents(book, memory, book.now);
}

export function removeSink(book: Book, id: string, by: unknown): Reply<{ readonly id: string }> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const memory = book.open();
  if (memory === null) return noStorage;
  const stored = memory.sinks.get(id);
  if (stored === undefined) return notFound("sink", id);
  const users = rulesInForce(memory).filter(({ sinks }) => sinks !== "all" && sinks.includes(id));
  if (users.length > 0) {
    const names = users.map((rule) => `\`${rule.id}\``).join(", ");
    return refused(409, "Rules name this sink", `${names}: take it out of their \`sinks\` first.`);
  }
  const removed = book.commit((now) => {
    now.sinks.delete(id);
    book.stores.sinks.remove(id);
    const body = stored.shown;
    book.stores.settings.noteDeed({ at: book.now, by: who.value, what: "sink removed", subject: id, body });
    callOffAll(book, id);
  });
  return removed.kind === "committed" ? done({ id }) : noStorage;
}

/** Nobody is left to be told; what is with the receiver at this moment is settled by its answer. */
function callOffAll(book: Book, sinkId: string): void {
  const { notices } = book.stores;
  for (const notice of notices.unsettledOf(sinkId)) {
    if (notice.state === "sending") continue;
    const last = unsent(book.now, "the sink was removed");
    notices.save({ ...notice, state: "cancelled", handAt: null, last });
    if (notice.kind === "fire") release(book, notice.incidentId, sinkId);
  }
}

function webhook(book: Book, id: string): Reply<{ sink: Sink & { kind: "webhook" }; memory: Memory }> {
  const memory = book.open();
  if (memory === null) return noStorage;
  const found = sinkInside(memory, id);
  if (found.kind === "refused") return found;
  const sink = found.value;
  if (sink.kind !== "webhook")
    return refused(
      409,
      "Only webhooks sign",
      `The sink \`${id}\` is of the kind ${sink.kind}; it has no signing secret.`,
    );
  return done({ sink, memory });
}

function sinkInside(memory: Memory, id: string): Reply<Sink> {
  const stored = memory.sinks.get(id);
  if (stored === undefined) return notFound("sink", id);
  return stored.inside.kind === "locked" ? lockedSink(id, stored.inside.why) : done(stored.inside.sink);
}

/** A new secret signs from now on, beside the one before; one that was older goes. */
export function rotateSecret(book: Book, id: string, by: unknown): Reply<SinkWritten> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const found = webhook(book, id);
  if (found.kind === "refused") return found;
  const { sink } = found.value;
  const newSecret = book.ports.newSigningSecret();
  const secrets = [newSecret, ...sink.secrets].slice(0, SECRETS_MAX);
  return write(book, { ...sink, secrets }, who.value, "secret rotated", newSecret);
}

/** Only the newest secret signs from now on. */
export function endRotation(book: Book, id: string, by: unknown): Reply<SinkWritten> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const found = webhook(book, id);
  if (found.kind === "refused") return found;
  const { sink } = found.value;
  return write(book, { ...sink, secrets: sink.secrets.slice(0, 1) }, who.value, "rotation ended", null);
}

// ── "Send a test" ──────────────────────────────────────────────────────────────────────────────────────────

export function testNotice(book: Book, sinkId: string): Reply<TestNotice> {
  const memory = book.open();
  if (memory === null) return noStorage;
  const found = sinkInside(memory, sinkId);
  return found.kind === "refused" ? found : done({ sink: found.value, notice: exampleNotice(book, sinkId) });
}

function exampleNotice({ now, ports, told }: Book, sinkId: string): Notice {
  const id = `test.${sinkId}.${ports.newId()}`;
  const { tenant, siteName, zone, link } = told;
  return {
    ...{ id, kind: "test", tenant, siteName, zone, at: now, incidentId: id, openedAt: now, severity: "low" },
    alerts: [
      {
        record: {
          ...{ alert_type: "test", severity: "low", user_id: "test", state: "NOT_READY" },
          ...{ duration_seconds: 901, threshold_seconds: 900, timestamp: new Date(now).toISOString() },
        },
        ...{ alertId: id, ruleName: "A test", advice: "Nothing needs to be done." },
        ...{ entityKind: "agent", entityName: "Nobody", queueId: null, queueName: null, teamName: null },
        ...{ activeSince: now, firedAt: now, resolvedAt: null, reason: "conditionMet", isFlapping: false },
        figure: { field: "stateSeconds", value: 901, threshold: 900, unit: "seconds" },
      },
    ],
    ...{ more: 0, suppressed: 0, by: null, link },
  };
}

/** Keeps what came of a test, and says what it means. */
export function noteTest(book: Book, sinkId: string, answer: DeliveryAnswer): Reply<SinkTest> {
  const noted = book.commit((memory): Reply<SinkTest> => {
    const stored = memory.sinks.get(sinkId);
    if (stored === undefined) return notFound("sink", sinkId);
    const verdict = judgeAnswer(stored.shown.kind, answer);
    const lastTest: SinkTest = {
      ...{ at: book.now, verdict: verdict.kind, why: verdict.kind === "delivered" ? null : verdict.why },
      status: answer.kind === "answered" ? answer.status : null,
      body: answer.kind === "answered" ? answer.body.slice(0, BOUNDS.noticeAnswerCharsMax) : null,
    };
    memory.sinks.set(sinkId, { ...stored, lastTest });
    book.stores.sinks.save({ ...stored, lastTest });
    return done(lastTest);
  });
  return noted.kind === "committed" ? noted.value : noStorage;
}
