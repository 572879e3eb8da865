/**
 * The same bundle twice: as it is deployed, and with bounds under which the desk never sends anybody on. Nothing else differs, and
 * the product needs no switch for it: the bounds are read from the built text, and a bound that is not found there is an error.
 */
import type { Bundles } from "../runtime/runtime.ts";

export type Variant = "alone" | "relays";

const WITHOUT_RELAYS = { relayFromViewers: 1_000_000, viewersPerObjectMax: 1_000_000, viewersMax: 1_000_000 };

interface Built {
  readonly modules: readonly { readonly contents: string }[];
}

export function bundleOf(bundles: Bundles, variant: Variant): Bundles {
  if (variant === "relays") return bundles;
  const desk = bundles.desk as Bundles["desk"] & Built;
  const modules = desk.modules.map((module) => ({ ...module, contents: withBounds(module.contents) }));
  return { ...bundles, desk: { ...desk, modules } as Bundles["desk"] };
}

function withBounds(text: string): string {
  return Object.entries(WITHOUT_RELAYS).reduce((built, [bound, value]) => {
    const place = new RegExp(`\\b${bound}: ?[\\d_e]+`);
    if (!place.test(built)) throw new Error(`the bound ${bound} is not in the bundle`);
    return built.replace(place, `${bound}: ${value}`);
  }, text);
}
