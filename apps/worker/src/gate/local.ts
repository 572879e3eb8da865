/**
 * The built-in identity of local development: whoever can reach this machine's own port is an administrator, and says by
 * themselves who they are. It exists where the build may be local at all, the deployment was told that it is, it has no region,
 * and it is asked at a loopback address; a deployed one has none of these. The address is the one that the runtime was asked
 * at: no header that forwards another one is ever looked at.
 */
import type { Env } from "../env.ts";

/** Set by wrangler.jsonc: "false" in what is built for a region. */
declare const MAY_BE_LOCAL: boolean;

const mayBeLocal = (): boolean => typeof MAY_BE_LOCAL === "undefined" || MAY_BE_LOCAL;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

type LocalEnv = Pick<Env, "CALLBOARD_LOCAL" | "CALLBOARD_REGION">;

/** Whether this is local development at all. */
export const isLocalDeployment = (env: LocalEnv): boolean =>
  mayBeLocal() && env.CALLBOARD_LOCAL === "true" && (env.CALLBOARD_REGION ?? "") === "";

export const isLocalRequest = (env: LocalEnv, url: URL): boolean =>
  isLocalDeployment(env) && LOOPBACK.has(url.hostname);
