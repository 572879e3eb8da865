/** What is wrong with a deployment's own settings: a sentence for each, with its name and never its value. */
import type { Env } from "../env.ts";
import { readOwners } from "../gate/person.ts";
import { screenKeys } from "../screens/credential.ts";
import { readTenants } from "../tenants.ts";
import { readKeys } from "../vault/index.ts";

/** What a deployed region cannot do without, and what for. */
const WANTED = {
  CALLBOARD_SCREEN_KEY: "televisions cannot be paired",
  CALLBOARD_ACCESS_TEAM: "nobody can sign in",
  CALLBOARD_ACCESS_AUDIENCE: "nobody can sign in",
  CALLBOARD_OWNERS: "nobody can add a tenant",
} as const satisfies Partial<Record<keyof Env, string>>;

export type SettingsEnv = Pick<
  Env,
  | "CALLBOARD_KEYS"
  | "CALLBOARD_LOCAL"
  | "CALLBOARD_LOCAL_UPSTREAM"
  | "CALLBOARD_OWNERS"
  | "CALLBOARD_REGION"
  | "CALLBOARD_TENANTS"
  | keyof typeof WANTED
>;

export function settingComplaints(env: SettingsEnv): readonly string[] {
  const complaints = [
    ...readKeys(env).complaints,
    ...readOwners(env.CALLBOARD_OWNERS).complaints,
    ...readTenants(env).complaints,
  ];
  const keys = (env.CALLBOARD_SCREEN_KEY ?? "").trim() === "" ? [] : screenKeys(env);
  if (typeof keys === "string") complaints.push(keys);
  if ((env.CALLBOARD_REGION ?? "") === "") return complaints;
  for (const [name, without] of Object.entries(WANTED)) {
    const value = env[name as keyof typeof WANTED];
    if ((value ?? "").trim() === "") complaints.push(`${name} is not set: ${without}.`);
  }
  for (const name of ["CALLBOARD_LOCAL", "CALLBOARD_LOCAL_UPSTREAM"] as const)
    if (env[name] !== undefined)
      complaints.push(`${name} is for local development only and does nothing here: delete it.`);
  return complaints;
}
