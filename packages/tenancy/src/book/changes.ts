/**
 * What a deed changed of a tenant's record, for the log: fields by name with their values before and after, and who was granted what.
 * The secret is said to be another one and no more. Bounded: values are as the contract bounds them, people beyond a few are counted.
 */
import { BOUNDS } from "@callboard/core";
import type { DeedChanges, Grant, TENANT_FIELDS } from "../contracts.ts";
import { mayAs, type Role } from "../roles.ts";
import type { TenantSettings } from "./record.ts";

type Field = (typeof TENANT_FIELDS)[number];
type ClearField = Exclude<Field, "clientSecret">;
type ChangedPerson = DeedChanges["people"][number];

const VALUE_OF: Readonly<Record<ClearField, (settings: TenantSettings) => string>> = {
  name: ({ name }) => name,
  zone: ({ zone }) => zone,
  region: ({ region }) => region,
  label: ({ label }) => label,
  clientId: ({ clientId }) => clientId,
  reconcileSeconds: ({ options }) => String(options.reconcileSeconds),
};
const CLEAR_FIELDS = Object.keys(VALUE_OF) as ClearField[];

/** `before`: `null` of a tenant that is added. `hasNewSecret`: one was sent with the change. */
export function changesOf(
  before: TenantSettings | null,
  after: TenantSettings,
  hasNewSecret: boolean,
): DeedChanges {
  const people = changedPeople(before?.people ?? [], after.people);
  return {
    fields: [...changedFields(before, after), ...secretField(before !== null && hasNewSecret)],
    people: people.slice(0, BOUNDS.deedPeopleNamed),
    morePeople: Math.max(0, people.length - BOUNDS.deedPeopleNamed),
  };
}

function changedFields(before: TenantSettings | null, after: TenantSettings): DeedChanges["fields"] {
  return CLEAR_FIELDS.map((field) => ({
    field,
    from: before === null ? null : VALUE_OF[field](before),
    to: VALUE_OF[field](after),
  })).filter(({ from, to }) => from !== to);
}

const secretField = (isNew: boolean): DeedChanges["fields"] =>
  isNew ? [{ field: "clientSecret", from: null, to: null }] : [];

/** Those who have another role than before, in the order in which they are named. Of several grants the highest counts, as at the gate. */
function changedPeople(before: readonly Grant[], after: readonly Grant[]): ChangedPerson[] {
  const [had, have] = [highestOf(before), highestOf(after)];
  const keys = new Set([...had.keys(), ...have.keys()]);
  return Array.from(keys).flatMap((key) => {
    const [one, other] = [had.get(key), have.get(key)];
    const named = other ?? one;
    if (named === undefined || one?.role === other?.role) return [];
    return [{ kind: named.kind, who: named.who, from: one?.role ?? null, to: other?.role ?? null }];
  });
}

function highestOf(grants: readonly Grant[]): ReadonlyMap<string, Grant> {
  const highest = new Map<string, Grant>();
  for (const grant of grants) {
    const key = `${grant.kind}:${grant.who.toLowerCase()}`;
    const known: Role | undefined = highest.get(key)?.role;
    if (known === undefined || !mayAs(known, grant.role)) highest.set(key, grant);
  }
  return highest;
}
