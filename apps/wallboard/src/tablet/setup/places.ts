/** Where one can go in the setting-up, in groups, in the order in which a new tenant is set up. Names are those of the routes. */
import {
  AlarmClock,
  BellOff,
  BookUser,
  CalendarClock,
  LayoutDashboard,
  ListChecks,
  MapPin,
  Monitor,
  Send,
  Settings,
  Target,
} from "@lucide/vue";
import type { Component } from "vue";

export interface SetupPlace {
  readonly name: string;
  readonly icon: Component;
}

export const SETUP_PLACES: readonly { readonly group: string; readonly places: readonly SetupPlace[] }[] = [
  {
    group: "walls",
    places: [
      { name: "boards", icon: LayoutDashboard },
      { name: "screens", icon: Monitor },
    ],
  },
  {
    group: "floor",
    places: [
      { name: "codes", icon: ListChecks },
      { name: "shifts", icon: CalendarClock },
      { name: "goals", icon: Target },
      { name: "sites", icon: MapPin },
      { name: "privacy", icon: BookUser },
      { name: "general", icon: Settings },
    ],
  },
  {
    group: "alerts",
    places: [
      { name: "rules", icon: AlarmClock },
      { name: "silences", icon: BellOff },
      { name: "sinks", icon: Send },
    ],
  },
];
