/**
 * Who belongs to which part of the floor, kept up to date for every filter on the screen. Agents are tried again when they
 * change and not all of them each second; two widgets with the same filter share one index; one that nobody uses is let go.
 */
import {
  type Filter,
  factsOf,
  isAll,
  type Membership,
  membershipOf,
  needsDirectory,
} from "@callboard/boards";
import type { BoardAgent, BoardQueue } from "@callboard/protocol";
import { defineStore } from "pinia";
import { computed, effectScope, type ShallowRef, shallowRef, watch } from "vue";
import { useBoardStore } from "./board.ts";
import type { FloorChange } from "./floor-changes.ts";
import { useSetupStore } from "./setup.ts";

export interface FloorIndex {
  /** Rises at most once a second. */
  readonly revision: Readonly<ShallowRef<number>>;
  /** Rises at most once per animation frame, when agents have changed. */
  readonly frame: Readonly<ShallowRef<number>>;
  readonly hasFilter: boolean;
  hasAgent(id: string): boolean;
  hasQueue(id: string): boolean;
  agents(): Iterable<BoardAgent>;
  queues(): Iterable<BoardQueue>;
}

interface Kept {
  readonly index: FloorIndex;
  readonly stop: () => void;
  users: number;
}

export const useFloorIndices = defineStore("floorIndices", () => {
  const board = useBoardStore();
  const setup = useSetupStore();
  const facts = computed(() => factsOf(setup.sites, setup.directory));
  const kept = new Map<string, Kept>();

  function use(filters: readonly Filter[]): FloorIndex {
    const asked = filters.filter((filter) => !isAll(filter));
    if (asked.some(needsDirectory)) setup.wantsDirectory = true;
    const key = JSON.stringify(asked);
    const known = kept.get(key);
    if (known !== undefined) {
      known.users += 1;
      return known.index;
    }
    // Of nobody's scope: the widget that asked first may be the first to leave.
    const scope = effectScope(true);
    const index = scope.run(() => createIndex(asked, board, facts));
    if (index === undefined) throw new Error("an index was made in a scope that is over");
    const stop = board.onFloorChange(index.hear);
    kept.set(key, {
      index,
      users: 1,
      stop: () => {
        stop();
        scope.stop();
      },
    });
    return index;
  }

  function release(filters: readonly Filter[]): void {
    const key = JSON.stringify(filters.filter((filter) => !isAll(filter)));
    const known = kept.get(key);
    if (known === undefined) return;
    known.users -= 1;
    if (known.users > 0) return;
    known.stop();
    kept.delete(key);
  }

  return { use, release, size: () => kept.size };
});

type BoardStore = ReturnType<typeof useBoardStore>;

function createIndex(
  filters: readonly Filter[],
  board: BoardStore,
  facts: { readonly value: ReturnType<typeof factsOf> },
): FloorIndex & { readonly hear: (change: FloorChange) => void } {
  const revision = shallowRef(0);
  const frame = shallowRef(0);
  const agentIds = new Set<string>();
  const queueIds = new Set<string>();
  const changedAgents = new Set<string>();
  let memberships: readonly Membership[] | null = null;
  let hasNews = false;
  let refreshedIn: number | null = null;

  const isAgentIn = (agent: BoardAgent) => (memberships ?? []).every((each) => each.hasAgent(agent));
  const isQueueIn = (queue: BoardQueue) => (memberships ?? []).every((each) => each.hasQueue(queue));

  function rebuild(): void {
    memberships = filters.map((filter) => membershipOf(filter, facts.value, board.allAgents()));
    agentIds.clear();
    for (const agent of board.allAgents()) if (isAgentIn(agent)) agentIds.add(agent.id);
  }

  function tryAgain(id: string): void {
    const agent = board.agentOf(id);
    if (agent !== null && isAgentIn(agent)) agentIds.add(id);
    else agentIds.delete(id);
  }

  function refresh(): void {
    hasNews = false;
    refreshedIn = board.second;
    if (filters.length > 0) {
      if (memberships === null) rebuild();
      else for (const id of changedAgents) tryAgain(id);
      queueIds.clear();
      for (const queue of board.allQueues()) if (isQueueIn(queue)) queueIds.add(queue.id);
    }
    changedAgents.clear();
    revision.value += 1;
  }

  function hear(change: FloorChange): void {
    if (change.isWhole) memberships = null;
    // Without a filter nobody is tried, and nothing need be remembered.
    if (filters.length > 0) for (const id of change.agents) changedAgents.add(id);
    if (change.isWhole || change.agents.size > 0) frame.value += 1;
    hasNews ||= change.isWhole || change.agents.size + change.queues.size > 0;
    if (change.isWhole || (hasNews && refreshedIn !== board.second)) refresh();
  }

  watch(
    () => board.second,
    () => hasNews && refresh(),
    { flush: "sync" },
  );
  watch(
    facts,
    () => {
      memberships = null;
      refresh();
      frame.value += 1;
    },
    { flush: "sync" },
  );
  refresh();

  return {
    revision,
    frame,
    hear,
    hasFilter: filters.length > 0,
    hasAgent: (id) => filters.length === 0 || agentIds.has(id),
    hasQueue: (id) => filters.length === 0 || queueIds.has(id),
    agents: () => (filters.length === 0 ? board.allAgents() : known(agentIds, board.agentOf)),
    queues: () => (filters.length === 0 ? board.allQueues() : known(queueIds, board.queueOf)),
  };
}

function* known<T>(ids: ReadonlySet<string>, lookUp: (id: string) => T | null): Iterable<T> {
  for (const id of ids) {
    const found = lookUp(id);
    if (found !== null) yield found;
  }
}
