/** What one screen is set up by: its boards from the tenant's desk, its sites from the alert desk's calendar. */
import type { CalendarView, Reply } from "@callboard/alert-desk";
import type { SiteView } from "@callboard/boards";
import { Hono } from "hono";
import { deskOf } from "../desks.ts";
import { answerWith, ask } from "./reply.ts";
import { notOpen } from "./tenant-problems.ts";
import type { ApiContext, ApiEnv } from "./writes.ts";

export const wallRoutes = new Hono<ApiEnv>().get("/:tenant/wall", async (c) => {
  const { screen = null, board = null } = c.req.query();
  const sites = await sitesOf(c);
  const reply = await deskOf(c.env, c.get("seat").tenant).wall({ screen, board }, sites);
  return reply === null ? notOpen(c) : answerWith(c, reply);
});

/** A wall needs its boards more than its sites: without the calendar (`null`) the sites are as they were last. */
export async function sitesOf(c: ApiContext): Promise<readonly SiteView[] | null> {
  const calendar = await ask<Reply<CalendarView>>(c, (desk) => desk.calendar());
  return calendar?.kind === "done" ? calendar.value.sites : null;
}
