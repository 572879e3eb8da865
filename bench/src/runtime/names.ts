/** What the bench's parts must agree on: the host, the tenant, and the tokens that tell the subjects apart. */
import type { Subject } from "../remote/parts.ts";

export const HOST = "127.0.0.1";
export const TENANT = "bench";

/** Worth nothing outside of this run: they are served and checked by the bench's own upstream. */
export const TOKENS: Readonly<Record<Subject, string>> = { desk: "bench-desk", relay: "bench-relay" };
