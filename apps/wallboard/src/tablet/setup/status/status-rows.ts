/** The figures of the status page as named lines of text: no code of ours and no figure without its meaning. Plain decisions, no Vue. */
import type { AnswerOf, DeskStatus } from "@callboard/api/client";
import { age, duration, NOTHING } from "../../../format/duration.ts";
import { count } from "../../../format/number.ts";
import { t } from "../../../words/words.ts";
import { languageNow } from "../../use/tongue.ts";
import { whyWords } from "./link-words.ts";

export type Rows = readonly (readonly [string, string | null])[];
type When = (at: number) => string;
export type AlertDeskStatus = AnswerOf<"alerting">;

const at = (instant: number | null, when: When) => (instant === null ? t("status.never") : when(instant));
const ago = (instant: number | null, now: number) =>
  instant === null ? t("status.never") : t("status.ago", { age: age(now - instant) });

/** 1,234,567 bytes as people read them. */
export function bytes(amount: number): string {
  const [value, unit] =
    amount < 1e6
      ? [amount / 1e3, "kilobyte"]
      : amount < 1e9
        ? [amount / 1e6, "megabyte"]
        : [amount / 1e9, "gigabyte"];
  const style = { style: "unit", unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(languageNow(), style).format(value);
}

export interface Verdict {
  readonly tone: string;
  readonly title: string;
}

export function verdictOf({ feed, link }: DeskStatus): Verdict {
  const title = t(`status.verdicts.${feed.state}`);
  if (feed.state === "live") return { tone: "tone-good", title };
  const isUnderWay = feed.state === "starting" || feed.state === "catchingUp";
  return { tone: isUnderWay && link.failures === 0 ? "tone-info" : "tone-bad", title };
}

export function linkRows({ at: now, feed, link, token }: DeskStatus, when: When): Rows {
  const isWaiting = link.state === "waiting" || link.state === "paused";
  return [
    [
      t("status.link.feed"),
      `${t(`app.fresh.${feed.state}`)}, ${t("status.since", { at: when(feed.since) })}`,
    ],
    [t("status.link.state"), t(`status.link.states.${link.state}`)],
    [
      t("status.link.next"),
      isWaiting && link.leftMs !== null ? t("status.in", { age: duration(link.leftMs) }) : null,
    ],
    [t("status.link.why"), link.why === null ? null : whyWords(link.why)],
    [t("status.link.failures"), link.failures === 0 ? null : count(link.failures)],
    [t("status.link.breaker"), t(`status.link.breakers.${link.breaker}`)],
    [
      t("status.link.token"),
      token.isHeld
        ? t("status.link.tokenUntil", { at: at(token.expiresAt, when) })
        : t(token.isAsking ? "status.link.tokenAsked" : "status.link.noToken"),
    ],
    [t("status.link.renew"), token.renewAt === null || token.renewAt < now ? null : when(token.renewAt)],
    [t("status.link.obtained"), count(token.obtained)],
  ];
}

export function streamRows({ at: now, startedAt, stream, accepted, refused, floor }: DeskStatus): Rows {
  const sum = (tally: Readonly<Record<string, number>>) =>
    Object.values(tally).reduce((total, one) => total + one, 0);
  const minutes = Math.max(1, (now - startedAt) / 60_000);
  const seconds = (ms: number | null) =>
    ms === null
      ? NOTHING
      : t("status.seconds", {
          s: new Intl.NumberFormat(languageNow(), { maximumFractionDigits: 1 }).format(ms / 1_000),
        });
  return [
    [t("status.stream.last"), ago(stream.lastMessageAt, now)],
    [
      t("status.stream.rate"),
      t("status.stream.perMinute", { n: count(Math.round(stream.messages / minutes)) }),
    ],
    [t("status.stream.messages"), count(stream.messages)],
    [t("status.stream.accepted"), count(sum(accepted))],
    [t("status.stream.refused"), count(sum(refused))],
    [t("status.stream.lag"), seconds(stream.lagMs)],
    [t("status.stream.skew"), seconds(stream.skewMs)],
    [t("status.stream.dials"), count(stream.dials)],
    [
      t("status.stream.floor"),
      t("status.stream.seen", {
        agents: count(floor.agents),
        queues: count(floor.queues),
        contacts: count(floor.contacts),
      }),
    ],
  ];
}

export function reconcileRows({ at: now, reconciliation, profiles }: DeskStatus): Rows {
  const { report } = reconciliation;
  return [
    [
      t("status.reconcile.last"),
      reconciliation.isRunning ? t("status.reconcile.running") : ago(reconciliation.at, now),
    ],
    [t("status.reconcile.rounds"), count(reconciliation.rounds)],
    [
      t("status.reconcile.asked"),
      report === null
        ? null
        : t("status.reconcile.answered", { asked: count(report.asked), answered: count(report.answered) }),
    ],
    [t("status.reconcile.repaired"), report === null ? null : count(report.repaired)],
    [t("status.reconcile.missing"), report === null || report.missing === 0 ? null : count(report.missing)],
    [t("status.reconcile.leftOut"), reconciliation.leftOut === 0 ? null : count(reconciliation.leftOut)],
    [
      t("status.reconcile.profiles"),
      profiles.awaited === 0
        ? count(profiles.known)
        : t("status.reconcile.awaited", { known: count(profiles.known), awaited: count(profiles.awaited) }),
    ],
    [t("status.reconcile.profileFailures"), profiles.failures === 0 ? null : count(profiles.failures)],
  ];
}

export function serviceRows(
  { at: now, startedAt, recoveredAt, viewers, record, outbox, alerts, duesFailed }: DeskStatus,
  when: When,
): Rows {
  return [
    [t("status.service.viewers"), count(viewers.viewers)],
    [t("status.service.relays"), viewers.relayLines === 0 ? null : count(viewers.relayLines)],
    [t("status.service.frames"), count(viewers.frames)],
    [t("status.service.rescued"), viewers.rescued === 0 ? null : count(viewers.rescued)],
    [
      t("status.service.outbox"),
      outbox.unsent + outbox.inFlight === 0
        ? t("status.service.nothingWaits")
        : t("status.service.waiting", { unsent: count(outbox.unsent), inFlight: count(outbox.inFlight) }),
    ],
    [
      t("status.service.lost"),
      outbox.givenUp + outbox.lost === 0 ? null : count(outbox.givenUp + outbox.lost),
    ],
    [t("status.service.alerting"), t(`status.service.alertings.${alerts.state}`)],
    [t("status.service.record"), t("status.service.rows", { n: count(record.rows) })],
    [t("status.service.checkpoint"), ago(record.checkpointAt, now)],
    [
      t("status.service.failures"),
      record.failures + duesFailed === 0 ? t("status.none") : count(record.failures + duesFailed),
    ],
    [t("status.service.started"), when(startedAt)],
    [
      t("status.service.recovered"),
      recoveredAt === null ? t("status.service.firstStart") : when(recoveredAt),
    ],
  ];
}

export function alertDeskRows(desk: AlertDeskStatus, when: When): Rows {
  const firing = Object.values(desk.firing).reduce((total, one) => total + one, 0);
  const waiting = desk.notices.ready + desk.notices.sending + desk.notices.held;
  return [
    [
      t("status.alerts.state"),
      t(
        desk.isUnheard
          ? "status.alerts.unheard"
          : desk.isFrozen
            ? "status.alerts.frozen"
            : "status.alerts.watching",
      ),
    ],
    [t("status.alerts.heard"), ago(desk.heardAt, desk.at)],
    [t("status.alerts.lag"), desk.lagMs === null ? NOTHING : age(desk.lagMs)],
    [t("status.alerts.rules"), count(desk.engine.rulesEnabled)],
    [t("status.alerts.firing"), count(firing)],
    [t("status.alerts.waiting"), count(waiting)],
    [t("status.alerts.delivered"), count(desk.notices.delivered)],
    [t("status.alerts.dead"), count(desk.notices.dead)],
    [t("status.alerts.storage"), bytes(desk.storageBytes)],
    [
      t("status.alerts.history"),
      desk.history.from === null ? t("status.none") : t("status.since", { at: when(desk.history.from) }),
    ],
    [t("status.alerts.poisoned"), desk.poisoned.length === 0 ? null : count(desk.poisoned.length)],
    [
      t("status.alerts.failures"),
      desk.storageFailures + desk.duesFailed + desk.push.failures === 0
        ? t("status.none")
        : count(desk.storageFailures + desk.duesFailed + desk.push.failures),
    ],
  ];
}
