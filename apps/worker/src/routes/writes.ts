/** What routes take out of a request that the gate has let in. */
import type { ApiContext } from "../gate/api-env.ts";
import type { Fields } from "../gate/body.ts";
import { problem } from "../problem.ts";

export type { ApiContext, ApiEnv } from "../gate/api-env.ts";
export type { Fields } from "../gate/body.ts";

/** Who acts, as the sign-in names them. */
export const personOf = (c: ApiContext): string => c.get("seat").by;

/** The address's parameters as a plain object: Hono's own has no prototype, and calls between objects refuse that. */
export const queryOf = (c: ApiContext): Readonly<Record<string, string>> => ({ ...c.req.query() });

/** What was sent, without who says to have sent it. */
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
