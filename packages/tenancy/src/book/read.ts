/** What people send of a tenant, read against the contract: paths and reasons of what is wrong, never a value. */
import { z } from "zod";
import { tenantId, tenantInput } from "../contracts.ts";
import { settingsOf, type TenantSettings } from "./record.ts";

export type TenantDraft =
  | {
      readonly kind: "read";
      readonly settings: TenantSettings;
      /** `null`: the one that is stored stays. */
      readonly secret: string | null;
      readonly complaints: readonly [];
    }
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

/** What a tenant's own administrators may not change is not theirs to send; the same values do no harm. */
const ownInput = tenantInput.omit({ region: true, label: true }).extend({
  region: z.string().optional(),
  label: z.string().optional(),
});

/** All of a tenant. */
export function readInput(value: unknown): TenantDraft {
  const read = tenantInput.safeParse(value);
  if (!read.success) return refusedDraft(faults(read.error));
  return drafted(settingsOf(read.data), read.data.clientSecret);
}

/** All but region and label, which stay as they are. */
export function readChange(value: unknown, before: TenantSettings): TenantDraft {
  const read = ownInput.safeParse(value);
  if (!read.success) return refusedDraft(faults(read.error));
  const { region = before.region, label = before.label, clientSecret, ...rest } = read.data;
  if (region !== before.region || label !== before.label)
    return refusedDraft(["`region` and `label` are changed by who runs this deployment."]);
  return drafted(settingsOf({ ...rest, region: before.region, label: before.label }), clientSecret);
}

const drafted = (settings: TenantSettings, secret: string | undefined): TenantDraft => ({
  kind: "read",
  settings,
  secret: secret ?? null,
  complaints: [],
});
const refusedDraft = (complaints: readonly string[]): TenantDraft => ({ kind: "refused", complaints });

/** What is wrong with an id; nothing where it may be one. */
export function readId(id: string): string[] {
  const read = tenantId.safeParse(id);
  return read.success ? [] : [`The id is not ${read.error.issues[0]?.message ?? "one"}.`];
}

const faults = (error: z.ZodError): string[] =>
  error.issues.map(({ path, message }) => `\`${path.join(".") || "value"}\`: ${message}`);
