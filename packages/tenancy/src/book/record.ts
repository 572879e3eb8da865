/** One tenant as it is kept, and what others are given of it. The secret is there in its sealed form alone. */
import { canonicalJson } from "@callboard/shell";
import { z } from "zod";
import type { Charge, TenantPeople, TenantState, TenantView } from "../contracts.ts";
import { grant, tenantInput } from "../contracts.ts";

/**
 * What people set of a tenant, without the secret, as it is kept. What an earlier version took and this one would refuse is read all the
 * same: whoever changes the tenant next is asked to mend it.
 */
export const settings = tenantInput.omit({ clientSecret: true }).extend({
  name: z.string(),
  clientId: z.string(),
  people: z.array(grant.extend({ who: z.string() })),
});
export type TenantSettings = z.infer<typeof settings>;

export interface TenantRecord extends TenantSettings {
  readonly id: string;
  readonly revision: number;
  readonly state: TenantState;
  readonly sealedSecret: string;
  readonly createdAt: number;
  readonly changed: { readonly by: string; readonly at: number };
  /** The revisions that its two objects have confirmed. */
  readonly held: Held;
}

/** A tenant's two objects. */
export const TENANT_OBJECTS = ["desk", "alerts"] as const;
export type TenantObject = (typeof TENANT_OBJECTS)[number];
export type Held = Readonly<Record<TenantObject, number>>;

/** As administrators see it. */
export function viewOf(record: TenantRecord, keyVersion: number | null): TenantView {
  const { id, revision, state, createdAt, changed } = record;
  return {
    ...settingsOf(record),
    ...{ id, revision, state, createdAt, changed, keyVersion },
    ...{ isLocal: false, hasSecret: true },
  };
}

/** As its objects keep it. */
export function chargeOf(record: TenantRecord): Charge {
  const { id, revision, state, name, zone, region, label, clientId, sealedSecret, options } = record;
  return { id, revision, state, name, zone, region, label, clientId, sealedSecret, options };
}

/** What the gate knows of it. */
export const peopleOf = ({ id, name, state, people }: TenantRecord): TenantPeople => ({
  id,
  name,
  state,
  people,
});

/** Whether the gate would know the same of both. */
export const isSamePeople = (one: TenantRecord, other: TenantRecord): boolean =>
  canonicalJson(peopleOf(one)) === canonicalJson(peopleOf(other));

export const settingsOf = ({
  name,
  zone,
  region,
  label,
  clientId,
  people,
  options,
}: TenantSettings): TenantSettings => ({ name, zone, region, label, clientId, people, options });
