/**
 * Pages inside a widget's box: what does not fit takes turns, on the server's seconds, neediest first, nobody left out.
 * It holds the signals of whom it shows and lets them go with the component.
 */
import { type ComputedRef, computed, inject, onScopeDispose, type ShallowRef } from "vue";
import type { Page, PageItem, PageSize } from "../layout/paging.ts";
import { TURN_MS } from "../layout/turn.ts";
import { useBoardStore } from "../stores/board.ts";
import { useTicker } from "./ticker.ts";
import { TURN_MEMORY, WIDGET_ID } from "./turn-memory.ts";
import { useTurns } from "./turns.ts";

export interface BoxPagesInput {
  /** How many columns of how many lines the box holds now. Use `sizeOfBox`. */
  size(): PageSize;
  /** Everything there is, neediest first. Asked only when a page turns. */
  order(): readonly PageItem[];
  /** Whose signals its tiles read; `null` where they read none. */
  holds: "agents" | "queues" | null;
  /** Anything whose change means that the present page no longer fits or no longer tells the truth. */
  restartOn?: () => unknown;
  /** Tells two lists of one widget apart, where it has two. */
  name?: string;
  /** Agents' pages turn between the queues' pages, which halves the work at each moment. */
  apartMs?: number;
}

export interface BoxPages {
  readonly page: Readonly<ShallowRef<Page>>;
  /** "1/3", or `null` while everything fits. */
  readonly label: ComputedRef<string | null>;
}

export function useBoxPages(input: BoxPagesInput): BoxPages {
  const board = useBoardStore();
  const holder = {};
  const memory = inject(TURN_MEMORY, null);
  const key = `${inject(WIDGET_ID, "")} ${input.name ?? ""}`;
  const apartMs = input.apartMs ?? (input.holds === "agents" ? TURN_MS / 2 : 0);
  const page = useTurns({
    ticker: useTicker(),
    turnAt: (serverNow) => Math.floor((serverNow + apartMs) / TURN_MS),
    size: input.size,
    order: input.order,
    restartOn: () => input.restartOn?.(),
    ...(memory === null
      ? {}
      : { memory: { read: () => memory.get(key) ?? null, write: (cycle) => void memory.set(key, cycle) } }),
    onTurn: (ids) => {
      if (input.holds === "agents") board.holdAgents(holder, ids);
      if (input.holds === "queues") board.holdQueues(holder, ids);
    },
  });
  onScopeDispose(() => {
    board.releaseAgents(holder);
    board.releaseQueues(holder);
  });
  const label = computed(() => (page.value.pages > 1 ? `${page.value.page}/${page.value.pages}` : null));
  return { page, label };
}

/**
 * How many columns and lines a box holds.
 * @param columnEm the least width of one column
 * @param most of everything on one page, so that a near screen does not draw thousands of tiles
 */
export function sizeOfBox(
  box: { readonly wideEm: number; readonly highEm: number },
  item: {
    readonly columnEm: number;
    readonly lineEm: number;
    readonly gapEm?: number;
    readonly headEm?: number;
  },
  most = 120,
): PageSize {
  const gapEm = item.gapEm ?? 0;
  const columns = Math.max(1, Math.floor((box.wideEm + gapEm) / (item.columnEm + gapEm)));
  const lines = Math.max(1, Math.floor((box.highEm - (item.headEm ?? 0)) / item.lineEm));
  return { columns, lines: Math.max(1, Math.min(lines, Math.floor(most / columns))) };
}
