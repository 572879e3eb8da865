/** Where one is on the page, kept in the address after the `#`, so that going back and a shared link work. */
import { type Ref, shallowRef } from "vue";

export const TABS = ["firing", "history", "silences", "rules", "sinks"] as const;
export type Tab = (typeof TABS)[number];

/** `alertId`: one alert is looked at, over the tab that one came from. */
export interface Place {
  readonly tab: Tab;
  readonly alertId: string | null;
}

/** Reads `#/history/<alert>`; whatever cannot be read is the first tab. */
export function placeOf(hash: string): Place {
  const [, name = "", id = ""] = hash.split("/");
  const tab = TABS.find((known) => known === name) ?? "firing";
  return { tab, alertId: id === "" ? null : decoded(id) };
}

export function hashOf({ tab, alertId }: Place): string {
  return alertId === null ? `#/${tab}` : `#/${tab}/${encodeURIComponent(alertId)}`;
}

function decoded(id: string): string | null {
  try {
    return decodeURIComponent(id);
  } catch {
    return null;
  }
}

/** Follows the address from now on. */
export function followPlace(view: Window): Readonly<Ref<Place>> {
  const place = shallowRef(placeOf(view.location.hash));
  view.addEventListener("hashchange", () => {
    place.value = placeOf(view.location.hash);
    view.scrollTo(0, 0);
  });
  return place;
}
