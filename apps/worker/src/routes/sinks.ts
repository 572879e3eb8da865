/** Sinks: where notices go. What is secret about one goes in here and never comes out again. */
import type { Reply, TestNotice } from "@callboard/alert-desk";
import { Hono } from "hono";
import { deliver } from "../delivery/deliver.ts";
import { deskOf } from "../desks.ts";
import { type Problem, problem } from "../problem.ts";
import { answer, ask, notOpen } from "./reply.ts";
import { busy } from "./tv-problems.ts";
import { type ApiEnv, contentAt, otherId, personOf } from "./writes.ts";

export const sinkRoutes = new Hono<ApiEnv>()
  .get("/:tenant/sinks", (c) => answer(c, (desk) => desk.sinks()))
  .put("/:tenant/sinks/:id", (c) => {
    const value = contentAt(c, c.req.param("id"));
    return value === null ? otherId(c) : answer(c, (desk) => desk.putSink(value, personOf(c)));
  })
  .delete("/:tenant/sinks/:id", (c) => answer(c, (desk) => desk.removeSink(c.req.param("id"), personOf(c))))
  .post("/:tenant/sinks/:id/rotate", (c) =>
    answer(c, (desk) => desk.rotateSecret(c.req.param("id"), personOf(c))),
  )
  .post("/:tenant/sinks/:id/end-rotation", (c) =>
    answer(c, (desk) => desk.endRotation(c.req.param("id"), personOf(c))),
  )
  // Delivered here and now, beside the queue: who asks wants to see what the receiver says.
  .post("/:tenant/sinks/:id/test", async (c) => {
    const id = c.req.param("id");
    const test = await ask<Reply<TestNotice>>(c, (desk) => desk.testNotice(id));
    if (test === null) return notOpen(c);
    if (test.kind === "refused") return problem(c, test);
    const pace = await ask(c, (desk) => desk.paceTest(id));
    if (pace === null) return notOpen(c);
    if (pace.retryAt !== null) return busy(c, pace.retryAt, TOO_SOON);
    // Written down before it is sent: nothing leaves in nobody's name.
    const noted = await deskOf(c.env, c.get("seat").tenant).noteDeed(personOf(c), "tested", `sinks/${id}`);
    if (noted === null) return notOpen(c);
    if (noted.kind === "refused") return problem(c, noted);
    const came = await deliver(c.env, test.value.sink, test.value.notice);
    return answer(c, (desk) => desk.noteTest(id, came));
  });

const TOO_SOON: Problem = {
  status: 429,
  title: "A test was sent just now",
  detail: "Nothing was sent: this sink was tested a moment ago.",
};
