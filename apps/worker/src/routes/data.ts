/** What is kept of people and for how long, and the deletion of one agent's past. */
import type { ErasureView, KeptView, Reply } from "@callboard/alert-desk";
import {
  BOUNDS_OF_RETENTION,
  ERASURE_LIMITS,
  eraseOrder,
  RETENTION_FIXED,
  type RetentionView,
  retentionOrder,
} from "@callboard/tenancy";
import { Hono } from "hono";
import { deskOf } from "../desks.ts";
import { type Problem, problem } from "../problem.ts";
import { readAs } from "./read-as.ts";
import { answerWith, ask, notOpen } from "./reply.ts";
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
  })
  .post("/:tenant/agents/:id/erase", (c) => erase(c, c.req.param("id")))
  .get("/:tenant/erasures", async (c) => {
    const reply = await ask<Reply<readonly ErasureView[]>>(c, (desk) => desk.erasures());
    if (reply?.kind !== "done") return answerWith(c, reply);
    return c.json({ erasures: reply.value, limits: ERASURE_LIMITS });
  });

/** The settings first: what is asked again then finds nothing there, and the deletion that is at work already. */
async function erase(c: ApiContext, id: string): Promise<Response> {
  const read = readAs("order to delete", eraseOrder, contentOf(c));
  if (read.kind === "refused") return problem(c, read);
  const { confirm, withSettings } = read.value;
  if (confirm !== id) return problem(c, NOT_CONFIRMED);
  const by = personOf(c);
  const desk = deskOf(c.env, c.get("seat").tenant);
  const settings = withSettings ? await desk.forgetAgent(id, by) : null;
  if (withSettings && settings === null) return notOpen(c);
  if (settings?.kind === "refused") return problem(c, settings);
  const reply = await ask<Reply<ErasureView>>(c, (alerts) => alerts.eraseAgent(id, by, withSettings));
  if (reply?.kind === "done") await desk.noteDeed(by, "erased", `agent/${reply.value.id}`);
  return answerWith(c, reply);
}

const NOT_CONFIRMED: Problem = {
  status: 400,
  title: "This is not confirmed",
  detail: "`confirm` must be the agent's id once more: nothing brings back what is deleted.",
};

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
