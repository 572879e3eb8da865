/** What the Worker is given from outside: its bindings and settings. The object names are those of wrangler.jsonc. */
import type { FloorBatch } from "@callboard/core/alerting";
import type { AlertDesk } from "./alert-desk.ts";
import type { PairingDesk } from "./pairing-desk.ts";
import type { NoticeMessage } from "./queues/messages.ts";
import type { TenantRegistry } from "./registry.ts";
import type { Relay } from "./relays/relay.ts";
import type { TenantDesk } from "./tenant-desk.ts";

export interface Env {
  readonly TENANT_DESK: DurableObjectNamespace<TenantDesk>;
  readonly ALERT_DESK: DurableObjectNamespace<AlertDesk>;
  readonly RELAY: DurableObjectNamespace<Relay>;
  readonly PAIRING_DESK: DurableObjectNamespace<PairingDesk>;
  readonly REGISTRY: DurableObjectNamespace<TenantRegistry>;
  readonly FLOOR_EVENTS: Queue<FloorBatch>;
  readonly NOTICES: Queue<NoticeMessage>;
  readonly ASSETS: Fetcher;
  readonly VERSION: WorkerVersionMetadata;
  /** Where each desk's minutes are written (`metrics/minute-point.ts`); absent where nobody wants them. */
  readonly METRICS?: AnalyticsEngineDataset;
  /** For e-mail sinks; absent where the deployment has no domain for it. */
  readonly EMAIL?: SendEmail;
  /** Tenants of local development as JSON (`tenants.ts`); those of a deployed one are in the registry. */
  readonly CALLBOARD_TENANTS?: string;
  /** "true" in local development only: allows an upstream at any origin, and sinks on this machine. */
  readonly CALLBOARD_LOCAL?: string;
  /** An origin that stands in for all of CXone, for tenants that are added in the app: local development only. */
  readonly CALLBOARD_LOCAL_UPSTREAM?: string;
  readonly CALLBOARD_REGION?: string;
  /** What secrets are sealed with (`vault/keys.ts`): "2:<base64 of 32 bytes>,1:<base64>", the current one first. */
  readonly CALLBOARD_KEYS?: string;
  /** Cloudflare Access (`gate/access.ts`): the team's name, and the audience tag of the application that stands before this. */
  readonly CALLBOARD_ACCESS_TEAM?: string;
  readonly CALLBOARD_ACCESS_AUDIENCE?: string;
  /** Who runs the deployment: "group:callboard-owners,email:ada@example.com". */
  readonly CALLBOARD_OWNERS?: string;
  /** What a scraper of metrics shows as its Bearer. */
  readonly CALLBOARD_METRICS_TOKEN?: string;
  /** What screens' credentials are signed with (`screens/credential.ts`); several with commas between them while it is changed. */
  readonly CALLBOARD_SCREEN_KEY?: string;
  /** The deployment's own origin, for the links in notices. */
  readonly CALLBOARD_URL?: string;
}

declare global {
  namespace Cloudflare {
    /** Tells the types of `ctx.exports`: through it the Worker reaches its own entrypoints. */
    interface GlobalProps {
      mainModule: typeof import("./index.ts");
      durableNamespaces: "TenantDesk" | "AlertDesk" | "Relay" | "PairingDesk" | "TenantRegistry";
    }
  }
}
