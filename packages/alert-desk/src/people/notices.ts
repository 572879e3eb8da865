/** What people see of notices, and the dead letters that they send again. */
import { BOUNDS } from "@callboard/core";
import type { Notice } from "@callboard/notices";
import { done, type Reply, refused } from "@callboard/shell";
import type { Book } from "../book.ts";
import type { NoticeRecord } from "../storage/notice-store.ts";
import type { DeadResent, NoticeAbout, NoticePage, NoticeView } from "../views.ts";
import { noticeQuery } from "./asked.ts";
import { noStorage, notFound, readEdge, readPerson } from "./edge.ts";

/** Reads what the notice says, too: whoever calls is inside a read or a transaction. */
export function noticeView(book: Book, notice: NoticeRecord): NoticeView {
  const { id, kind, sinkId, incidentId, ruleId, at, state, tries, last, deliveredAt, resentBy } = notice;
  const { alerts, more } = book.stores.notices.bodyOf(notice);
  return {
    ...{ id, kind, sinkId, incidentId, ruleId, at, state, tries, last, deliveredAt, resentBy },
    ...{ about: aboutOf(alerts), alerts: alerts.length + more },
  };
}

function aboutOf([first]: Notice["alerts"]): NoticeAbout {
  if (first === undefined) throw new Error("a notice tells of no alert");
  const { entityKind, entityName, teamName, queueName } = first;
  return { entityKind, entityName, teamName, queueName };
}

export function searchNotices(book: Book, value: unknown): Reply<NoticePage> {
  const read = readEdge("search", noticeQuery, value);
  if (read.kind === "refused") return read;
  if (book.open() === null) return noStorage;
  const { state = null, sinkId = null, incidentId = null, before = null, limit } = read.value;
  const page = book.read((): NoticePage => {
    const found = book.stores.notices.page({ state, sinkId, incidentId, before, limit: limit + 1 });
    const notices = found.slice(0, limit);
    const last = notices.at(-1);
    const next = found.length > limit && last !== undefined ? String(last.number) : null;
    return { notices: notices.map((notice) => noticeView(book, notice)), next };
  });
  return page === null ? noStorage : done(page);
}

/** Sends a dead letter again, as if it had never been tried. */
export function resend(book: Book, noticeId: string, by: unknown): Reply<NoticeView> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const sent = book.commit((memory): Reply<NoticeView> => {
    const notice = book.stores.notices.find(noticeId);
    if (notice === null) return notFound("notice", noticeId);
    if (notice.state !== "dead")
      return refused(
        409,
        "It is no dead letter",
        `The notice is ${notice.state}; only dead ones are sent again.`,
      );
    if (memory.sinks.get(notice.sinkId)?.shown.enabled !== true)
      return refused(409, "Its sink is gone", `The sink \`${notice.sinkId}\` was removed or switched off.`);
    return done(noticeView(book, sendAgain(book, notice, who.value)));
  });
  return sent.kind === "committed" ? sent.value : noStorage;
}

/** Sends all dead letters of a sink again, the oldest first, so many at once as there is room for in one turn. */
export function resendDead(book: Book, sinkId: string, by: unknown): Reply<DeadResent> {
  const who = readPerson(by);
  if (who.kind === "refused") return who;
  const sent = book.commit((memory): Reply<DeadResent> => {
    const sink = memory.sinks.get(sinkId)?.shown;
    if (sink === undefined) return notFound("sink", sinkId);
    if (!sink.enabled)
      return refused(409, "The sink is switched off", `Switch \`${sinkId}\` on first, then send them again.`);
    const { notices } = book.stores;
    const dead = notices.deadOf(sinkId, BOUNDS.resendsMax);
    for (const notice of dead) sendAgain(book, notice, who.value);
    return done({ sent: dead.length, left: notices.countBy(sinkId).get("dead") ?? 0 });
  });
  return sent.kind === "committed" ? sent.value : noStorage;
}

function sendAgain(book: Book, notice: NoticeRecord, by: string): NoticeRecord {
  const { now } = book;
  const again: NoticeRecord = {
    ...notice,
    ...{ state: "ready", tries: 0, handAt: now, nextAt: now, slotAt: null },
    resentBy: { by, at: now },
  };
  book.stores.notices.save(again);
  book.hasNotices = true;
  return again;
}
