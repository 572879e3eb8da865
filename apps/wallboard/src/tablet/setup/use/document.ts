/** One of the tenant's documents as a draft: see `draft.ts`. */
import type { SetupDocuments, SetupName } from "@callboard/boards";
import { type Draft, useDraft } from "./draft.ts";
import type { Editable } from "./editable.ts";
import type { Mistake } from "./mistakes.ts";
import { useSetup } from "./setup.ts";

export function useDocument<N extends SetupName>(
  name: N,
  check: (value: Editable<SetupDocuments[N]>) => readonly Mistake[],
): Draft<SetupDocuments[N]> {
  const { api } = useSetup();
  return useDraft<SetupDocuments[N]>({
    load: () => api.read(name),
    save: (change) => api.put(name, change),
    check,
  });
}
