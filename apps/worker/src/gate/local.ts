/**
 * The built-in identity of local development: whoever can reach this machine's own port is an administrator, and says by
 * themselves who they are. It exists where the deployment was told that it is local, has no region, and is asked at a loopback
 * address; a deployed one has none of these.
 */
import type { Env } from "../env.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const isLocalRequest = (env: Env, url: URL): boolean =>
  env.CALLBOARD_LOCAL === "true" && (env.CALLBOARD_REGION ?? "") === "" && LOOPBACK.has(url.hostname);
