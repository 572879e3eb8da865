/** "How often would this rule have fired yesterday?": a rule, saved or not, on the tenant's stored history. */
import { exports } from "cloudflare:workers";
import type { CalendarView, Reply, RuleView } from "@callboard/alert-desk";
import { backtestOrder } from "@callboard/api/asked";
import { BOUNDS } from "@callboard/core";
import {
  type BacktestReport,
  type Rule,
  readCalendar,
  readRule,
  type SiteCalendar,
} from "@callboard/core/alerting";
import { Hono } from "hono";
import { type Problem, problem } from "../problem.ts";
import { answerWith, ask, notOpen } from "./reply.ts";
import { type ApiContext, type ApiEnv, contentOf } from "./writes.ts";

const HOURS = BOUNDS.backtestMaxMs / 3_600_000;
const DAY_MS = 24 * 3_600_000;

export const backtestRoutes = new Hono<ApiEnv>().post("/:tenant/rules/backtest", async (c) => {
  const read = backtestOrder().safeParse(contentOf(c));
  if (!read.success) return problem(c, WRONG_ORDER);
  const { to = Date.now(), from = to - DAY_MS } = read.data;
  if (from >= to || to - from > BOUNDS.backtestMaxMs) return problem(c, WRONG_STRETCH);
  const rule = await ruleOf(c, read.data.rule, read.data.ruleId);
  if (rule instanceof Response) return rule;
  const calendar = await calendarOf(c);
  if (calendar instanceof Response) return calendar;
  const run = exports.Backtester.run({ tenant: c.get("seat").tenant, rule, calendar, from, to });
  const reply: Reply<BacktestReport> | null = await run.catch(() => null);
  return answerWith(c, reply);
});

/** The rule that was sent, or the saved one of that id; otherwise what is wrong with it. */
async function ruleOf(c: ApiContext, value: unknown, ruleId: string | undefined): Promise<Rule | Response> {
  if (value !== undefined) {
    const reading = readRule(value);
    if (reading.kind === "rule") return reading.rule;
    return problem(c, { ...NO_RULE, complaints: reading.complaints });
  }
  if (ruleId === undefined) return problem(c, WRONG_ORDER);
  const saved = await ask<Reply<RuleView>>(c, (desk) => desk.rule(ruleId));
  if (saved === null) return notOpen(c);
  return saved.kind === "done" ? saved.value.rule : problem(c, saved);
}

/** The site's calendar, as rules want it: it is stored as people write it. */
async function calendarOf(c: ApiContext): Promise<SiteCalendar | Response> {
  const written = await ask<Reply<CalendarView>>(c, (desk) => desk.calendar());
  if (written === null) return notOpen(c);
  if (written.kind === "refused") return problem(c, written);
  const reading = readCalendar(written.value.calendar);
  return reading.kind === "calendar" ? reading.calendar : notOpen(c);
}

const WRONG_ORDER: Problem = {
  status: 400,
  title: "Bad request",
  detail:
    "Send {rule} or {ruleId}, and from and to as milliseconds since 1970 (UTC); without these it is the last 24 hours.",
};
const WRONG_STRETCH: Problem = {
  status: 400,
  title: "Bad request",
  detail: `"from" must be before "to", by ${HOURS} hours at most.`,
};
const NO_RULE: Problem = {
  status: 400,
  title: "Not a rule",
  detail: "The rule has mistakes; nothing was run.",
};
