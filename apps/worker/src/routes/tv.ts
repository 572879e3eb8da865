/**
 * What televisions ask for by themselves. Unpaired ones get a code and claim what became of it; of a paired one the tenant and the
 * screen come from its credential alone: nothing in the address chooses whose floor, which board, or whose names.
 */
import { pairingSecret } from "@callboard/api/asked";
import { BOUNDS } from "@callboard/core";
import type { Trends } from "@callboard/protocol";
import type { PairingClaim, PairingOffer, TvSession } from "@callboard/tenancy";
import { Hono } from "hono";
import { deskOf, pairingDeskOf } from "../desks.ts";
import { NOT_PAIRED } from "../gate/refusals.ts";
import { vouched } from "../gate/whose.ts";
import { problem } from "../problem.ts";
import {
  drawJti,
  endingCookie,
  keepingCookie,
  screenKeys,
  screenSessionOf,
  signCredential,
} from "../screens/credential.ts";
import { digestOf } from "../screens/digest.ts";
import { LostClaims } from "../screens/lost-claims.ts";
import { siteOf } from "../screens/site.ts";
import type { Pass } from "../screens/tenant-screens.ts";
import type { TenantDesk } from "../tenant-desk.ts";
import { answerLive } from "./live.ts";
import { answerTrends } from "./past.ts";
import { answerWith } from "./reply.ts";
import { notOpen } from "./tenant-problems.ts";
import {
  busy,
  NO_SCREEN_KEY,
  NO_SECRET,
  NOT_SECURE,
  TOO_MANY_CLAIMS,
  TOO_MANY_CODES,
  TOO_MANY_CODES_HERE,
} from "./tv-problems.ts";
import { sitesOf } from "./wall.ts";
import type { ApiContext, ApiEnv } from "./writes.ts";

export const tvRoutes = new Hono<ApiEnv>()
  .post("/pairings", offer)
  .post("/pairings/:id/claim", claim)
  .get("/session", session)
  .delete("/session", end)
  .get("/wall", wall)
  .get("/live", answerLive)
  .get("/trends", trends)
  .get("/directory", async (c) => {
    const needed = await stubOf(c).tvDirectory(passOf(c));
    if (needed === null) return notOpen(c);
    return needed.kind === "revoked" ? unpaired(c) : c.json(needed.value);
  });

// ── Before it is paired ──────────────────────────────────────────────────────────────────────────────────

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

async function offer(c: ApiContext): Promise<Response> {
  const { origin, protocol, hostname } = new URL(c.req.url);
  if (protocol !== "https:" && !LOOPBACK.has(hostname)) return problem(c, NOT_SECURE);
  if (typeof screenKeys(c.env) === "string") return problem(c, NO_SCREEN_KEY);
  const offered = await pairingDeskOf(c.env).offer(siteOfAsker(c));
  if (offered.kind === "full")
    return busy(c, offered.retryAt, offered.where === "here" ? TOO_MANY_CODES_HERE : TOO_MANY_CODES);
  const { id, code, secret, expiresAt } = offered;
  // Its first half: whoever confirms has to read the other one from the television, and not from somebody's link.
  const [begins = ""] = code.split("-");
  const address = `${origin}/pair?code=${begins}`;
  const answer: PairingOffer = {
    ...{ id, code, secret, expiresAt, address },
    askEveryMs: BOUNDS.pairingAskEveryMs,
  };
  return c.json(answer, 201);
}

/** Once an isolate: who claimed in vain. */
const lostClaims = new LostClaims();

/** As Cloudflare tells the address; on one's own machine there is none. */
const siteOfAsker = (c: ApiContext): string => siteOf(c.req.header("cf-connecting-ip") ?? "local");

async function claim(c: ApiContext): Promise<Response> {
  const shown = pairingSecret().safeParse(c.get("fields"));
  if (!shown.success) return problem(c, NO_SECRET);
  const site = siteOfAsker(c);
  const retryAt = lostClaims.waitUntil(site, Date.now());
  if (retryAt !== null) return busy(c, retryAt, TOO_MANY_CLAIMS);
  const claimed = await pairingDeskOf(c.env).claim(c.req.param("id") ?? "", shown.data.secret);
  if (claimed.kind === "expired") lostClaims.count(site, Date.now());
  if (claimed.kind !== "paired") return told(c, claimed.kind);
  const { tenant, screen, jti, isAgain } = claimed;
  const pass = { screen, token: digestOf(jti) };
  // Who has shown it has it. Where nobody can say whether it was shown it is not given away a second time, either.
  const isUsed = isAgain && (await deskOf(c.env, vouched(tenant, "message")).isTvUsed(pass)) !== false;
  if (isUsed) return told(c, "expired");
  const token = await signCredential(c.env, { tenant, screen, jti });
  if (token === null) return problem(c, NO_SCREEN_KEY);
  c.header("set-cookie", keepingCookie(c.req.raw, token));
  return told(c, "paired");
}

const told = (c: ApiContext, state: PairingClaim["state"]): Response =>
  c.json({ state } satisfies PairingClaim);

// ── Paired ───────────────────────────────────────────────────────────────────────────────────────────────

const stubOf = (c: ApiContext): DurableObjectStub<TenantDesk> => deskOf(c.env, c.get("seat").tenant);

/** The gate has verified both; one that has neither is no screen of anybody's. */
function passOf(c: ApiContext): Pass {
  const { screen, credential } = c.get("seat");
  return { screen: screen ?? "", token: credential ?? "" };
}

async function session(c: ApiContext): Promise<Response> {
  const here = await stubOf(c).tvSession(passOf(c));
  if (here === null) return notOpen(c);
  if (here.kind === "revoked") return unpaired(c);
  const renewed = await renew(c);
  const expiresAt = renewed ?? c.get("seat").expiresAt ?? 0;
  return c.json({ ...here.value, expiresAt } satisfies TvSession);
}

async function wall(c: ApiContext): Promise<Response> {
  const reply = await stubOf(c).tvWall(passOf(c), await sitesOf(c));
  if (reply === null) return notOpen(c);
  if (reply.kind === "revoked") return unpaired(c);
  await renew(c);
  return answerWith(c, reply.value);
}

/** Of queues whose course its boards do not draw nothing is told, not even that they are there. */
async function trends(c: ApiContext): Promise<Response> {
  const asked = c.req.queries("queue") ?? [];
  const drawn = await stubOf(c).tvDrawn(passOf(c), asked);
  if (drawn === null) return notOpen(c);
  if (drawn.kind === "revoked") return unpaired(c);
  // What is no question is refused as it is to people.
  const isQuestion = asked.length > 0 && asked.length <= BOUNDS.trendQueuesMax;
  if (isQuestion && drawn.value.length === 0) return c.json({ at: Date.now(), trends: [] } satisfies Trends);
  return answerTrends(c, isQuestion ? drawn.value : asked);
}

/** A token that is of age is exchanged by the way. Gives when the new one ends; `null` where the old one goes on. */
async function renew(c: ApiContext): Promise<number | null> {
  const session = await screenSessionOf(c.req.raw, c.env);
  if (session?.isDue !== true) return null;
  const { tenant, screen } = session;
  const jti = drawJti();
  const token = await signCredential(c.env, { tenant, screen, jti });
  if (token === null || (await stubOf(c).renewTv(passOf(c), digestOf(jti))) !== true) return null;
  c.header("set-cookie", keepingCookie(c.req.raw, token));
  return Date.now() + BOUNDS.screenCredentialKeepMs;
}

async function end(c: ApiContext): Promise<Response> {
  const ended = await stubOf(c).endTv(passOf(c));
  if (ended === null || ended.kind === "refused") return answerWith(c, ended);
  c.header("set-cookie", endingCookie(c.req.raw));
  return c.json({});
}

/** The television is not that screen any more: it forgets that it ever was. */
function unpaired(c: ApiContext): Response {
  c.header("set-cookie", endingCookie(c.req.raw));
  return problem(c, NOT_PAIRED);
}
