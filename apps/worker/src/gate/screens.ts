/** A paired screen's credential, as the gate takes it: good for `/api/tv` and for nothing else. */
import type { Env } from "../env.ts";
import type { Seat } from "./seat.ts";

/** Where the screen of the request's cookie sits; `null` where it shows none that is good. */
export async function screenSeatOf(_request: Request, _env: Env): Promise<Seat | null> {
  return null;
}
