/** What every route under `/api` finds in its context. */
import type { Context } from "hono";
import type { Env } from "../env.ts";
import type { Fields } from "./body.ts";
import type { ApiOperation } from "./operations.ts";
import type { Seat } from "./seat.ts";
import type { Session } from "./session.ts";

export interface ApiEnv {
  Bindings: Env;
  Variables: {
    operation: ApiOperation;
    /** What was sent, of a request that changes something; else empty. */
    fields: Fields;
    /** Where the request sits: of operations that are about a tenant, and of a screen's. */
    seat: Seat;
    /** Of operations that people ask for. */
    session: Session;
  };
}
export type ApiContext = Context<ApiEnv>;
