/** No storm behind a blind time (invariant 7): notices are no more than the truth's new alerts, and one for each group. */
import type { AlertView, NoticeView } from "@callboard/alert-desk";
import { FEED_RULE, STAY_RULES } from "../alerts/rules.ts";
import { SIM } from "../bounds.ts";
import type { AlertTruth } from "./alert-truth.ts";
import type { DeskStory } from "./desk-story.ts";

export interface StormFrame {
  readonly truth: AlertTruth;
  readonly story: DeskStory;
  readonly notices: readonly NoticeView[];
  readonly alerts: readonly AlertView[];
  readonly skewMs: number;
}

/** Each storm in words, and how many blind times were looked at. */
export function storms(frame: StormFrame): { readonly found: readonly string[]; readonly looked: number } {
  const found: string[] = [];
  let looked = 0;
  for (const { blindAtMs, liveAtMs } of frame.story.thaws) {
    if (!Number.isFinite(blindAtMs)) continue;
    const fromMs = liveAtMs - SIM.clockStepMaxMs;
    const toMs = liveAtMs + SIM.stormMs;
    const fresh = freshAlerts(frame, blindAtMs - SIM.alertTroubleMs, toMs + SIM.clockStepMaxMs);
    for (const [thread, own] of byThread(frame.notices, fromMs, toMs)) {
      looked += 1;
      const groups = new Set(own.map(groupOf)).size;
      if (own.length > fresh + groups) {
        found.push(
          `${thread}: ${own.length} notices within ${SIM.stormMs} ms of a blind time, of ${fresh} new alerts in ${groups} groups`,
        );
      }
    }
  }
  return { found, looked };
}

/** By sink and kind: what fires and what ends are counted each for itself. What people acknowledge is their own doing. */
function byThread(notices: readonly NoticeView[], fromMs: number, toMs: number): Map<string, NoticeView[]> {
  const threads = new Map<string, NoticeView[]>();
  for (const notice of notices) {
    const { at, ruleId, kind, sinkId } = notice;
    if (at < fromMs || at > toMs || ruleId === FEED_RULE || kind === "acknowledge") continue;
    const thread = `${sinkId} ${kind}`;
    threads.set(thread, [...(threads.get(thread) ?? []), notice]);
  }
  return threads;
}

/** `rule.openedAt.group`, which may hold full stops of its own. */
const groupOf = ({ ruleId, incidentId }: NoticeView): string =>
  `${ruleId} ${incidentId
    .slice(ruleId.length + 1)
    .split(".")
    .slice(1)
    .join(".")}`;

/** Stays that came to a rule's bound, by the world; and queues' alerts, which are held against their readings elsewhere. */
function freshAlerts({ truth, alerts, skewMs }: StormFrame, fromMs: number, toMs: number): number {
  const isWithin = (ms: number): boolean => ms >= fromMs && ms <= toMs;
  let fresh = 0;
  for (const stay of truth.stays()) {
    for (const rule of STAY_RULES) {
      const dueMs = stay.sinceMs + rule.dueAfterMs;
      if (rule.covers(stay) && isWithin(dueMs) && (stay.untilMs ?? dueMs + 1) > dueMs) fresh += 1;
    }
  }
  return (
    fresh +
    alerts.filter(({ entity, firedAt }) => entity.kind === "queue" && isWithin(firedAt - skewMs)).length
  );
}
