/** Is this deployment itself in order? Says nothing about any tenant's floor. */
import { interpretedContracts } from "@callboard/cxone";
import { Hono } from "hono";
import type { Env } from "../env.ts";
import { readTenants, type TenantBook } from "../tenants.ts";

/** Whether all is in order: every tenant could be read, there is one, and the message contracts run compiled. */
export const isWell = ({ complaints, tenants }: TenantBook, interpreted: readonly string[]): boolean =>
  complaints.length === 0 && tenants.size > 0 && interpreted.length === 0;

export const health = new Hono<{ Bindings: Env }>().get("/health", (c) => {
  const book = readTenants(c.env);
  const { tenants, complaints } = book;
  const isInOrder = isWell(book, interpretedContracts);
  return c.json(
    {
      status: isInOrder ? "ok" : "needs attention",
      build: c.env.VERSION.id,
      tenants: tenants.size,
      complaints:
        tenants.size === 0 && complaints.length === 0 ? ["CALLBOARD_TENANTS names no tenant."] : complaints,
      /** Message contracts that run on the slow path in this runtime; empty is right. */
      interpretedContracts,
    },
    isInOrder ? 200 : 503,
  );
});
