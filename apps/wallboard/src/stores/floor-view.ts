/**
 * The part of the floor that a page or a widget is about, as it is now. Widgets ask this and never the replica, so that
 * filters mean the same everywhere.
 */
import type { Filter } from "@callboard/boards";
import type { BoardAgent, BoardAlert, BoardCounts, BoardQueue } from "@callboard/protocol";
import type { ComputedRef, Ref } from "vue";

export interface FloorView {
  /** Rises at most once a second when something in the view came, left or changed; read it in a `computed` to follow. */
  readonly revision: Readonly<Ref<number>>;
  /** Signed-out agents are among them. A new iterable each time; nothing of it is reactive. */
  agents(): Iterable<BoardAgent>;
  queues(): Iterable<BoardQueue>;
  /** Agents by state and routability, at most once per animation frame. */
  readonly counts: ComputedRef<BoardCounts>;
  /** What fires in this part of the floor, worst first; the feed's own alerts are in every view. */
  readonly alerts: ComputedRef<readonly BoardAlert[]>;
  /** Why ready agents of the view are not routable, most first. */
  readonly hasFilter: boolean;
}

export type UseFloorView = (filter: Filter) => FloorView;
