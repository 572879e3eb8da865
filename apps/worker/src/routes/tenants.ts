/** Tenants as records: who runs the deployment adds and removes them, their own administrators change, pause and resume. */
import type { Reply } from "@callboard/shell";
import { type DeploymentLog, removeOrder, type TenantPage, type TenantView } from "@callboard/tenancy";
import { Hono } from "hono";
import { registryOf } from "../desks.ts";
import { forgetPeople } from "../gate/session.ts";
import { type Problem, problem } from "../problem.ts";
import type { TenantRegistry } from "../registry.ts";
import { localPage, localView } from "../tenancy/local-views.ts";
import { answerWith } from "./reply.ts";
import { type ApiContext, type ApiEnv, contentOf, personOf, queryOf } from "./writes.ts";

export const tenantRecordRoutes = new Hono<ApiEnv>()
  .get("/tenants", async (c) => {
    const query = queryOf(c);
    const page = await asked<Reply<TenantPage>>(c, (registry) => registry.page(query));
    return answerRecord(c, page?.kind === "done" ? localPage(page.value, query, c.env) : page);
  })
  .put("/tenants/:tenant", (c) => change(c, (registry, id, fields) => registry.put(id, fields)))
  .get("/tenants/:tenant", async (c) => {
    const { tenant } = c.get("seat");
    const local = localView(tenant, c.env);
    if (local !== null) return c.json(local);
    return answerRecord(c, await asked<Reply<TenantView>>(c, (registry) => registry.view(tenant)));
  })
  .post("/tenants/:tenant/change", (c) => change(c, (registry, id, fields) => registry.change(id, fields)))
  .post("/tenants/:tenant/pause", (c) => change(c, (registry, id, fields) => registry.pause(id, fields)))
  .post("/tenants/:tenant/resume", (c) => change(c, (registry, id, fields) => registry.resume(id, fields)))
  .delete("/tenants/:tenant", async (c) => {
    const order = removeOrder.safeParse(queryOf(c));
    if (!order.success || order.data.confirm !== c.get("seat").tenant) return problem(c, NOT_CONFIRMED);
    const { revision } = order.data;
    return change(c, (registry, id, fields) => registry.remove(id, { ...fields, revision }));
  })
  .get("/tenants/:tenant/log", async (c) => {
    const [{ tenant }, query] = [c.get("seat"), queryOf(c)];
    return answerRecord(
      c,
      await asked<Reply<DeploymentLog>>(c, (registry) => registry.deedsAbout(tenant, query)),
    );
  })
  .get("/log", async (c) => {
    const query = queryOf(c);
    return answerRecord(c, await asked<Reply<DeploymentLog>>(c, (registry) => registry.deeds(query)));
  });

const NOT_CONFIRMED: Problem = {
  status: 400,
  title: "Not confirmed",
  detail:
    "Nothing was removed. Send ?confirm= with the tenant's own id, and &revision= with the one that you have seen of it: all that is stored of it goes, and nobody can bring it back.",
};

type Registry = DurableObjectStub<TenantRegistry>;
type Fields = Readonly<Record<string, unknown>>;

/** One change in the name of who asks. What local development declares is changed where it is declared. */
async function change(
  c: ApiContext,
  call: (registry: Registry, id: string, fields: Fields) => Promise<Reply<TenantView> | null>,
): Promise<Response> {
  const { tenant } = c.get("seat");
  if (localView(tenant, c.env) !== null) return problem(c, DECLARED);
  const fields = { ...contentOf(c), by: personOf(c) };
  const reply = await asked<Reply<TenantView>>(c, (registry) => call(registry, tenant, fields));
  forgetPeople();
  return answerRecord(c, reply);
}

async function asked<Value>(
  c: ApiContext,
  call: (registry: Registry) => Promise<Value | null>,
): Promise<Value | null> {
  try {
    return await call(registryOf(c.env));
  } catch {
    return null;
  }
}

const answerRecord = <Value>(c: ApiContext, reply: Reply<Value> | null) =>
  reply === null ? problem(c, NO_REGISTRY) : answerWith(c, reply);

const DECLARED: Problem = {
  status: 409,
  title: "Declared elsewhere",
  detail: "This tenant comes from CALLBOARD_TENANTS of the local development: change it there.",
};

const NO_REGISTRY: Problem = {
  status: 503,
  title: "The registry does not answer",
  detail: "Whether anything was changed is not known. Load it anew in a moment; the log has the cause.",
};
