/** Alerts, now and before, and what people do about them. An id may hold any character: it comes percent-encoded. */
import { Hono } from "hono";
import { answer } from "./reply.ts";
import { type ApiEnv, contentOf, personOf, queryOf } from "./writes.ts";

export const alertRoutes = new Hono<ApiEnv>()
  .get("/:tenant/alerts", (c) => answer(c, (desk) => desk.alerts(queryOf(c))))
  .get("/:tenant/alerts/:id", (c) => answer(c, (desk) => desk.alert(c.req.param("id"))))
  .post("/:tenant/alerts/:id/acknowledge", (c) =>
    answer(c, (desk) => desk.acknowledge(c.req.param("id"), personOf(c))),
  )
  .post("/:tenant/alerts/:id/unacknowledge", (c) =>
    answer(c, (desk) => desk.unacknowledge(c.req.param("id"), personOf(c))),
  )
  .post("/:tenant/alerts/:id/comments", (c) =>
    answer(c, (desk) => desk.comment(c.req.param("id"), personOf(c), contentOf(c).text)),
  );
