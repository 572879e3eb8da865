/** Silences: what people mute on purpose, for how long and why. */
import { Hono } from "hono";
import { answer } from "./reply.ts";
import { type ApiEnv, contentOf, personOf } from "./writes.ts";

export const silenceRoutes = new Hono<ApiEnv>()
  .get("/:tenant/silences", (c) => answer(c, (desk) => desk.silences()))
  .post("/:tenant/silences", (c) => answer(c, (desk) => desk.silence({ ...contentOf(c), by: personOf(c) })))
  .delete("/:tenant/silences/:id", (c) =>
    answer(c, (desk) => desk.endSilence(c.req.param("id"), personOf(c))),
  );
