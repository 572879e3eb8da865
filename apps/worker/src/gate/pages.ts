/** Puts the headers of `headers.ts` on what the Worker answers, and serves the wall's page. */
import type { Handler, MiddlewareHandler } from "hono";
import type { Env } from "../env.ts";
import { API_HEADERS, PAGE_HEADERS, pagePolicy } from "./headers.ts";

/**
 * The wall's page, with our own sockets named: Chromium up to 70, which many televisions have, takes `'self'` for http alone. A
 * host that is not plainly one is left out: it stands in the policy's own text.
 */
export const wallPage: Handler<{ Bindings: Pick<Env, "ASSETS"> }> = async (c) => {
  const page = await c.env.ASSETS.fetch(new Request(new URL("/", c.req.url), c.req.raw));
  const answer = new Response(page.body, page);
  const { protocol, host } = new URL(c.req.url);
  if (!/^[\w.:[\]-]+$/.test(host)) return answer;
  const sockets = `${protocol === "https:" ? "wss" : "ws"}://${host}`;
  const policy = pagePolicy("'self'").replace("connect-src 'self'", `connect-src 'self' ${sockets}`);
  answer.headers.set("content-security-policy", policy);
  return answer;
};

/** Puts them on what the Worker answers by itself; what a file came with stays. */
export const safeHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  // A socket's answer is no page, and its headers cannot be changed.
  if (c.res.status === 101) return;
  const isApi = c.req.path === "/api" || c.req.path.startsWith("/api/");
  for (const [name, value] of Object.entries(isApi ? API_HEADERS : PAGE_HEADERS)) {
    if (isApi || !c.res.headers.has(name)) c.header(name, value);
  }
  // A file that is not there yet, in the middle of a deployment, may be there a moment later: its name is one that is kept for a year.
  if (!c.res.ok && c.res.status !== 304) c.header("cache-control", "no-store");
};
