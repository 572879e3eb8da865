/** How instants are told on this page: in the site's own zone, or in this device's where a page is about no site. */
import { type InjectionKey, inject } from "vue";
import { createSiteClock } from "../../format/site-clock.ts";
import { languageNow } from "./tongue.ts";

/** The instant with its date where it is not today. */
export type When = (at: number) => string;

export const WHEN: InjectionKey<When> = Symbol("when");

export function useWhen(): When {
  const when = inject(WHEN);
  if (when === undefined) throw new Error("a page of the app stands outside of it");
  return when;
}

/** For pages of the deployment, which is nowhere. */
export function deviceWhen(at: number, now = Date.now()): string {
  const { time, date } = createSiteClock(Intl.DateTimeFormat().resolvedOptions().timeZone, languageNow());
  return date(at) === date(now) ? time(at) : `${date(at)}, ${time(at)}`;
}
