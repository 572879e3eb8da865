/**
 * The part of the floor that a page or a widget is about, as it is now. Widgets ask this and never the replica, so that
 * filters mean the same everywhere.
 */
import { type Filter, NO_FILTER } from "@callboard/boards";
import {
  AGENT_STATES,
  type BoardAgent,
  type BoardAlert,
  type BoardCounts,
  type BoardQueue,
} from "@callboard/protocol";
import { type ComputedRef, computed, type InjectionKey, inject, onScopeDispose, type Ref } from "vue";
import { useBoardStore } from "./board.ts";
import { useFloorIndices } from "./floor-index.ts";

export interface FloorView {
  /** Rises at most once a second when something in the view came, left or changed; read it in a `computed` to follow. */
  readonly revision: Readonly<Ref<number>>;
  /** Signed-out agents are among them. A new iterable each time; nothing of it is reactive. */
  agents(): Iterable<BoardAgent>;
  queues(): Iterable<BoardQueue>;
  /** Whether this part of the floor holds them; not reactive. */
  hasAgent(id: string): boolean;
  hasQueue(id: string): boolean;
  /** Agents by state and routability, at most once per animation frame. */
  readonly counts: ComputedRef<BoardCounts>;
  /** What fires in this part of the floor, worst first; the feed's own alerts are in every view. */
  readonly alerts: ComputedRef<readonly BoardAlert[]>;
  /** Whether this is less than the whole floor. */
  readonly hasFilter: boolean;
}

export type UseFloorView = (filter: Filter) => FloorView;

/** The filter of the page that a widget stands on; every widget's view is within it. */
export const PAGE_FILTER: InjectionKey<Filter> = Symbol("pageFilter");

/**
 * The view of a widget, within its page's. To be called in `setup`: it is let go with the component.
 * @param filter of the widget's plan; it stays the same for the component's life (a changed plan is a new component)
 */
export const useFloorView: UseFloorView = (filter) => {
  const board = useBoardStore();
  const indices = useFloorIndices();
  const filters = [inject(PAGE_FILTER, NO_FILTER), filter];
  const index = indices.use(filters);
  onScopeDispose(() => indices.release(filters));

  const counts = computed(() => {
    if (!index.hasFilter && board.counts !== null) return board.counts;
    // Asked for so that the figure follows; the value says nothing.
    void index.frame.value;
    void index.revision.value;
    return countAgents(index.agents());
  });
  const alerts = computed(() => {
    if (!index.hasFilter) return board.alerts;
    void index.revision.value;
    return board.alerts.filter(({ entity }) => {
      if (entity.kind === "feed") return true;
      return entity.kind === "agent" ? index.hasAgent(entity.id) : index.hasQueue(entity.id);
    });
  });
  return {
    revision: index.revision,
    hasFilter: index.hasFilter,
    agents: index.agents,
    queues: index.queues,
    hasAgent: index.hasAgent,
    hasQueue: index.hasQueue,
    counts,
    alerts,
  };
};

/** The same counts as the desk makes of the whole floor, of any part of it. */
function countAgents(agents: Iterable<BoardAgent>): BoardCounts {
  const byState = AGENT_STATES.map(() => 0);
  let routable = 0;
  let readyNotRoutable = 0;
  let readyUnknown = 0;
  for (const { state, routability } of agents) {
    const place = AGENT_STATES.indexOf(state);
    byState[place] = (byState[place] ?? 0) + 1;
    if (state !== "READY") continue;
    if (routability.kind === "routable") routable += 1;
    else if (routability.kind === "notRoutable") readyNotRoutable += 1;
    else readyUnknown += 1;
  }
  return { byState, routable, readyNotRoutable, readyUnknown };
}
