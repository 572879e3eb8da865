/**
 * Which servers a tenant's upstream may be. An upstream by address exists in local development alone: whatever says otherwise,
 * a setting, a stored record or a call, is refused here, at the one place where an upstream becomes addresses.
 */
import { type OriginsResult, type Upstream, upstreamOrigins } from "@callboard/cxone";
import type { Env } from "../env.ts";
import { isLocalDeployment } from "../gate/local.ts";

type LocalEnv = Pick<Env, "CALLBOARD_LOCAL" | "CALLBOARD_REGION">;

/** The origins that this deployment may speak to for an upstream. */
export function originsOf(upstream: Upstream, env: LocalEnv): OriginsResult {
  if (upstream.kind === "loopback" && !isLocalDeployment(env))
    return { kind: "refused", reason: "badOrigin" };
  return upstreamOrigins(upstream);
}

/**
 * The upstream of a tenant that was added in the app. Local development may put one server of its own in the place of all of
 * CXone (`CALLBOARD_LOCAL_UPSTREAM`, an origin): then tenants can be added against the simulator as if it were CXone.
 */
export function upstreamOf(
  upstream: Upstream,
  env: LocalEnv & Pick<Env, "CALLBOARD_LOCAL_UPSTREAM">,
): Upstream {
  const stand = env.CALLBOARD_LOCAL_UPSTREAM ?? "";
  return stand !== "" && isLocalDeployment(env) ? { kind: "loopback", origin: stand } : upstream;
}
