/** Nobody leaves a form with unsaved changes without having said so: neither to another page nor out of the browser's tab. */
import { useEventListener } from "@vueuse/core";
import { inject, onScopeDispose, type Ref, shallowRef } from "vue";
import { routerKey } from "vue-router";

export interface LeaveGuard {
  readonly isAsking: Readonly<Ref<boolean>>;
  answer(leaves: boolean): void;
}

export function useLeaveGuard(isDirty: Readonly<Ref<boolean>>): LeaveGuard {
  const isAsking = shallowRef(false);
  let resolve: ((leaves: boolean) => void) | null = null;
  const answer = (leaves: boolean) => {
    isAsking.value = false;
    resolve?.(leaves);
    resolve = null;
  };
  useEventListener(window, "beforeunload", (event: BeforeUnloadEvent) => {
    if (isDirty.value) event.preventDefault();
  });
  const stop = inject(routerKey, null)?.beforeEach((to, from) => {
    if (!isDirty.value || to.path === from.path) return true;
    answer(false);
    isAsking.value = true;
    return new Promise<boolean>((done) => {
      resolve = done;
    });
  });
  onScopeDispose(() => stop?.());
  return { isAsking, answer };
}
