/** What every component of the app shares: the server's doors, the site's clock, and how the page calls itself. */
import { type ComputedRef, type InjectionKey, inject, type ShallowRef } from "vue";
import type { SiteClock } from "../../format/site-clock.ts";
import type { AlertsApi } from "../api/alerts-api.ts";
import type { FloorApi } from "../api/floor-api.ts";

export interface FloorPageContext {
  readonly api: AlertsApi;
  readonly floor: FloorApi;
  readonly tenant: string;
  readonly clock: ComputedRef<SiteClock>;
  /** What the browser's tab is called while this page is shown; `null`: the route's own title. */
  readonly pageName: ShallowRef<string | null>;
  /** The instant in the site's own zone, with its date where it is not today. */
  when(at: number): string;
  /** The same to the minute, for what is planned. */
  whenPlanned(at: number): string;
}

export const PAGE: InjectionKey<FloorPageContext> = Symbol("page");

export function usePage(): FloorPageContext {
  const page = inject(PAGE);
  if (page === undefined) throw new Error("a component of the app stands outside of it");
  return page;
}
