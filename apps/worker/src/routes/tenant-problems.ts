/** What every question to a tenant's desk may be answered where it cannot be, and the style of names that one asks for. */
import { NAME_STYLES, type NameStyle } from "@callboard/protocol";
import { z } from "zod";
import { problem } from "../problem.ts";
import type { ApiContext } from "./writes.ts";

const names = z.enum(NAME_STYLES);

/** The name style asked for, `fallback` where none was, `null` where it is not one. */
export function namesOf(c: ApiContext, fallback: NameStyle): NameStyle | null {
  const asked = c.req.query("names");
  if (asked === undefined) return fallback;
  const parsed = names.safeParse(asked);
  return parsed.success ? parsed.data : null;
}

/** Which tenants there are was asked before; what is left is a fault of ours. */
export const notOpen = (c: ApiContext): Response =>
  problem(c, {
    status: 503,
    title: "Desk not open",
    detail:
      "This tenant's desk could not be opened. It is tried again with each request; the log has the cause.",
  });

export const wrongNames = (c: ApiContext): Response =>
  problem(c, {
    status: 400,
    title: "Bad request",
    detail: `names must be one of: ${NAME_STYLES.join(", ")}.`,
  });
