/**
 * With which keys the secrets of a deployment are sealed, and all of them sealed with the current one. Tenants are gone through in
 * slices, a few at once; what does not answer is named, and asked again by asking again.
 */
import type { Reply, SealsInUse, SinksResealed } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import { inLanes } from "@callboard/shell";
import type { KeysRotated, KeysView, Rewrapped, SealedSlice } from "@callboard/tenancy";
import { CLIENT_SECRET } from "@callboard/tenancy";
import { alertDeskOf, registryOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { vouched } from "../gate/whose.ts";
import { readTenants } from "../tenants.ts";
import { readKeys } from "../vault/index.ts";

/** `null` where the registry does not answer: without it nothing is known. */
export async function keysInUse(env: Env, after: string): Promise<KeysView | null> {
  const keys = readKeys(env);
  const registry = registryOf(env);
  const gathered = await gather(after, (from) => registry.keyVersions(from));
  if (gathered === null) return null;
  const count = new SealCount();
  for (const { secret } of gathered.tenants)
    count.add(secret, 1, secret !== null && keys.byVersion.has(secret));
  const ids = [...declared(env, after), ...gathered.tenants.map(({ id }) => id)];
  const unasked = await eachAlertDesk<SealsInUse>(
    env,
    ids,
    (desk) => desk.seals(),
    (_id, seals) => {
      // What is locked for another reason than its key counts among its version's, too.
      for (const { version, secrets } of seals.versions) count.add(version, secrets, true);
      count.locked += seals.locked;
      count.inClear += seals.inClear;
    },
  );
  const versions = [...new Set([...keys.byVersion.keys(), ...count.byVersion.keys()])].toSorted(
    (a, b) => b - a,
  );
  const isWhole = after === "" && gathered.next === null && unasked.length === 0;
  return {
    current: keys.current,
    versions: versions.map((version) => ({
      ...{ version, secrets: count.byVersion.get(version) ?? 0 },
      ...{ isHere: keys.byVersion.has(version), isCurrent: version === keys.current },
    })),
    unneeded: isWhole
      ? [...keys.byVersion.keys()].filter(
          (version) => version !== keys.current && !count.byVersion.has(version),
        )
      : null,
    ...{ locked: count.locked, inClear: count.inClear, unasked, complaints: [...keys.complaints] },
    next: gathered.next,
  };
}

class SealCount {
  readonly byVersion = new Map<number, number>();
  locked = 0;
  inClear = 0;

  add(version: number | null, secrets: number, isHere: boolean): void {
    if (!isHere) this.locked += secrets;
    if (version !== null) this.byVersion.set(version, (this.byVersion.get(version) ?? 0) + secrets);
  }
}

export type Rotation =
  | { readonly kind: "rotated"; readonly rotated: KeysRotated }
  | { readonly kind: "refused"; readonly why: "noKey" | "noRegistry" };

/** Seals the secrets of the registry first, then those of sinks. Asked twice it changes nothing more. */
export async function rotateKeys(env: Env, by: string, after: string): Promise<Rotation> {
  const { current } = readKeys(env);
  if (current === null) return { kind: "refused", why: "noKey" };
  const registry = registryOf(env);
  const gathered = await gather(after, async (from) => valueIn(await registry.rewrap(from)));
  if (gathered === null) return { kind: "refused", why: "noRegistry" };
  const tally = new Tally();
  for (const { id, secret } of gathered.tenants) tally.take(id, CLIENT_SECRET, secret);
  const ids = [...declared(env, after), ...gathered.tenants.map(({ id }) => id)];
  const unasked = await eachAlertDesk<SinksResealed>(
    env,
    ids,
    (desk) => desk.reseal(by),
    (id, sinks) => {
      tally.rewrapped += sinks.rewrapped;
      tally.unchanged += sinks.current;
      for (const sink of sinks.refused) tally.take(id, sink.id, sink.why);
    },
  );
  if (tally.rewrapped > 0) await registry.noteDeed(by, "sealed with the newest key", `key ${current}`);
  const { rewrapped, unchanged, refused, refusedCount } = tally;
  return {
    kind: "rotated",
    rotated: { ...{ current, rewrapped, unchanged, refused, refusedCount, unasked }, next: gathered.next },
  };
}

class Tally {
  rewrapped = 0;
  unchanged = 0;
  refusedCount = 0;
  readonly refused: KeysRotated["refused"] = [];

  take(tenant: string, what: string, became: Rewrapped): void {
    if (became === "rewrapped") this.rewrapped += 1;
    else if (became === "current") this.unchanged += 1;
    else {
      this.refusedCount += 1;
      if (this.refused.length < BOUNDS.resealRefusalsMax) this.refused.push({ tenant, what, why: became });
    }
  }
}

// ── Going through tenants ──────────────────────────────────────────────────────────────────────────────────

const valueIn = <Value>(reply: Reply<Value> | null): Value | null =>
  reply?.kind === "done" ? reply.value : null;

/** The registry's slices one after the other, as many as one call may take. */
async function gather<Said>(
  after: string,
  ask: (from: string) => Promise<SealedSlice<Said> | null>,
): Promise<SealedSlice<Said> | null> {
  const tenants: SealedSlice<Said>["tenants"][number][] = [];
  let from = after;
  while (tenants.length < BOUNDS.resealTenantsPerCall) {
    const slice = await ask(from);
    if (slice === null) return null;
    tenants.push(...slice.tenants);
    if (slice.next === null) return { tenants, next: null };
    from = slice.next;
  }
  return { tenants, next: from };
}

/** What local development declares has sinks, too; with the first slice. */
const declared = (env: Env, after: string): string[] =>
  after === "" ? [...readTenants(env).tenants.keys()] : [];

type AlertDeskStub = ReturnType<typeof alertDeskOf>;

/** Asks each tenant's alert desk, and gives whose did not answer. */
async function eachAlertDesk<Value>(
  env: Env,
  ids: readonly string[],
  ask: (desk: AlertDeskStub) => Promise<Reply<Value> | null>,
  take: (id: string, value: Value) => void,
): Promise<string[]> {
  const unasked: string[] = [];
  await inLanes(ids, BOUNDS.resealConcurrency, async (id) => {
    const value = valueIn(await ask(alertDeskOf(env, vouched(id, "registry"))).catch(() => null));
    if (value === null) unasked.push(id);
    else take(id, value);
  });
  return unasked;
}
