/** The token that a Prometheus scraper shows: good for the figures of the service, and for nothing else. */
import { timingSafeEqual } from "node:crypto";
import { BOUNDS } from "@callboard/core";
import type { Env } from "../env.ts";

/** `unset`: no token was set, so that there is none that could be right. */
export type ScraperReading = "scraper" | "nobody" | "unset";

/** Compares by hashes: how long it takes tells neither where two tokens differ, nor how long ours is. */
export async function scraperOf(
  request: Request,
  env: Pick<Env, "CALLBOARD_METRICS_TOKEN">,
): Promise<ScraperReading> {
  const expected = env.CALLBOARD_METRICS_TOKEN ?? "";
  if (expected.length < BOUNDS.metricsTokenCharsMin) return "unset";
  const [, shown] = /^Bearer ([\x21-\x7e]{1,1024})$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (shown === undefined) return "nobody";
  const [a, b] = await Promise.all([hashed(shown), hashed(expected)]);
  return timingSafeEqual(a, b) ? "scraper" : "nobody";
}

const hashed = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
