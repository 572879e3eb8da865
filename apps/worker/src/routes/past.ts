/** The floor's past: how queues went, how an agent's shift went, and the whole board of a past minute as it is played. */
import { exports } from "cloudflare:workers";
import type { Reply, TrendFigures } from "@callboard/alert-desk";
import type { AgentTimeline, ReplayPage, Trends } from "@callboard/protocol";
import { Hono } from "hono";
import { deskOf } from "../desks.ts";
import { answer, answerWith, ask } from "./reply.ts";
import { namesOf, wrongNames } from "./tenant-problems.ts";
import { type ApiContext, type ApiEnv, queryOf } from "./writes.ts";

export const pastRoutes = new Hono<ApiEnv>()
  .get("/:tenant/trends", (c) => answerTrends(c))
  .get("/:tenant/agents/:id/timeline", (c) =>
    answer<AgentTimeline>(c, (desk) => desk.timeline({ ...queryOf(c), agentId: c.req.param("id") })),
  )
  .get("/:tenant/replay", async (c) => {
    const names = namesOf(c, "full");
    if (names === null) return wrongNames(c);
    const [from, seconds] = [c.req.query("from"), c.req.query("seconds")];
    const run = exports.Replayer.run({ tenant: c.get("seat").tenant, from, seconds, names });
    const reply: Reply<ReplayPage> | null = await run.catch(() => null);
    return answerWith(c, reply);
  });

/** How these queues went, by default those that are asked for, at the tenant of the request's seat. */
export async function answerTrends(
  c: ApiContext,
  queues: readonly string[] = c.req.queries("queue") ?? [],
): Promise<Response> {
  const query = { queues, stretch: c.req.query("stretch") ?? "hours3" };
  const reply = await ask<Reply<TrendFigures>>(c, (desk) => desk.trends(query));
  if (reply === null || reply.kind === "refused") return answerWith(c, reply);
  return c.json(await withUsual(c, reply.value));
}

/** What was usual is the tenant's desk's to say. Where it cannot be asked just now the figures stand without it. */
async function withUsual(c: ApiContext, { at, trends }: TrendFigures): Promise<Trends> {
  const [first] = trends;
  const queueIds = trends.map(({ queueId }) => queueId);
  const desk = deskOf(c.env, c.get("seat").tenant);
  const asked = first === undefined ? null : desk.usual(queueIds, first.from, first.to).catch(() => null);
  const usual = await asked;
  const byQueue = new Map(
    usual?.kind === "answered" ? usual.value.map((one) => [one.queueId, one.usual]) : [],
  );
  return { at, trends: trends.map((trend) => ({ ...trend, usual: byQueue.get(trend.queueId) ?? [] })) };
}
