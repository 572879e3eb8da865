/** What is known of one agent besides the board, as pairs of words and figures. Plain functions over the desk's answer. */
import type { AgentShift, BoardAgentDetail, BoardCall } from "@callboard/protocol";
import { duration, seconds, signedSeconds } from "../../format/duration.ts";
import { percent } from "../../format/number.ts";
import type { SiteClock } from "../../format/site-clock.ts";
import { t } from "../../words/words.ts";

export type Rows = readonly (readonly [string, string | null])[];

/** A call's queue as it stood when the call began, against what was usual then. */
export function callRows(call: BoardCall): Rows {
  const { baseline } = call;
  return [
    [t("people-page.waitThen"), seconds(call.waitSeconds)],
    [t("people-page.levelThen"), percent(call.serviceLevelPct)],
    [
      t("people-page.usual"),
      baseline === null
        ? null
        : t(
            "people-page.usualWait",
            { wait: seconds(baseline.waitSeconds), weeks: baseline.weeks },
            baseline.weeks,
          ),
    ],
    [
      t("people-page.against"),
      call.waitDeviationSeconds === null && call.serviceLevelDeviationPct === null
        ? null
        : [
            call.waitDeviationSeconds === null ? "" : signedSeconds(call.waitDeviationSeconds),
            call.serviceLevelDeviationPct === null
              ? ""
              : t("people-page.points", { points: signed(call.serviceLevelDeviationPct) }),
          ]
            .filter((part) => part !== "")
            .join(", "),
    ],
  ];
}

const signed = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : "±"}${Math.abs(Math.round(value))}`;

export function lastCallRows(
  { lastCall }: Pick<BoardAgentDetail, "lastCall">,
  queueName: (id: string) => string,
  when: (at: number) => string,
): Rows {
  if (lastCall === null) return [];
  return [
    [t("people-page.showOnQueue"), lastCall.queueId === null ? null : queueName(lastCall.queueId)],
    [t("people-page.lastEnded"), when(lastCall.endedAt)],
    [
      t("people-page.lastTalk"),
      lastCall.talkMs === null ? t("people-page.lastUnseen") : duration(lastCall.talkMs),
    ],
  ];
}

/** @param clock the site's: a day is named once, and not at all where it is today's */
export function shiftRows(shift: AgentShift, clock: SiteClock, today: number): Rows {
  const day =
    shift.from === null || clock.date(shift.from) === clock.date(today) ? "" : `${clock.date(shift.from)}, `;
  const time = (at: number) => clock.time(at).slice(0, 5);
  const rows: (readonly [string, string | null])[] = [
    [
      shift.name,
      shift.from === null || shift.to === null
        ? t("people-page.shiftLater")
        : `${day}${t("people-page.shiftTimes", { from: time(shift.from), to: time(shift.to) })}`,
    ],
  ];
  for (const one of shift.breaks) {
    rows.push([one.name, t("people-page.until", { from: time(one.from), to: time(one.to) })]);
  }
  return rows;
}
