/** What every question to a tenant's desk may be answered where it cannot be, and the style of names that one asks for. */
import { NAME_STYLES, type NameStyle } from "@callboard/protocol";
import { z } from "zod";
import { deskOf } from "../desks.ts";
import { UNKNOWN_TENANT } from "../gate/refusals.ts";
import { type Problem, problem } from "../problem.ts";
import type { StandingName } from "../tenancy/standing.ts";
import type { ApiContext } from "./writes.ts";

const names = z.enum(NAME_STYLES);

/** The name style asked for, `fallback` where none was, `null` where it is not one. */
export function namesOf(c: ApiContext, fallback: NameStyle): NameStyle | null {
  const asked = c.req.query("names");
  if (asked === undefined) return fallback;
  const parsed = names.safeParse(asked);
  return parsed.success ? parsed.data : null;
}

/** A desk that cannot be asked: since its tenant is paused or gone, or by a fault of ours. */
export const notOpen = (c: ApiContext): Promise<Response> => notOpenAs(c, NOT_OPEN);

/** `otherwise`: what is said where the tenant itself is well. */
export async function notOpenAs(c: ApiContext, otherwise: Problem): Promise<Response> {
  return problem(c, PROBLEMS.get(await standingOf(c)) ?? otherwise);
}

async function standingOf(c: ApiContext): Promise<StandingName | null> {
  try {
    return await deskOf(c.env, c.get("seat").tenant).standing();
  } catch {
    return null;
  }
}

const PROBLEMS: ReadonlyMap<StandingName | null, Problem> = new Map<StandingName | null, Problem>([
  ["unknown", UNKNOWN_TENANT],
  [
    "paused",
    {
      status: 409,
      title: "The tenant is paused",
      detail: "Nothing is watched until it is resumed. An administrator can resume it in the app.",
    },
  ],
  [
    "locked",
    {
      status: 503,
      title: "The secret cannot be opened",
      detail:
        "The key that this tenant's client secret was sealed with is missing from CALLBOARD_KEYS. Put it back, or enter the secret again.",
    },
  ],
]);

const NOT_OPEN: Problem = {
  status: 503,
  title: "Desk not open",
  detail:
    "This tenant's desk could not be opened. It is tried again with each request; the log has the cause.",
};

export const wrongNames = (c: ApiContext): Response =>
  problem(c, {
    status: 400,
    title: "Bad request",
    detail: `names must be one of: ${NAME_STYLES.join(", ")}.`,
  });
