/** Whom or what a notice is about, by the names that people know. Every name is inert and short. */
import { BOUNDS } from "@callboard/core";
import type { Notice, NoticeAlert } from "../notice.ts";
import { inertName } from "./clean.ts";

/** The id of the alert's agent or queue, or "feed": what the alert's own record says. */
export function entityIdOf(alert: NoticeAlert): string {
  switch (alert.entityKind) {
    case "agent":
      return alert.record.user_id ?? "";
    case "queue":
      return alert.record.queue_id ?? alert.queueId ?? "";
    case "feed":
      return "feed";
    default:
      return alert.entityKind satisfies never;
  }
}

/** "Ana Belova", "Billing", "the feed"; by id where nobody has told a name. */
export function entityName(alert: NoticeAlert, charsMax: number = BOUNDS.noticeNameCharsMax): string {
  if (alert.entityKind === "feed") return "the feed";
  const named = inertName(alert.entityName ?? "", charsMax);
  return named === "" ? `${alert.entityKind} ${inertName(entityIdOf(alert), charsMax)}` : named;
}

/** The queue or team that an agent belongs to; `null` for queues and the feed, and where none is known. */
export function placeName(alert: NoticeAlert, charsMax: number = BOUNDS.noticeNameCharsMax): string | null {
  if (alert.entityKind !== "agent") return null;
  const name = inertName(alert.queueName ?? alert.queueId ?? alert.teamName ?? "", charsMax);
  return name === "" ? null : name;
}

/** What all alerts of a notice have in common, after "6 more": " in this queue", " in this team", or nothing. */
export function gatheredBy(notice: Notice): string {
  if (haveInCommon(notice, ({ queueId }) => queueId)) return " in this queue";
  return isOfOneTeam(notice) ? " in this team" : "";
}

/** One line for a title: the only one concerned, or how many and where. */
export function titleSubject(notice: Notice): string {
  const first = firstOf(notice);
  const charsMax = BOUNDS.noticeTitleNameCharsMax;
  const count = notice.alerts.length + notice.more;
  const place = placeName(first, charsMax);
  if (count === 1) return entityName(first, charsMax) + (place === null ? "" : `, ${place}`);
  return place === null || gatheredBy(notice) === "" ? `${count} alerts` : `${count} alerts in ${place}`;
}

/** Incidents are not of one team, so it is known only where every alert is listed. */
const isOfOneTeam = (notice: Notice): boolean =>
  notice.more === 0 && haveInCommon(notice, ({ queueId, teamName }) => (queueId === null ? teamName : null));

function haveInCommon({ alerts }: Notice, read: (alert: NoticeAlert) => string | null): boolean {
  const shared = alerts.map(read);
  return shared[0] !== undefined && shared[0] !== null && shared.every((one) => one === shared[0]);
}

/** The most severe alert. A notice without one is a fault of ours. */
export function firstOf(notice: Notice): NoticeAlert {
  const [first] = notice.alerts;
  if (first === undefined) throw new Error("a notice holds no alert");
  return first;
}
