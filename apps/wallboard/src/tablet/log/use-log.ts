/** One log of the server's, read page by page. */
import { type ShallowRef, shallowRef } from "vue";
import type { Answer } from "../api/request.ts";
import { type Loaded, useLoaded } from "../use/loaded.ts";
import type { LoggedDeed, LogPart } from "./merged.ts";

export interface Log<Deed extends LoggedDeed> {
  /** What was read so far; `null` before the first page. */
  readonly part: Readonly<ShallowRef<LogPart<Deed> | null>>;
  readonly isBusy: Loaded<unknown>["isBusy"];
  readonly failure: Loaded<unknown>["failure"];
  /** The next page, or the same again where it failed. */
  load(): Promise<void>;
}

export const DEEDS_PER_PAGE = 50;

export function useLog<Deed extends LoggedDeed>(
  ask: (before: number | null) => Promise<Answer<LogPart<Deed>>>,
): Log<Deed> {
  const part = shallowRef<LogPart<Deed> | null>(null);
  const page = useLoaded(() => ask(part.value?.before ?? null));
  return {
    part,
    isBusy: page.isBusy,
    failure: page.failure,
    async load() {
      await page.load();
      const { value } = page.value;
      if (value === null || page.failure.value !== null) return;
      part.value = { deeds: [...(part.value?.deeds ?? []), ...value.deeds], before: value.before };
    },
  };
}
