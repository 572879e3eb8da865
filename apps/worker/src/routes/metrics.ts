/** Figures of the service, for whoever has the scraper's token: the gate has seen to that. Counts and codes, and no personal data. */
import { metricsQuery } from "@callboard/api/asked";
import { Hono } from "hono";
import { CONTENT_TYPE } from "../metrics/exposition.ts";
import { scrape } from "../metrics/scrape.ts";
import { problem } from "../problem.ts";
import { readAs } from "./read-as.ts";
import { type ApiEnv, queryOf } from "./writes.ts";

export const metricsRoutes = new Hono<ApiEnv>().get("/metrics", async (c) => {
  const read = readAs("scrape", metricsQuery(), queryOf(c));
  if (read.kind === "refused") return problem(c, read);
  const text = await scrape(c.env, read.value);
  return c.body(text, 200, { "content-type": CONTENT_TYPE, "cache-control": "no-store" });
});
