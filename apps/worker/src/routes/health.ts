/** Is this deployment itself in order? Says nothing about any tenant's floor, and names no tenant. */
import { interpretedContracts } from "@callboard/cxone";
import { Hono } from "hono";
import { registryOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { settingComplaints } from "../tenancy/settings.ts";
import { readTenants } from "../tenants.ts";

export const health = new Hono<{ Bindings: Env }>().get("/health", async (c) => {
  const registered = await countOf(c.env);
  const complaints = [...settingComplaints(c.env), ...(registered === null ? [NO_REGISTRY] : [])];
  const isInOrder = complaints.length === 0 && interpretedContracts.length === 0;
  return c.json(
    {
      status: isInOrder ? "ok" : "needs attention",
      build: c.env.VERSION.id,
      tenants: (registered ?? 0) + readTenants(c.env).tenants.size,
      complaints,
      /** Message contracts that run on the slow path in this runtime; empty is right. */
      interpretedContracts,
    },
    isInOrder ? 200 : 503,
  );
});

/** `null` where the registry cannot be asked. */
async function countOf(env: Env): Promise<number | null> {
  try {
    return await registryOf(env).count();
  } catch {
    return null;
  }
}

const NO_REGISTRY = "The registry of tenants does not answer; the log has the cause.";
