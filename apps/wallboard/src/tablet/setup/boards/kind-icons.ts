/** A sign for each kind of widget, beside its name and never alone. */
import type { WidgetKind } from "@callboard/boards";
import {
  BellRing,
  ChartLine,
  CircleGauge,
  Clock,
  Grid3x3,
  Hash,
  LayoutGrid,
  MapPinned,
  MessagesSquare,
  StickyNote,
  Table2,
  TriangleAlert,
  UserRound,
  UsersRound,
} from "@lucide/vue";
import type { Component } from "vue";

export const KIND_ICONS: Readonly<Record<WidgetKind, Component>> = {
  number: Hash,
  queueTiles: LayoutGrid,
  queueTable: Table2,
  serviceLevel: CircleGauge,
  agentStates: UsersRound,
  agentCards: UserRound,
  overview: Grid3x3,
  attention: TriangleAlert,
  alerts: BellRing,
  trend: ChartLine,
  mediaMix: MessagesSquare,
  clocks: Clock,
  note: StickyNote,
  sites: MapPinned,
};
