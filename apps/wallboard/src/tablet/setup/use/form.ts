/** What the fields of one form share: the mistakes that are told now. */
import { type ComputedRef, computed, type InjectionKey, inject, provide } from "vue";
import { type Mistake, mistakeAt } from "./mistakes.ts";

const FORM: InjectionKey<ComputedRef<readonly Mistake[]>> = Symbol("form");

export function provideForm(mistakes: ComputedRef<readonly Mistake[]>): void {
  provide(FORM, mistakes);
}

/** What is wrong with the field at `path`, as it is now. */
export function useFieldMistake(path: () => string): ComputedRef<string | null> {
  const mistakes = inject(FORM, null);
  return computed(() => mistakeAt(mistakes?.value ?? [], path()));
}
