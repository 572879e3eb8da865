/**
 * What every request that changes something has in common: it comes from our own pages or from no page at all, it is
 * JSON, and it is small and shallow. Another site's page must not act with its visitor's rights.
 */
import { BOUNDS } from "@callboard/core";
import type { Context, MiddlewareHandler } from "hono";
import type { Env } from "../env.ts";
import type { Seat } from "../gate/seat.ts";
import { vouched } from "../gate/whose.ts";
import { type Problem, problem } from "../problem.ts";
import { readBody } from "../upstream/read-body.ts";

/** A request's body: the fields of one JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

export interface ApiEnv {
  Bindings: Env;
  Variables: { fields: Fields; seat: Seat };
}
export type ApiContext = Context<ApiEnv>;

const SAFE_METHODS = new Set(["GET", "HEAD"]);
/** Settings are put whole: a floor's aliases and shifts, or a CSV of them, are larger than anything else that is sent. */
const SETUP_PATH = /^\/api\/tenants\/[^/]+\/setup\//;
const OWN_SITES = new Set(["same-origin", "none"]);

/** Refuses what may not change anything; what passes has its body read into `fields`. */
export const guardWrites: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (SAFE_METHODS.has(c.req.method)) return next();
  if (isForeign(c)) return problem(c, FOREIGN);
  const isJson = /^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "");
  // A DELETE asks the browser's leave by itself; a POST of a form would not.
  if (!isJson && c.req.method !== "DELETE") return problem(c, NOT_JSON);
  const bytesMax = SETUP_PATH.test(c.req.path) ? BOUNDS.setupBodyBytesMax : BOUNDS.apiBodyBytesMax;
  const read = await readBody(c.req.raw, bytesMax);
  if (read.kind === "tooLarge") return problem(c, tooLarge(bytesMax));
  const fields = fieldsOf(read.text);
  if (fields === null) return problem(c, NOT_AN_OBJECT);
  if (isDeeperThan(BOUNDS.apiBodyDepthMax, fields)) return problem(c, TOO_DEEP);
  c.set("fields", fields);
  return next();
};

/** Until there is a sign-in everybody sits everywhere, and says by themselves who they are. */
export const takeSeat: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const by = c.get("fields")?.by ?? c.req.query("by") ?? "somebody";
  const tenant = vouched(c.req.param("tenant") ?? "", "session");
  c.set("seat", { tenant, role: "administrator", by: String(by), screen: null, expiresAt: null });
  return next();
};

function isForeign(c: ApiContext): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && !OWN_SITES.has(site)) return true;
  const origin = c.req.header("origin");
  return origin !== undefined && origin !== new URL(c.req.url).origin;
}

/** No body is an empty object. `null` where it is something else than an object. */
function fieldsOf(text: string): Fields | null {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether lists and objects stand within one another further than `levels`; never looks further down than that itself. */
function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part));
}

/** Who acts, as the sign-in names them. */
export const personOf = (c: ApiContext): string => c.get("seat").by;

/** The address's parameters as a plain object: Hono's own has no prototype, and calls between objects refuse that. */
export const queryOf = (c: ApiContext): Readonly<Record<string, string>> => ({ ...c.req.query() });

/** What was sent, without who sent it. */
export function contentOf(c: ApiContext): Fields {
  const { by: _, ...value } = c.get("fields");
  return value;
}

/** What is put at an address carries that address's id, or none; `null` where it carries another. */
export function contentAt(c: ApiContext, id: string): Fields | null {
  const value = contentOf(c);
  return value.id === undefined || value.id === id ? { ...value, id } : null;
}

export const otherId = (c: ApiContext): Response =>
  problem(c, {
    status: 400,
    title: "Bad request",
    detail:
      "The id in the body is not the one in the address. Leave it out of the body, or make both the same.",
  });

const FOREIGN: Problem = {
  status: 403,
  title: "Foreign origin",
  detail: "Changes are taken from this server's own pages, and from programs; not from another site's page.",
};
const NOT_JSON: Problem = {
  status: 415,
  title: "Unsupported media type",
  detail: 'Send JSON, with the header "content-type: application/json".',
};
const tooLarge = (bytesMax: number): Problem => ({
  status: 413,
  title: "Too large",
  detail: `A body may have ${bytesMax / 1_024} kB at most.`,
});
const NOT_AN_OBJECT: Problem = {
  status: 400,
  title: "Bad request",
  detail: 'The body is not a JSON object such as {"by": "Maria"}.',
};
const TOO_DEEP: Problem = {
  status: 400,
  title: "Too deep",
  detail: `Lists and objects of a body may stand ${BOUNDS.apiBodyDepthMax} levels within one another at most.`,
};
