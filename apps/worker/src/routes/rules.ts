/** Rules and the site's calendar: read, changed, checked before they are, and asked why they did or did not fire. */
import { whyQuery } from "@callboard/api/asked";
import { Hono } from "hono";
import { deskOf } from "../desks.ts";
import { problem } from "../problem.ts";
import { answer } from "./reply.ts";
import { type ApiContext, type ApiEnv, contentAt, contentOf, otherId, personOf, queryOf } from "./writes.ts";

export const ruleRoutes = new Hono<ApiEnv>()
  .get("/:tenant/rules", (c) => answer(c, (desk) => desk.rules()))
  .post("/:tenant/rules/check", (c) => answer(c, (desk) => desk.checkRule(contentOf(c))))
  .get("/:tenant/rules/:id", (c) => answer(c, (desk) => desk.rule(c.req.param("id"))))
  .put("/:tenant/rules/:id", (c) => {
    const value = contentAt(c, c.req.param("id"));
    return value === null ? otherId(c) : answer(c, (desk) => desk.putRule(value, personOf(c)));
  })
  .delete("/:tenant/rules/:id", (c) => answer(c, (desk) => desk.removeRule(c.req.param("id"), personOf(c))))
  .post("/:tenant/rules/:id/restore", (c) =>
    answer(c, (desk) => desk.restoreRule(c.req.param("id"), personOf(c))),
  )
  .get("/:tenant/rules/:id/why", (c) => {
    const entity = entityOf(c);
    return entity === null ? noEntity(c) : answer(c, (desk) => desk.why(c.req.param("id"), entity));
  })
  .get("/:tenant/calendar", (c) => answer(c, (desk) => desk.calendar()))
  .put("/:tenant/calendar", async (c) => {
    const response = await answer(c, (desk) => desk.putCalendar(contentOf(c), personOf(c)));
    if (response.ok) await tellWalls(c);
    return response;
  });

/** Walls show the calendar's sites. It is saved already: one that does not hear of it asks by itself before long. */
async function tellWalls(c: ApiContext): Promise<void> {
  const desk = deskOf(c.env, c.get("seat").tenant);
  await desk.touchSetup(String(personOf(c)), "calendar").catch(() => null);
}

/** Whom the question "why?" is about: `?agent=…`, `?queue=…` or `?feed`. */
function entityOf(c: ApiContext) {
  const read = whyQuery().safeParse(queryOf(c));
  if (!read.success) return null;
  const { agent, queue, feed } = read.data;
  if (agent !== undefined) return { kind: "agent", id: agent } as const;
  if (queue !== undefined) return { kind: "queue", id: queue } as const;
  return feed === undefined ? null : ({ kind: "feed", id: "feed" } as const);
}

const noEntity = (c: ApiContext): Response =>
  problem(c, {
    status: 400,
    title: "Bad request",
    detail: "Say whom it is about: ?agent= with an agent's id, ?queue= with a queue's id, or ?feed.",
  });
