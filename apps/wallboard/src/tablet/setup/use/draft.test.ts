/** A document while it is edited: nothing that was typed is lost, whoever saves in between. */
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, expect, it } from "vitest";
import { effectScope } from "vue";
import type { Answer } from "../../api/request.ts";
import { usePersonStore } from "../../use/person.ts";
import type { Versioned } from "../api/setup-api.ts";
import { useDraft } from "./draft.ts";

interface Named {
  readonly name: string;
}

beforeEach(() => {
  setActivePinia(createPinia());
  usePersonStore().keep("Maria");
});

/** A server with one document. */
function createRig() {
  const server = { revision: 1, name: "Floor", by: "Jonas", refuses: null as string | null };
  const view = (): Versioned<Named> => ({
    revision: server.revision,
    changed: { by: server.by, at: 5 },
    value: { name: server.name },
  });
  const failed = (status: number, complaints: readonly string[] = []): Answer<Versioned<Named>> => ({
    kind: "failed",
    failure: { title: "No", detail: "", complaints, status },
  });
  const draft = effectScope(true).run(() =>
    useDraft<Named>({
      async load() {
        return { kind: "done", value: view() };
      },
      async save({ revision, value }) {
        if (server.refuses !== null) return failed(400, [server.refuses]);
        if (revision !== server.revision) return failed(409);
        Object.assign(server, { revision: revision + 1, name: value.name });
        return { kind: "done", value: view() };
      },
      check: ({ name }) => (name === "" ? [{ path: "name", text: "Empty" }] : []),
    }),
  );
  if (draft === undefined) throw new Error("no draft");
  return { server, draft };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const type = (draft: ReturnType<typeof createRig>["draft"], name: string) => {
  if (draft.value.value !== null) draft.value.value.name = name;
};

it("is dirty while it differs from the server's, and saved under its revision", async () => {
  const { server, draft } = createRig();
  await draft.load();
  expect(draft.isDirty.value).toBe(false);
  type(draft, "Sales");
  expect(draft.isDirty.value).toBe(true);
  draft.save();
  await settle();
  expect([server.name, server.revision, draft.isDirty.value]).toEqual(["Sales", 2, false]);
});

it("steps back and forth", async () => {
  const { draft } = createRig();
  await draft.load();
  type(draft, "Sales");
  draft.undo();
  expect(draft.value.value?.name).toBe("Floor");
  draft.redo();
  expect(draft.value.value?.name).toBe("Sales");
});

it("keeps what was typed when somebody else saved before, and saves over it only when told to", async () => {
  const { server, draft } = createRig();
  await draft.load();
  type(draft, "Mine");
  Object.assign(server, { revision: 7, name: "Theirs" });
  draft.save();
  await settle();
  expect(draft.theirs.value?.value.name).toBe("Theirs");
  expect(draft.value.value?.name).toBe("Mine");
  draft.save({ revision: 7 });
  await settle();
  expect([server.name, draft.theirs.value]).toEqual(["Mine", null]);
});

it("takes theirs when told to", async () => {
  const { server, draft } = createRig();
  await draft.load();
  type(draft, "Mine");
  Object.assign(server, { revision: 7, name: "Theirs" });
  draft.save();
  await settle();
  draft.takeTheirs();
  expect([draft.value.value?.name, draft.isDirty.value]).toEqual(["Theirs", false]);
});

it("tells its own mistakes without asking, and the server's with their places; what was typed stays", async () => {
  const { server, draft } = createRig();
  await draft.load();
  type(draft, "");
  expect(draft.mistakes.value).toEqual([]);
  draft.save();
  await settle();
  expect([draft.mistakes.value, server.revision]).toEqual([[{ path: "name", text: "Empty" }], 1]);
  server.refuses = "`name` is no name.";
  type(draft, "7");
  draft.save();
  await settle();
  expect(draft.mistakes.value).toEqual([{ path: "name", text: "`name` is no name." }]);
  expect(draft.value.value?.name).toBe("7");
});
