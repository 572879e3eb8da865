/** What every component of the alerts page shares: the server's doors, the site's clock, where one is. */
import { type ComputedRef, type InjectionKey, inject, type Ref } from "vue";
import type { SiteClock } from "../../format/site-clock.ts";
import type { AlertsApi } from "../api/alerts-api.ts";
import type { Place } from "./place.ts";

export interface AlertsPageContext {
  readonly api: AlertsApi;
  readonly place: Readonly<Ref<Place>>;
  readonly clock: ComputedRef<SiteClock>;
  /** The instant in the site's own zone, with its date where it is not today. */
  when(at: number): string;
}

export const PAGE: InjectionKey<AlertsPageContext> = Symbol("alerts page");

export function usePage(): AlertsPageContext {
  const page = inject(PAGE);
  if (page === undefined) throw new Error("a component of the alerts page stands outside of it");
  return page;
}
