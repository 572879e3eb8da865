/** A paired screen's credential, as the gate takes it: good for `/api/tv` and for nothing else. */
import type { Env } from "../env.ts";
import { screenSessionOf } from "../screens/credential.ts";
import type { Seat } from "./seat.ts";

/** Where the screen of the request's cookie sits; `null` where it shows none that is good. Whether it was revoked its desk says. */
export async function screenSeatOf(request: Request, env: Env): Promise<Seat | null> {
  const session = await screenSessionOf(request, env);
  if (session === null) return null;
  const { tenant, screen, credential, expiresAt } = session;
  return { tenant, screen, credential, expiresAt, role: "display", by: `screen ${screen}` };
}
