/** Undo and redo. */
import { expect, it } from "vitest";
import { historyFrom } from "./history.ts";

it("goes back to what was, and forth again", () => {
  const history = historyFrom("a").note("b").note("c");
  const back = history.undo();
  expect([back.text, back.history.canUndo, back.history.canRedo]).toEqual(["b", true, true]);
  expect(back.history.redo().text).toBe("c");
  expect(back.history.undo().history.undo().text).toBe("a");
});

it("takes two equal texts for one step, and forgets what was undone once something else was done", () => {
  const history = historyFrom("a").note("a").note("b").note("b");
  expect(history.undo().text).toBe("a");
  const other = history.undo().history.note("c");
  expect(other.canRedo).toBe(false);
  expect(other.undo().text).toBe("a");
});

it("does not grow without end", () => {
  let history = historyFrom("0");
  for (let step = 1; step <= 1_000; step += 1) history = history.note(String(step));
  let steps = 0;
  while (history.canUndo) {
    history = history.undo().history;
    steps += 1;
  }
  expect(steps).toBe(199);
});
