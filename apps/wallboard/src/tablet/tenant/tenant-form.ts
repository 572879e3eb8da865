/**
 * A tenant as its form holds it, and what is sent of it. The secret goes in and never comes out: an empty field keeps the one
 * that is stored. The server alone judges; what is told here are empty fields and what is plainly no address.
 */
import type { BodyOf, Grant, Role, TenantView } from "@callboard/api/client";
import { BOUNDS } from "@callboard/protocol";
import { t } from "../../words/words.ts";
import type { Versioned } from "../setup/api/setup-api.ts";
import { mistakesOf, needed, repeated, within } from "../setup/use/checks.ts";
import type { Editable } from "../setup/use/editable.ts";
import type { Mistake } from "../setup/use/mistakes.ts";

export const REGIONS = ["us", "eu", "ap", "ca"] as const;
export const ROLES: readonly Role[] = ["display", "supervisor", "administrator"];
export const GRANT_KINDS: readonly Grant["kind"][] = ["group", "email"];
export const RECONCILE_SECONDS = {
  least: BOUNDS.reconcileEveryMs / 2_000,
  usual: BOUNDS.reconcileEveryMs / 1_000,
  most: (BOUNDS.reconcileEveryMs * 5) / 1_000,
} as const;

export interface TenantForm {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly region: TenantView["region"];
  readonly label: string;
  readonly clientId: string;
  /** Empty: the one that is stored. */
  readonly clientSecret: string;
  readonly people: readonly Grant[];
  readonly reconcileSeconds: number | null;
}

type Draft = Editable<TenantForm> | TenantForm;

export function freshForm(region: string | null): TenantForm {
  return {
    ...{ id: "", name: "", label: "", clientId: "", clientSecret: "", people: [] },
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    region: REGIONS.find((one) => one === region) ?? "eu",
    reconcileSeconds: RECONCILE_SECONDS.usual,
  };
}

export function formOf(view: TenantView): Versioned<TenantForm> {
  const { id, name, zone, region, label, clientId, people, options, revision, changed } = view;
  const { reconcileSeconds } = options;
  const value = { id, name, zone, region, label, clientId, clientSecret: "", people, reconcileSeconds };
  return { revision, changed, value };
}

/** What a tenant's own administrators may change. */
export function changeOf(form: Draft): BodyOf<"changeTenant">["value"] {
  const { name, zone, clientId, clientSecret, people, reconcileSeconds } = form;
  return {
    ...{ name, zone, clientId },
    ...(clientSecret === "" ? {} : { clientSecret }),
    people: people.map(({ kind, who, role }) => ({ kind, who: who.trim(), role })),
    options: { reconcileSeconds: reconcileSeconds ?? RECONCILE_SECONDS.usual },
  };
}

/** All of it, as whoever runs the deployment may set it. */
export function inputOf(form: Draft): BodyOf<"checkConnection"> {
  return { ...changeOf(form), region: form.region, label: form.label.trim() };
}

const ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** The host that a label makes; `null` for what can be no part of a host. */
export function hostOf(label: string): string | null {
  const trimmed = label.trim();
  return LABEL.test(trimmed) ? `https://${trimmed.toLowerCase()}.nicecxone.com` : null;
}

/** Whether what is typed leads to another connection than the one that is stored. */
export function isOtherConnection(form: Draft, stored: TenantForm | null): boolean {
  if (stored === null) return true;
  return (["region", "label", "clientId"] as const).some((key) => form[key] !== stored[key]);
}

export function mistakesInForm(form: Draft, isNew: boolean): readonly Mistake[] {
  const words = (name: string) => t(`tenants.fields.${name}`);
  const { least, most } = RECONCILE_SECONDS;
  return [
    ...mistakesOf(
      needed("name", words("name"), form.name),
      needed("zone", t("setup.zone.label"), form.zone),
      needed("label", words("label"), form.label),
      form.label.trim() !== "" && hostOf(form.label) === null
        ? { path: "label", text: t("tenants.wrong.label") }
        : null,
      needed("clientId", words("clientId"), form.clientId),
      isNew ? needed("clientSecret", words("secret"), form.clientSecret) : null,
      isNew && !ID.test(form.id) ? { path: "id", text: t("tenants.wrong.id") } : null,
      within("options.reconcileSeconds", words("reconcile"), form.reconcileSeconds, least, most),
    ),
    ...form.people.flatMap(({ who }, place) => needed(`people.${place}.who`, words("who"), who) ?? []),
    ...repeated(
      form.people.map(({ kind, who }) =>
        who.trim() === ""
          ? ""
          : t("floor.labelled", { label: t(`tenants.kinds.${kind}`), text: who.trim().toLowerCase() }),
      ),
      (place) => `people.${place}.who`,
    ),
  ];
}
