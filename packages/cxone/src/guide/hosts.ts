/**
 * Which hosts an upstream has. Addresses are built here from checked parts and nowhere else, so that no setting
 * can point the service at a host of somebody's choice.
 *
 * The guide says `https://{tenant}.nicecxone.com/api/v2/` and, in brackets, "tenant subdomain varies by region:
 * us, eu, ap, ca". It does not say whether the subdomain *is* the region or depends on it. So the label is taken
 * as the tenant's own setting, literally: `us` and `acme-eu` both work. The region says where our side runs and
 * never becomes part of a host by itself. The sign-in host is one for all regions, as the guide shows it.
 */

export const REGIONS = ["us", "eu", "ap", "ca"] as const;
export type Region = (typeof REGIONS)[number];

export type Upstream =
  | { readonly kind: "cxone"; readonly region: Region; readonly label: string }
  /** Any other server that speaks the guide's API: local development only; the Worker decides if it may. */
  | { readonly kind: "loopback"; readonly origin: string };

export interface UpstreamOrigins {
  readonly login: string;
  readonly api: string;
}

export type OriginsResult =
  | { readonly kind: "ok"; readonly origins: UpstreamOrigins }
  | { readonly kind: "refused"; readonly reason: "badLabel" | "badOrigin" };

const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const HTTP_ORIGIN = /^https?:\/\/(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** The two origins of an upstream, without a trailing slash; a label or origin of another form is refused. */
export function upstreamOrigins(upstream: Upstream): OriginsResult {
  switch (upstream.kind) {
    case "cxone": {
      if (!DNS_LABEL.test(upstream.label)) return { kind: "refused", reason: "badLabel" };
      const api = `https://${upstream.label.toLowerCase()}.nicecxone.com`;
      return { kind: "ok", origins: { login: "https://login.nicecxone.com", api } };
    }
    case "loopback": {
      const origin = upstream.origin.replace(/\/$/, "");
      if (!HTTP_ORIGIN.test(origin)) return { kind: "refused", reason: "badOrigin" };
      return { kind: "ok", origins: { login: origin, api: origin } };
    }
    default:
      return upstream satisfies never;
  }
}
