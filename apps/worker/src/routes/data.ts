/** What is kept of people and for how long. */
import type { KeptView, Reply } from "@callboard/alert-desk";
import { BOUNDS_OF_RETENTION, RETENTION_FIXED, type RetentionView, retentionOrder } from "@callboard/tenancy";
import { Hono } from "hono";
import { deskOf } from "../desks.ts";
import { problem } from "../problem.ts";
import { readAs } from "./read-as.ts";
import { ask, notOpen } from "./reply.ts";
import { type ApiContext, type ApiEnv, contentOf, personOf } from "./writes.ts";

export const dataRoutes = new Hono<ApiEnv>()
  .get("/:tenant/retention", async (c) => shown(c, await ask<Reply<KeptView>>(c, (desk) => desk.retention())))
  .put("/:tenant/retention", async (c) => {
    const read = readAs("retention", retentionOrder, contentOf(c));
    if (read.kind === "refused") return problem(c, read);
    const order = read.value;
    const by = personOf(c);
    const reply = await ask<Reply<KeptView>>(c, (desk) => desk.putRetention(order, by));
    // The log that people see is the tenant's desk's.
    if (reply?.kind === "done" && !order.isTrial)
      await deskOf(c.env, c.get("seat").tenant).noteDeed(by, "changed", "retention");
    return shown(c, reply);
  });

const DAY_MS = 24 * 3_600_000;

/** With the deeds that the tenant's desk keeps. */
async function shown(c: ApiContext, reply: Reply<KeptView> | null): Promise<Response> {
  if (reply === null) return notOpen(c);
  if (reply.kind === "refused") return problem(c, reply);
  const { value, goes, ...rest } = reply.value;
  const deeds = await deskOf(c.env, c.get("seat").tenant).oldDeeds(Date.now() - value.auditDays * DAY_MS);
  if (deeds === null) return notOpen(c);
  const view: RetentionView = {
    ...{ ...rest, value, ...BOUNDS_OF_RETENTION, fixed: [...RETENTION_FIXED] },
    goes: { ...goes, deeds: goes.deeds + deeds },
  };
  return c.json(view);
}
