/**
 * Where each widget was in its own pages when the wall turned to another page, so that it goes on there and nobody at the
 * end of a long list is left out. Bounded by the widgets of the board: it is emptied when the board changes.
 */
import type { InjectionKey } from "vue";
import type { Cycle } from "../layout/paging.ts";

export type TurnMemory = Map<string, Cycle>;

export const TURN_MEMORY: InjectionKey<TurnMemory> = Symbol("turnMemory");
/** The widget's id, under which its lists are remembered. */
export const WIDGET_ID: InjectionKey<string> = Symbol("widgetId");
