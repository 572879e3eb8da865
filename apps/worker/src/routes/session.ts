/** Who is signed in, and where they may look. */
import type { SessionView } from "@callboard/tenancy";
import { Hono } from "hono";
import type { ApiEnv } from "../gate/api-env.ts";

export const sessionRoutes = new Hono<ApiEnv>().get("/session", (c) => {
  const { person, isLocal, isOwner, expiresAt, tenants } = c.get("session");
  const { id, name, email } = person;
  const region = (c.env.CALLBOARD_REGION ?? "") === "" ? null : (c.env.CALLBOARD_REGION ?? null);
  const view: SessionView = {
    ...{ person: { id, name, email }, isLocal, isOwner, expiresAt, region },
    tenants: tenants()
      .map(({ id, name, role, state }) => ({ id, name, role, state }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
  return c.json(view);
});
