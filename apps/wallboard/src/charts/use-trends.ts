/** The page's one source of trends for components: asked over HTTP on the one clock, for as long as somebody wants them. */
import type { TrendStretch } from "@callboard/boards";
import { defineStore } from "pinia";
import { type ComputedRef, computed, onScopeDispose, shallowRef, watch } from "vue";
import { trendsAddress } from "../live/addresses.ts";
import { useBoardStore } from "../stores/board.ts";
import { useTicker } from "../use/ticker.ts";
import { createTrendSource, type KnownTrend } from "./trend-source.ts";

/** An answer that takes longer is no longer waited for. */
const PATIENCE_MS = 20_000;

const useTrendStore = defineStore("trends", () => {
  const board = useBoardStore();
  const revision = shallowRef(0);
  const source = createTrendSource({
    async ask({ stretch, queueIds }) {
      const { site } = board;
      if (site === null) throw new Error("the tenant is not known yet");
      const query = queueIds.map((id) => `queue=${encodeURIComponent(id)}`).join("&");
      const path = trendsAddress(site.tenant, `${query}&stretch=${stretch}`, location);
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
      try {
        const response = await fetch(path, { cache: "no-store", signal: patience.signal });
        if (!response.ok) throw new Error(`answered ${response.status}`);
        return (await response.json()) as unknown;
      } finally {
        clearTimeout(timer);
      }
    },
    chance: Math.random,
    isSeen: () => !document.hidden && board.site !== null,
    onNews: () => {
      revision.value += 1;
    },
  });
  return { source, revision };
});

export interface TrendsNow {
  /** As far as they are known, in the order in which they were asked for. */
  readonly known: ComputedRef<readonly KnownTrend[]>;
  readonly hasFailed: ComputedRef<boolean>;
}

/** To be called in `setup`. @param queueIds may change; no more than `TREND_QUEUES_MOST` are asked for */
export function useTrends(stretch: () => TrendStretch, queueIds: () => readonly string[]): TrendsNow {
  const store = useTrendStore();
  let stop: (() => void) | null = null;
  watch(
    () => JSON.stringify([stretch(), queueIds()]),
    () => {
      const before = stop;
      stop = store.source.want(stretch(), queueIds());
      // Only now, so that what both want is not forgotten in between.
      before?.();
    },
    { immediate: true },
  );
  onScopeDispose(useTicker().everySecond((now) => store.source.tick(now)));
  onScopeDispose(() => stop?.());
  return {
    known: computed(() => {
      void store.revision;
      return queueIds()
        .map((id) => store.source.of(stretch(), id))
        .filter((each) => each !== null);
    }),
    hasFailed: computed(() => {
      void store.revision;
      return store.source.hasFailed();
    }),
  };
}
