/**
 * How a verified seat reaches a tenant's object with a socket's upgrade: in a header that the Worker writes itself, in a request
 * of which nothing else has come from outside than its address and that it wants a socket. No cookie, no token and no header
 * of the same name gets through.
 */
import { BOUNDS } from "@callboard/core";
import { ROLES } from "@callboard/tenancy";
import { z } from "zod";
import type { Seat } from "./seat.ts";
import { vouched } from "./whose.ts";

const SEAT_HEADER = "x-callboard-seat";

/** The upgrade as the object gets it. */
export const seatedUpgrade = (request: Request, seat: Seat): Request =>
  new Request(request.url, {
    headers: { upgrade: "websocket", [SEAT_HEADER]: encodeURIComponent(JSON.stringify(seat)) },
  });

const written = z.object({
  tenant: z.string(),
  role: z.enum(ROLES),
  by: z.string(),
  screen: z.string().nullable(),
  credential: z.string().nullable(),
  expiresAt: z.number().nullable(),
});

/** By which name the sockets of one screen's television are found. */
export const screenHolder = (screen: string): string => `screen:${screen}`;

/**
 * By which name one person's sockets, or one screen's, are counted, and how many there may be. Nobody is counted in local
 * development: there everybody is the same.
 */
export const holderOf = ({ screen, by, expiresAt }: Seat): readonly [string | null, number] =>
  screen !== null
    ? [screenHolder(screen), BOUNDS.viewersPerScreenMax]
    : [expiresAt === null ? null : `person:${by}`, BOUNDS.viewersPerPersonMax];

/** The seat of an upgrade that reached the object called `own`; `null` where it is another tenant's, or none. */
export function seatOfUpgrade(request: Request, own: string | undefined): Seat | null {
  try {
    const seat = written.parse(JSON.parse(decodeURIComponent(request.headers.get(SEAT_HEADER) ?? "")));
    return seat.tenant === own ? { ...seat, tenant: vouched(seat.tenant, "itself") } : null;
  } catch {
    return null;
  }
}
