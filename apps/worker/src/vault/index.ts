/** The vault's door: what secrets are sealed and opened with. */
import type { Env } from "../env.ts";
import { readKeys } from "./keys.ts";
import { Vault } from "./vault.ts";

export { readKeys } from "./keys.ts";
export { sinkVault } from "./sink-vault.ts";
export { Vault } from "./vault.ts";

/** The vault by the deployment's present keys. Cheap: read anew wherever it is wanted, so that nobody holds an old one. */
export const vaultOf = (env: Pick<Env, "CALLBOARD_KEYS" | "CALLBOARD_LOCAL" | "CALLBOARD_REGION">): Vault =>
  new Vault(readKeys(env));
