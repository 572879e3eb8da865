/** What a list is asked for, kept in the address: so that going back, a reload and a shared link show the same. */
import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

const CHARACTERS_MOST = 200;

/** One word of the address as something to bind a field to; `otherwise` is not written. */
export function useQueryText(name: string, otherwise = ""): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get() {
      const value = route.query[name];
      return typeof value === "string" ? value.slice(0, CHARACTERS_MOST) : otherwise;
    },
    set(next) {
      const { [name]: _old, ...rest } = route.query;
      void router.replace({ query: next === otherwise ? rest : { ...rest, [name]: next } });
    },
  });
}

/** The same of a word that must be one of some. */
export function useQueryChoice<Value extends string>(
  name: string,
  choices: readonly Value[],
  otherwise: Value,
): WritableComputedRef<Value> {
  const text = useQueryText(name, otherwise);
  return computed({
    get: () => choices.find((choice) => choice === text.value) ?? otherwise,
    set: (next) => {
      text.value = next;
    },
  });
}
