/** What goes in: the parameters of questions, and what is sent. The desks read by these very schemas wherever they have one. */
import {
  alertQuery as alertSearch,
  commentText,
  noticeQuery as noticeSearch,
  replayQuery as replayStretch,
  silenceOrder,
  timelineQuery as timelineStretch,
  trendsQuery as trendsAsked,
} from "@callboard/alert-desk/contracts";
import { BOUNDS } from "@callboard/core";
import { writtenCalendar } from "@callboard/core/alerting";
import { SINK_SHAPES } from "@callboard/notices";
import { z } from "zod";
import { lazy, sentAs } from "../lazy.ts";
import { nameStyle } from "./answers.ts";
import { id } from "./parts.ts";
import { writtenRule } from "./rules.ts";

// ── Questions ──────────────────────────────────────────────────────────────────────────────────────────────

export const namesQuery = lazy(() => z.object({ names: nameStyle().optional() }));

/** A screen goes before a board; neither is the tenant's first board. */
export const wallQuery = lazy(() => z.object({ screen: id().optional(), board: id().optional() }));
export const liveQuery = lazy(() => wallQuery().extend({ names: nameStyle().optional() }));

export const timelineQuery = lazy(() => timelineStretch.omit({ agentId: true }));

export const trendsQuery = lazy(() =>
  z.object({ queue: trendsAsked.shape.queues, stretch: trendsAsked.shape.stretch.default("hours3") }),
);

export const replayQuery = lazy(() => replayStretch.extend({ names: nameStyle().optional() }));

export const alertQuery = lazy(() => alertSearch);
export const noticeQuery = lazy(() => noticeSearch);

export const whyQuery = lazy(() =>
  z
    .object({
      agent: id().optional(),
      queue: id().optional(),
      feed: z.string().max(10).optional().meta({ description: "Given, even empty: about the feed." }),
    })
    .meta({ description: "One of the three." }),
);

// ── Deeds ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Deeds that need no more than who does them: the sign-in says that. */
export const deed = lazy(() => z.strictObject({}));

export const commentOrder = lazy(() => z.strictObject({ text: commentText }));

/** Whose silence it is, the sign-in says. */
export const silence = lazy(() => silenceOrder.omit({ by: true }));

export const rule = writtenRule;

const MAX_HOURS = BOUNDS.backtestMaxMs / 3_600_000;

/** Read by the route. `rule` is what `readRule` reads. */
export const backtestOrder = lazy(() =>
  z
    .object({
      rule: z.unknown().optional().meta({ description: "A rule as it is sent to be saved. Or `ruleId`." }),
      ruleId: z.string().optional(),
      from: z.int().nonnegative().optional(),
      to: z.int().nonnegative().optional(),
    })
    .meta({ description: `Without from and to it is the last 24 hours; ${MAX_HOURS} hours at most.` }),
);

export const calendar = sentAs<{
  readonly zone: string;
  readonly open?: { readonly days: number[]; readonly from: string; readonly to: string }[];
  readonly holidays?: string[];
  readonly sites?: {
    readonly id: string;
    readonly name: string;
    readonly zone: string;
    readonly teams?: string[];
    readonly queues?: string[];
    readonly open?: { readonly days: number[]; readonly from: string; readonly to: string }[];
    readonly holidays?: string[];
  }[];
}>()(() => writtenCalendar.meta({ id: "Calendar" }));

/** The address says the id; what is left out stays as it is. */
export const sink = lazy(() => {
  const { webhook, slack, teams, pagerduty, email } = SINK_SHAPES;
  const one = { id: id().exactOptional() };
  return z
    .discriminatedUnion("kind", [
      webhook.extend(one),
      slack.extend(one),
      teams.extend(one),
      pagerduty.extend(one),
      email.extend(one),
    ])
    .meta({ id: "WrittenSink" });
});
