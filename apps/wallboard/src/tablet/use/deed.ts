/**
 * Something that a person asked for, from the tap to its outcome: being done, done, or failed with what to do. Two taps
 * are one deed, and what a person has typed is never this file's to clear.
 */
import { type Ref, shallowRef } from "vue";
import type { Answer, Failure } from "../api/request.ts";

export type DeedState =
  | { readonly kind: "idle" }
  | { readonly kind: "busy" }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface Deed {
  readonly state: Readonly<Ref<DeedState>>;
  /** Runs `work` unless one is under way; gives its value, or `null` where it failed or was not run. */
  run<Value>(work: () => Promise<Answer<Value>>): Promise<Value | null>;
  /** Fails without having asked anybody. */
  fail(failure: Failure): void;
  forget(): void;
}

export function useDeed(): Deed {
  const state = shallowRef<DeedState>({ kind: "idle" });
  return {
    state,
    async run(work) {
      if (state.value.kind === "busy") return null;
      state.value = { kind: "busy" };
      const answer = await work();
      state.value = answer.kind === "done" ? { kind: "done" } : { kind: "failed", failure: answer.failure };
      return answer.kind === "done" ? answer.value : null;
    },
    fail(failure) {
      state.value = { kind: "failed", failure };
    },
    forget() {
      state.value = { kind: "idle" };
    },
  };
}
