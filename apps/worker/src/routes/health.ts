/**
 * Is this deployment itself in order? Says nothing about any tenant's floor, and names no tenant. Strangers hear whether it is, and no
 * more; who has the scraper's token hears what is missing. It asks no object anything by itself, since everybody may ask it.
 */
import { interpretedContracts } from "@callboard/cxone";
import { Hono } from "hono";
import type { Env } from "../env.ts";
import { isLocalRequest } from "../gate/local.ts";
import { scraperOf } from "../gate/scraper.ts";
import { registeredTenants } from "../gate/session.ts";
import { settingComplaints } from "../tenancy/settings.ts";
import { readTenants } from "../tenants.ts";

export const health = new Hono<{ Bindings: Env }>().get("/health", async (c) => {
  const registered = await registeredTenants(c.env);
  const complaints = [...settingComplaints(c.env), ...(registered === null ? [NO_REGISTRY] : [])];
  const isInOrder = complaints.length === 0 && interpretedContracts.length === 0;
  const said = { status: isInOrder ? "ok" : "needs attention", build: c.env.VERSION.id };
  const mayHear =
    isLocalRequest(c.env, new URL(c.req.url)) || (await scraperOf(c.req.raw, c.env)) === "scraper";
  const more = {
    tenants: (registered ?? 0) + readTenants(c.env).tenants.size,
    complaints,
    /** Message contracts that run on the slow path in this runtime; empty is right. */
    interpretedContracts,
  };
  return c.json(mayHear ? { ...said, ...more } : said, isInOrder ? 200 : 503);
});

const NO_REGISTRY = "The registry of tenants does not answer; the log has the cause.";
