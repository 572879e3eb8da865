/** Notices that went out, and those that did not: a dead one can be sent again. And how the alert desk itself is doing. */
import { Hono } from "hono";
import { answer } from "./reply.ts";
import { type ApiEnv, personOf } from "./writes.ts";

export const noticeRoutes = new Hono<ApiEnv>()
  .get("/:tenant/notices", (c) => answer(c, (desk) => desk.notices(c.req.query())))
  .post("/:tenant/notices/:id/resend", (c) =>
    answer(c, (desk) => desk.resend(c.req.param("id"), personOf(c))),
  )
  .get("/:tenant/alerting", (c) => answer(c, (desk) => desk.status()));
