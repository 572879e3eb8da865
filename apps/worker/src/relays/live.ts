/**
 * Opens a live socket, for people and for paired screens: the desk is asked once. While it has few viewers it answers the
 * upgrade itself, and there is no other way to go; else it names the relay that takes it. A browser sees nothing of that.
 */
import { deskOf, relayOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { seatedUpgrade } from "../gate/handoff.ts";
import type { Seat } from "../gate/seat.ts";
import { placedUpgrade, placeOf, RELAY_FULL, upgradeAvoiding } from "./handoff.ts";

/** What the desk knows of its relays may be some seconds old; after so many that were full there is no room. */
const TRIES = 3;

/** 101 with the socket, or the object's own refusal: 403, 404, 429, 503. */
export async function openLive(env: Env, seat: Seat, request: Request): Promise<Response> {
  const upgrade = seatedUpgrade(request, seat);
  let asking = upgrade;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await deskOf(env, seat.tenant).fetch(asking);
    const place = placeOf(answer);
    if (place === null) return answer;
    const relayed = await relayOf(env, seat.tenant, place.relay).fetch(placedUpgrade(upgrade, place));
    if (relayed.status !== RELAY_FULL) return relayed;
    asking = upgradeAvoiding(upgrade, place.relay);
  }
  return new Response(null, { status: 503 });
}
