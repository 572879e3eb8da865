/** Who is who on the floor, for pickers: by the directory, and by the live board where that knows more. Sorted by name. */
import { computed } from "vue";
import { compareText } from "../../../floor/agent-groups.ts";
import { shownName } from "../../../format/name.ts";
import { useBoardStore } from "../../../stores/board.ts";
import { useSetup } from "./setup.ts";

export interface Named {
  readonly id: string;
  readonly name: string;
}

const byName = (list: readonly Named[]): readonly Named[] =>
  [...list].sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));

export function useFloorNames() {
  const board = useBoardStore();
  const { directory } = useSetup();
  const known = computed(() => directory.value.value);
  const queues = computed(() => {
    const names = new Map<string, string>();
    // The floor's maps are not watched; whenever their number changes is often enough for who may be chosen.
    if (board.queueCount >= 0) for (const { id, name } of board.allQueues()) names.set(id, name);
    for (const { id, name } of known.value?.queues ?? []) names.set(id, name);
    return byName(Array.from(names, ([id, name]) => ({ id, name: shownName(name, id) })));
  });
  const agents = computed(() =>
    board.agentCount >= 0
      ? byName(Array.from(board.allAgents(), ({ id, name }) => ({ id, name: shownName(name, id) })))
      : [],
  );
  const teams = computed(() =>
    byName((known.value?.teams ?? []).map((name) => ({ id: name, name: shownName(name, name) }))),
  );
  const skills = computed(() =>
    byName((known.value?.skills ?? []).map(({ id, name }) => ({ id, name: shownName(name, id) }))),
  );
  const nameIn = (list: readonly Named[], id: string) => list.find((one) => one.id === id)?.name ?? id;
  return {
    queues,
    agents,
    teams,
    skills,
    queue: (id: string) => nameIn(queues.value, id),
    agent: (id: string) => shownName(board.agentName(id) ?? id, id),
    skill: (id: string) => nameIn(skills.value, id),
  };
}
