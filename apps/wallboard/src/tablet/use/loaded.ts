/** Something fetched from the server, kept while it is fetched anew; the newest question wins over a late answer. */
import { type Ref, shallowRef } from "vue";
import type { Answer, Failure } from "../api/request.ts";

export interface Loaded<Value> {
  readonly value: Readonly<Ref<Value | null>>;
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly failure: Readonly<Ref<Failure | null>>;
  load(): Promise<void>;
  set(value: Value): void;
}

export function useLoaded<Value>(ask: () => Promise<Answer<Value>>): Loaded<Value> {
  const value = shallowRef<Value | null>(null);
  const isBusy = shallowRef(false);
  const failure = shallowRef<Failure | null>(null);
  let asked = 0;
  return {
    value,
    isBusy,
    failure,
    async load() {
      asked += 1;
      const number = asked;
      isBusy.value = true;
      const answer = await ask();
      if (number !== asked) return;
      isBusy.value = false;
      failure.value = answer.kind === "failed" ? answer.failure : null;
      if (answer.kind === "done") value.value = answer.value;
    },
    set(next) {
      asked += 1;
      isBusy.value = false;
      failure.value = null;
      value.value = next;
    },
  };
}
