/** The seals of tenants' secrets, a slice of tenants at a time: which keys they need, and all of them sealed with the current one. */
import type { Rewrapped, SealedSlice } from "./sealed-slice.ts";
import { CLIENT_SECRET, type Sealer } from "./sealer.ts";
import type { TenantStore } from "./tenant-store.ts";

/** Which tenants: those after an id. */
export interface Slice {
  readonly after: string;
  readonly limit: number;
}

/** With which version each tenant's secret is sealed; `next` is what to ask with for the rest. */
export function keyVersions(
  store: TenantStore,
  sealer: Sealer,
  { after, limit }: Slice,
): SealedSlice<number | null> {
  const records = store.after(after, limit);
  const tenants = records.map(({ id, sealedSecret }) => ({ id, secret: sealer.keyVersionOf(sealedSecret) }));
  return { tenants, next: nextOf(records, limit) };
}

/** Seals them with the current key: their objects are to be told, from `now` on. Who calls holds the transaction. */
export function rewrapSlice(
  store: TenantStore,
  sealer: Sealer,
  now: number,
  { after, limit }: Slice,
): SealedSlice<Rewrapped> {
  const records = store.after(after, limit);
  const tenants = records.map(({ id, sealedSecret }) => {
    const wrapped = sealer.rewrap({ tenant: id, field: CLIENT_SECRET }, sealedSecret);
    if (wrapped.kind === "rewrapped") store.reseal(id, wrapped.sealed, now);
    return { id, secret: wrapped.kind === "refused" ? wrapped.why : wrapped.kind };
  });
  return { tenants, next: nextOf(records, limit) };
}

const nextOf = (records: readonly { readonly id: string }[], limit: number): string | null =>
  records.length === limit ? (records.at(-1)?.id ?? null) : null;
