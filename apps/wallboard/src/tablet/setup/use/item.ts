/** One board or screen of the list as a draft, with a revision of its own. `NEW` is one that the server does not have yet. */
import type { BoardPlan, ScreenPlan } from "@callboard/boards";
import type { Answer } from "../../api/request.ts";
import type { Versioned } from "../api/setup-api.ts";
import { type Draft, useDraft } from "./draft.ts";
import type { Editable } from "./editable.ts";
import { idFor } from "./ids.ts";
import type { Mistake } from "./mistakes.ts";
import { useSetup } from "./setup.ts";

export const NEW = "new";

interface Plans {
  readonly boards: BoardPlan;
  readonly screens: ScreenPlan;
}

interface ItemInput<Plan> {
  readonly id: string;
  /** What a new one begins as. */
  fresh(): Plan;
  check(plan: Editable<Plan>): readonly Mistake[];
  onSaved(plan: Plan): void;
}

export function useItem<L extends keyof Plans>(list: L, input: ItemInput<Plans[L]>): Draft<Plans[L]>;
export function useItem(list: keyof Plans, input: ItemInput<BoardPlan> & ItemInput<ScreenPlan>) {
  const { api } = useSetup();
  return list === "boards" ? draftOf("board", api.boards, input) : draftOf("screen", api.screens, input);
}

interface Door<Plan> {
  list(): Promise<Answer<Versioned<readonly Plan[]>>>;
  one(id: string): Promise<Answer<Versioned<Plan>>>;
  put(id: string, change: { by: string; revision: number; value: Plan }): Promise<Answer<Versioned<Plan>>>;
}

function draftOf<Plan extends { readonly id: string; readonly name: string }>(
  stem: string,
  door: Door<Plan>,
  input: ItemInput<Plan>,
): Draft<Plan> {
  const isNew = input.id === NEW;
  let taken: readonly string[] = [];
  return useDraft<Plan>(
    {
      async load() {
        if (!isNew) return door.one(input.id);
        const answer = await door.list();
        if (answer.kind === "failed") return answer;
        taken = answer.value.value.map(({ id }) => id);
        return { kind: "done", value: { revision: 0, changed: null, value: input.fresh() } };
      },
      save({ by, revision, value }) {
        const id = isNew ? idFor(value.name, taken, stem) : input.id;
        return door.put(id, { by, revision, value: { ...value, id } });
      },
      check: input.check,
    },
    ({ value }) => input.onSaved(value),
  );
}
