/** What people see of notices, and the dead letters that they send again. */
import { BOUNDS } from "@callboard/core";
import { z } from "zod";
import type { Book } from "../book.ts";
import { done, type Reply, refused } from "../reply.ts";
import type { NoticeRecord } from "../storage/notice-store.ts";
import { NOTICE_STATES, type NoticePage, type NoticeView } from "../views.ts";
import { noStorage, notFound, pageLimit, readEdge, readPerson } from "./edge.ts";

const query = z.strictObject({
  state: z.enum(NOTICE_STATES, `must be one of ${NOTICE_STATES.join(", ")}`).optional(),
  sinkId: z.string().max(BOUNDS.idCharsMax).optional(),
  incidentId: z.string().max(BOUNDS.sinkUrlCharsMax).optional(),
  limit: pageLimit,
  before: z.coerce.number("must be the `next` of the page before").int().optional(),
});

export function noticeView(notice: NoticeRecord): NoticeView {
  const { id, kind, sinkId, incidentId, ruleId, at, state, tries, last, deliveredAt, resentBy } = notice;
  return { id, kind, sinkId, incidentId, ruleId, at, state, tries, last, deliveredAt, resentBy };
}

export function searchNotices(book: Book, value: unknown): Reply<NoticePage> {
  const read = readEdge("search", query, value);
  if (read.kind === "refused") return read;
  if (book.open() === null) return noStorage;
  const { state = null, sinkId = null, incidentId = null, before = null, limit } = read.value;
  const found = book.read(() =>
    book.stores.notices.page({ state, sinkId, incidentId, before, limit: limit + 1 }),
  );
  if (found === null) return noStorage;
  const notices = found.slice(0, limit);
  const last = notices.at(-1);
  const next = found.length > limit && last !== undefined ? String(last.number) : null;
  return done({ notices: notices.map(noticeView), next });
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
    if (memory.sinks.get(notice.sinkId)?.sink.enabled !== true)
      return refused(409, "Its sink is gone", `The sink \`${notice.sinkId}\` was removed or switched off.`);
    const again: NoticeRecord = {
      ...notice,
      ...{ state: "ready", tries: 0, handAt: book.now, nextAt: book.now, slotAt: null },
      resentBy: { by: who.value, at: book.now },
    };
    book.stores.notices.save(again);
    book.hasNotices = true;
    return done(noticeView(again));
  });
  return sent.kind === "committed" ? sent.value : noStorage;
}
