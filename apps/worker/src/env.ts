/** What the Worker is given from outside: its bindings and settings. The object names are those of wrangler.jsonc. */
import type { TenantDesk } from "./tenant-desk.ts";

export interface Env {
  readonly TENANT_DESK: DurableObjectNamespace<TenantDesk>;
  readonly ASSETS: Fetcher;
  readonly VERSION: WorkerVersionMetadata;
  /** The tenants of this deployment as JSON (`tenants.ts`); a secret, since it holds client secrets. */
  readonly CALLBOARD_TENANTS?: string;
  /** "true" in local development only: allows an upstream at any origin. */
  readonly CALLBOARD_LOCAL?: string;
  readonly CALLBOARD_REGION?: string;
}

declare global {
  namespace Cloudflare {
    /** Tells the types of `ctx.exports`: through it the object reaches the Worker's own entrypoints. */
    interface GlobalProps {
      mainModule: typeof import("./index.ts");
      durableNamespaces: "TenantDesk";
    }
  }
}
