/** Is this deployment itself in order? Says nothing about any tenant's floor. */
import { interpretedContracts } from "@callboard/cxone";
import { Hono } from "hono";
import type { Env } from "../env.ts";
import { readTenants } from "../tenants.ts";

export const health = new Hono<{ Bindings: Env }>().get("/health", (c) => {
  const { tenants, complaints } = readTenants(c.env);
  const isWell = complaints.length === 0 && tenants.size > 0;
  return c.json(
    {
      status: isWell ? "ok" : "needs attention",
      build: c.env.VERSION.id,
      tenants: tenants.size,
      complaints:
        tenants.size === 0 && complaints.length === 0 ? ["CALLBOARD_TENANTS names no tenant."] : complaints,
      /** Message contracts that run on the slow path in this runtime; empty is right. */
      interpretedContracts,
    },
    isWell ? 200 : 503,
  );
});
