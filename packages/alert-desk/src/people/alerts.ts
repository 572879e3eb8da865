/** What people ask about alerts, and do with them: search, acknowledge, comment. Decided, committed, then told. */
import { BOUNDS } from "@callboard/core";
import { done, type Reply, refused } from "@callboard/shell";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import { tellAcknowledged } from "../notices/acknowledge.ts";
import type { AlertRecord } from "../record/alert-record.ts";
import type { AlertDetail, AlertPage, AlertView } from "../views.ts";
import { alertQuery } from "./asked.ts";
import { commentText, noStorage, notFound, readEdge, readPerson, readPlace, writePlace } from "./edge.ts";
import { noticeView } from "./notices.ts";

function alertView(alert: AlertRecord): AlertView {
  const { cooldownMs: _, sinks: _sinks, decidedAt: _at, passages: _passages, comments, ...shown } = alert;
  return { ...shown, commentCount: comments };
}

export function searchAlerts(book: Book, value: unknown): Reply<AlertPage> {
  const read = readEdge("search", alertQuery, value);
  if (read.kind === "refused") return read;
  const { state, text, limit, before } = read.value;
  const place = before === undefined ? null : readPlace(before);
  if (before !== undefined && place === null)
    return refused(
      400,
      "This is no place to read on from",
      "`before` must be the `next` of the page before.",
    );
  if (book.open() === null) return noStorage;
  const found = book.read(() =>
    book.stores.alerts.search({
      isActive: state === "all" ? null : state === "firing",
      text: text === undefined || text === "" ? null : text,
      severity: read.value.severity ?? null,
      ruleId: read.value.ruleId ?? null,
      entityId: read.value.entityId ?? null,
      queueId: read.value.queueId ?? null,
      from: read.value.from ?? null,
      to: read.value.to ?? null,
      before: place === null ? null : { firedAt: place.at, id: place.id },
      limit: limit + 1,
    }),
  );
  if (found === null) return noStorage;
  const alerts = found.slice(0, limit);
  const last = alerts.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return done({ alerts: alerts.map(alertView), next: hasMore ? writePlace(last.firedAt, last.id) : null });
}

export function showAlert(book: Book, alertId: string): Reply<AlertDetail> {
  const memory = book.open();
  if (memory === null) return noStorage;
  const shown = book.read(() => {
    const alert = memory.alerts.get(alertId) ?? book.stores.alerts.find(alertId);
    return { detail: alert === null ? null : detailOf(book, alert) };
  });
  if (shown === null) return noStorage;
  return shown.detail === null ? notFound("alert", alertId) : done(shown.detail);
}

function detailOf(book: Book, alert: AlertRecord): AlertDetail {
  const { alerts, notices } = book.stores;
  const passages = alerts.passages(alert.id);
  return {
    ...alertView(alert),
    passages,
    passagesLeftOut: alert.passages - passages.length,
    comments: alerts.comments(alert.id),
    notices: notices
      .ofThread(alert.incidentId)
      .slice(-BOUNDS.alertPageMax)
      .map((notice) => noticeView(book, notice)),
  };
}

/** Changes one alert of record: the one in memory where it is not over, else the stored one. */
function change(
  book: Book,
  alertId: string,
  work: (alert: AlertRecord, memory: Memory) => void,
): Reply<AlertDetail> {
  const changed = book.commit((memory) => {
    const alert = memory.alerts.get(alertId) ?? book.stores.alerts.find(alertId);
    if (alert === null) return false;
    work(alert, memory);
    book.stores.alerts.save(alert);
    if (memory.alerts.has(alertId)) book.isBoardStale = true;
    return true;
  });
  if (changed.kind === "failed") return noStorage;
  return changed.value ? showAlert(book, alertId) : notFound("alert", alertId);
}

/** The first one stands: who comes second sees who was there before. */
export function acknowledge(book: Book, alertId: string, by: unknown): Reply<AlertDetail> {
  const read = readPerson(by);
  if (read.kind === "refused") return read;
  return change(book, alertId, (alert, memory) => {
    if (alert.acknowledged !== null) return;
    alert.acknowledged = { by: read.value, at: book.now };
    tellAcknowledged(book, memory, alert.incidentId, read.value);
  });
}

export function unacknowledge(book: Book, alertId: string, by: unknown): Reply<AlertDetail> {
  const read = readPerson(by);
  if (read.kind === "refused") return read;
  return change(book, alertId, (alert) => {
    if (alert.acknowledged === null) return;
    const body = { was: alert.acknowledged };
    book.stores.settings.noteDeed({
      by: read.value,
      at: book.now,
      what: "unacknowledged",
      subject: alertId,
      body,
    });
    alert.acknowledged = null;
  });
}

export function comment(book: Book, alertId: string, by: unknown, text: unknown): Reply<AlertDetail> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const said = readEdge("comment", commentText, text);
  if (said.kind === "refused") return said;
  const { commentCharsMax, commentsPerAlertMax } = BOUNDS;
  if (said.value.length > commentCharsMax)
    return refused(413, "The comment is too long", `A comment has at most ${commentCharsMax} characters.`);
  const memory = book.open();
  if (memory === null) return noStorage;
  const known = book.read(() => ({ alert: memory.alerts.get(alertId) ?? book.stores.alerts.find(alertId) }));
  if ((known?.alert?.comments ?? 0) >= commentsPerAlertMax)
    return refused(
      409,
      "There are too many comments",
      `An alert has at most ${commentsPerAlertMax} comments.`,
    );
  return change(book, alertId, (alert) => {
    alert.comments += 1;
    alert.lastComment = { by: who.value, at: book.now, text: said.value };
    book.stores.alerts.addComment(alertId, alert.comments, alert.lastComment);
  });
}
