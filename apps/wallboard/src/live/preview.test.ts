/** The wall in the editor's frame: whose boards it shows, and whom it does not hear. */
import { createPinia } from "pinia";
import { expect, it } from "vitest";
import { useSetupStore } from "../stores/setup.ts";
import { followPreview, isPreview } from "./preview.ts";
import { readWallSetup } from "./wall-shape.ts";

const OWN = "https://callboard.example";
const BOARD = {
  v: 1,
  id: "sales",
  name: "Sales",
  pages: [{ id: "one", name: "One", seconds: 20, widgets: [] }],
};
const EDITOR = {};

function createRig() {
  const pinia = createPinia();
  const told: object[] = [];
  let hear: (event: { origin: string; source: unknown; data: unknown }) => void = () => undefined;
  const preview = followPreview(
    {
      origin: OWN,
      parent: EDITOR,
      tellParent: (message) => told.push(message),
      onMessage: (listener) => {
        hear = listener;
      },
    },
    pinia,
  );
  const say = (data: unknown, source: unknown = EDITOR, origin = OWN) => hear({ origin, source, data });
  return { store: useSetupStore(pinia), told, preview, say };
}

it("is asked for in the address alone", () => {
  expect(isPreview("?preview=1&tenant=demo")).toBe(true);
  expect(isPreview("?tenant=demo")).toBe(false);
});

it("says that it is ready, shows the board that it is handed, and takes each further one for another board", () => {
  const { store, told, say } = createRig();
  expect(told).toEqual([{ callboard: "previewReady" }]);
  say({ callboard: "preview", board: BOARD });
  const first = store.setup?.boards[0];
  expect(first).toMatchObject({ name: "Sales", pages: [{ id: "one" }] });
  say({ callboard: "preview", board: { ...BOARD, name: "Sales 2" } });
  expect(store.setup?.boards).toHaveLength(1);
  expect(store.setup?.boards[0]).toMatchObject({ name: "Sales 2" });
  expect(store.setup?.boards[0]?.id).not.toBe(first?.id);
});

it("keeps the editor's board when the server's setup comes, and takes its sites and zone from there", () => {
  const { store, say } = createRig();
  say({ callboard: "preview", board: BOARD });
  store.setup = readWallSetup({
    boards: [{ ...BOARD, id: "floor", name: "Floor" }],
    zone: "Europe/Berlin",
    language: "de",
  });
  expect(store.setup).toMatchObject({ zone: "Europe/Berlin", language: "de", boards: [{ name: "Sales" }] });
});

it.each([
  ["another origin", { callboard: "preview", board: BOARD }, EDITOR, "https://evil.example"],
  ["another window", { callboard: "preview", board: BOARD }, {}, OWN],
  ["another word", { callboard: "hello", board: BOARD }, EDITOR, OWN],
  ["no object", "preview", EDITOR, OWN],
  ["no board", { callboard: "preview", board: 7 }, EDITOR, OWN],
])("does not hear %s", (_what, data, source, origin) => {
  const { store, say } = createRig();
  say(data, source, origin);
  expect(store.setup).toBeNull();
});

it("tells the editor where widgets stand", () => {
  const { told, preview } = createRig();
  preview.placed([["a"], ["b", "c"]]);
  expect(told[1]).toEqual({ callboard: "previewPlaced", screenfuls: [["a"], ["b", "c"]] });
});
