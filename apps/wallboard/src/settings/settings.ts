/**
 * What a screen is told by its own address: whose board, how names are shown, and how far away the eyes are. It comes
 * from outside, so every value is checked and falls back to something sensible rather than to an error on a wall.
 */
import { NAME_STYLES, type NameStyle } from "@callboard/protocol";

export interface Settings {
  readonly tenant: string;
  readonly names: NameStyle;
  /** Viewing distance and screen diagonal: together they set the type size. */
  readonly metres: number;
  readonly inches: number;
}

const DEFAULTS = { tenant: "demo", metres: 6, inches: 75 };
const METRES = { least: 0.3, most: 40 };
const INCHES = { least: 5, most: 300 };
const TENANT = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Reads `?tenant=…&names=…&metres=…&inches=…`. */
export function settingsOf(search: string): Settings {
  const asked = new URLSearchParams(search);
  const tenant = asked.get("tenant") ?? DEFAULTS.tenant;
  return {
    tenant: TENANT.test(tenant) ? tenant : DEFAULTS.tenant,
    names: NAME_STYLES.find((style) => style === asked.get("names")) ?? "short",
    metres: within(asked.get("metres"), METRES, DEFAULTS.metres),
    inches: within(asked.get("inches"), INCHES, DEFAULTS.inches),
  };
}

/** Where this screen's socket and its status live, seen from the page's own origin. */
export function addressesOf(
  settings: Settings,
  origin: { readonly protocol: string; readonly host: string },
): { readonly live: string; readonly status: string } {
  const path = `/api/tenants/${settings.tenant}`;
  const scheme = origin.protocol === "https:" ? "wss:" : "ws:";
  return { live: `${scheme}//${origin.host}${path}/live?names=${settings.names}`, status: `${path}/status` };
}

function within(text: string | null, range: { least: number; most: number }, otherwise: number): number {
  const value = Number.parseFloat(text ?? "");
  return value >= range.least && value <= range.most ? value : otherwise;
}
