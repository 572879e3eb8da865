/** The vault as the alert desk wants it: for one tenant, and with "no key" as an answer. */
import type { SinkVault } from "@callboard/alert-desk";
import type { Vault } from "./vault.ts";

export const sinkVault = (vault: Vault, tenant: string): SinkVault => ({
  seal(field, clear) {
    return vault.current === null ? null : vault.seal({ tenant, field }, clear);
  },
  open(field, sealed) {
    const opened = vault.open({ tenant, field }, sealed);
    return opened.kind === "opened" ? { kind: "opened", clear: opened.secret.reveal() } : opened;
  },
  rewrap(field, sealed) {
    return vault.rewrap({ tenant, field }, sealed);
  },
  keyVersionOf(sealed) {
    return vault.keyVersionOf(sealed);
  },
});
