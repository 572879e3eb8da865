/** Who did what to a deployment's tenants, page by page: all of it, or what was done to one tenant. */
import { BOUNDS } from "@callboard/core";
import { done, type Reply, wrong } from "@callboard/shell";
import type { DeploymentLog } from "../contracts.ts";
import type { TenantStore } from "./tenant-store.ts";

const DEEDS_PER_PAGE = 50;

/** `query`: `{before, limit}` as an address has them. `about`: one tenant's deeds alone. Throws where the storage does. */
export function readLog(
  store: TenantStore,
  query: Readonly<Record<string, unknown>>,
  about: string | null,
): Reply<DeploymentLog> {
  const { before = Number.MAX_SAFE_INTEGER, limit = DEEDS_PER_PAGE } = query;
  const [from, count] = [Number(before), Number(limit)];
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count) || count < 1 || count > MOST)
    return wrong("This is no page", [
      `\`before\` is the number of a deed, and \`limit\` is from 1 to ${MOST}.`,
    ]);
  const deeds = about === null ? store.deeds(from, count) : store.deedsAbout(about, from, count);
  return done({ deeds, before: deeds.length === count ? (deeds.at(-1)?.number ?? null) : null });
}

const MOST = BOUNDS.alertPageMax;
