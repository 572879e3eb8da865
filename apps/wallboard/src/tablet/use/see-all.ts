/**
 * Several alerts are seen with one tap: one after the other, so that a tablet never floods the alert desk, and at the first
 * that fails it stops and says so. What was done by then is done.
 */
import { type Ref, shallowRef } from "vue";
import type { Answer, Failure } from "../api/request.ts";

export interface SeeAll {
  /** How far it has come; `null` before the first tap. */
  readonly progress: Readonly<Ref<{ readonly done: number; readonly of: number } | null>>;
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly failure: Readonly<Ref<Failure | null>>;
  run(ids: readonly string[]): Promise<void>;
}

/** No board lists more. */
const ALERTS_MOST = 500;

export function useSeeAll(see: (id: string) => Promise<Answer<unknown>>): SeeAll {
  const progress = shallowRef<{ readonly done: number; readonly of: number } | null>(null);
  const isBusy = shallowRef(false);
  const failure = shallowRef<Failure | null>(null);
  return {
    progress,
    isBusy,
    failure,
    async run(all) {
      if (isBusy.value) return;
      const ids = all.slice(0, ALERTS_MOST);
      isBusy.value = true;
      failure.value = null;
      progress.value = { done: 0, of: ids.length };
      for (const [place, id] of ids.entries()) {
        const answer = await see(id);
        if (answer.kind === "failed") {
          failure.value = answer.failure;
          break;
        }
        progress.value = { done: place + 1, of: ids.length };
      }
      isBusy.value = false;
    },
  };
}
