/**
 * The API's own description. It is made when it is asked for the first time, and kept as long as the isolate lives: a start of the
 * Worker pays nothing for it.
 */
import { Hono } from "hono";
import type { ApiEnv } from "../gate/api-env.ts";

/** Of one build there is one text for each origin it is asked at; a deployment has one, and its preview another. */
const ORIGINS_MAX = 4;
const texts = new Map<string, Promise<string>>();

export const openApiRoutes = new Hono<ApiEnv>().get("/openapi.json", async (c) => {
  const { origin } = new URL(c.req.url);
  return c.body(await textFor(origin, c.env.VERSION.id), 200, { "content-type": "application/json" });
});

function textFor(origin: string, version: string): Promise<string> {
  const known = texts.get(origin);
  if (known !== undefined) return known;
  const text = import("@callboard/api/document").then(({ openApiDocument }) =>
    JSON.stringify(openApiDocument({ version, origin })),
  );
  if (texts.size < ORIGINS_MAX) texts.set(origin, text);
  return text;
}
