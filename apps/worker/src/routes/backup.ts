/** A tenant's settings as one file, and such a file put in force. */
import { restoreOrder } from "@callboard/tenancy";
import { Hono } from "hono";
import { fileOf, readFile } from "../backup/file.ts";
import { contentOf as contentOfTenant } from "../backup/parts.ts";
import { restoreAll } from "../backup/restore.ts";
import { forgetPeople } from "../gate/session.ts";
import { type Problem, problem } from "../problem.ts";
import { readAs } from "./read-as.ts";
import { type ApiEnv, contentOf, personOf } from "./writes.ts";

export const backupRoutes = new Hono<ApiEnv>()
  .get("/:tenant/backup", async (c) => {
    const { tenant } = c.get("seat");
    const now = Date.now();
    const content = await answered(() => contentOfTenant(c.env, tenant));
    if (content === null) return problem(c, NOT_MADE);
    const day = new Date(now).toISOString().slice(0, 10);
    c.header("content-disposition", `attachment; filename="callboard-${tenant}-${day}.json"`);
    return c.json(await fileOf(tenant, content, now));
  })
  .post("/:tenant/restore", async (c) => {
    const order = readAs("order to restore", restoreOrder, contentOf(c));
    if (order.kind === "refused") return problem(c, order);
    const file = await readFile(order.value.file);
    if (file.kind === "refused") return problem(c, file);
    const asked = { env: c.env, tenant: c.get("seat").tenant, by: personOf(c) };
    const report = await answered(() => restoreAll(asked, file.value, order.value));
    forgetPeople();
    if (report === null) return problem(c, NOT_KNOWN);
    return "kind" in report ? problem(c, report) : c.json(report);
  });

/** An object that restarts in the middle of a call is as good as one that does not answer. */
async function answered<Value>(work: () => Promise<Value | null>): Promise<Value | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}

const NOT_MADE: Problem = {
  status: 503,
  title: "The backup could not be made",
  detail: "The tenant's desk, its alert desk or the registry did not answer. Ask again in a moment.",
};
const NOT_KNOWN: Problem = {
  status: 503,
  title: "Not all of it could be restored",
  detail:
    "The tenant's desk, its alert desk or the registry did not answer, and some of it may be in force. Send the same file again: what is there already stays.",
};
