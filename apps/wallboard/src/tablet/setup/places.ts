/** Where one can go in the setting-up, in groups, in the order in which a new tenant is set up. Names are those of the routes. */
import {
  Activity,
  AlarmClock,
  BellOff,
  BookUser,
  CalendarClock,
  DatabaseBackup,
  LayoutDashboard,
  ListChecks,
  MapPin,
  Monitor,
  PlugZap,
  ScrollText,
  Send,
  Settings,
  Target,
} from "@lucide/vue";
import type { Component } from "vue";

export interface SetupPlace {
  readonly name: string;
  readonly icon: Component;
  /** Who may look at it. */
  readonly needs: "supervisor" | "administrator";
}

export const SETUP_PLACES: readonly { readonly group: string; readonly places: readonly SetupPlace[] }[] = [
  {
    group: "walls",
    places: [
      { name: "boards", icon: LayoutDashboard, needs: "administrator" },
      { name: "screens", icon: Monitor, needs: "supervisor" },
    ],
  },
  {
    group: "floor",
    places: [
      { name: "codes", icon: ListChecks, needs: "administrator" },
      { name: "shifts", icon: CalendarClock, needs: "administrator" },
      { name: "goals", icon: Target, needs: "administrator" },
      { name: "sites", icon: MapPin, needs: "administrator" },
      { name: "privacy", icon: BookUser, needs: "administrator" },
      { name: "general", icon: Settings, needs: "administrator" },
    ],
  },
  {
    group: "alerts",
    places: [
      { name: "rules", icon: AlarmClock, needs: "supervisor" },
      { name: "silences", icon: BellOff, needs: "supervisor" },
      { name: "sinks", icon: Send, needs: "supervisor" },
    ],
  },
  {
    group: "tenant",
    places: [
      { name: "connection", icon: PlugZap, needs: "administrator" },
      { name: "status", icon: Activity, needs: "administrator" },
      { name: "data", icon: DatabaseBackup, needs: "administrator" },
      { name: "log", icon: ScrollText, needs: "administrator" },
    ],
  },
];
