/** Notices that went out, and those that did not: a dead one can be sent again. And how the alert desk itself is doing. */
import type { AlertDeskStatus } from "@callboard/alert-desk";
import { Hono } from "hono";
import { answer, ask, notOpen } from "./reply.ts";
import { type ApiEnv, personOf, queryOf } from "./writes.ts";

export const noticeRoutes = new Hono<ApiEnv>()
  .get("/:tenant/notices", (c) => answer(c, (desk) => desk.notices(queryOf(c))))
  .post("/:tenant/notices/:id/resend", (c) =>
    answer(c, (desk) => desk.resend(c.req.param("id"), personOf(c))),
  )
  .post("/:tenant/sinks/:id/resend-dead", (c) =>
    answer(c, (desk) => desk.resendDead(c.req.param("id"), personOf(c))),
  )
  .get("/:tenant/alerting/log", (c) => answer(c, (desk) => desk.deeds(queryOf(c))))
  .get("/:tenant/alerting", async (c) => {
    const status = await ask<AlertDeskStatus>(c, (desk) => desk.status());
    return status === null ? notOpen(c) : c.json(status);
  });
