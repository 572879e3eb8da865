import { defaultWidget } from "@callboard/boards";
import { describe, expect, it } from "vitest";
import { openBook } from "../test/book.ts";

const board = (id: string) => ({
  ...{ v: 1, id, name: id },
  pages: [{ id: "one", name: "One", widgets: [defaultWidget("clocks", "c")] }],
});
const screen = (id: string, shown: string) => ({ id, name: `Screen ${id}`, board: shown });
const CODES = [{ code: "LUNCH", label: "At lunch", takesContacts: false }];

const filled = () => {
  const opened = openBook();
  opened.book.put("codes", { by: "Maria", revision: 0, value: CODES });
  opened.book.put("boards", { by: "Maria", revision: 0, value: [board("a"), board("b")] });
  opened.book.put("screens", { by: "Maria", revision: 0, value: [screen("s", "a")] });
  return opened;
};
const what = (reply: ReturnType<ReturnType<typeof openBook>["book"]["restore"]>) =>
  reply.kind === "done" ? reply.value.map((one) => `${one.name} ${one.what}`) : [reply.title];

describe("documents of a backup", () => {
  it("[D20] are all in force in one deed, and the same ones change nothing", () => {
    const file = { ...filled().book.values };
    const { book, kit } = openBook();
    expect(what(book.restore(file, "Jo", true))).toContain("screens changed");
    expect([book.revision, kit.told]).toEqual([0, 0]);
    expect(what(book.restore(file, "Jo", false)).sort()).toEqual(
      ["boards changed", "codes changed", "general same", "goals same", "privacy same"].concat(
        "screens changed",
        "shifts same",
      ),
    );
    expect(book.values).toEqual(file);
    expect([book.revision, kit.told]).toEqual([1, 1]);
    expect(book.view("goals").revision).toBe(0);
    book.restore(file, "Jo", false);
    expect(book.revision).toBe(1);
    expect(openBook(kit.sql).book.values).toEqual(file);
  });

  it("[D20] change nothing where one is refused, names another's board or is not known here", () => {
    const { book } = filled();
    const before = book.values;
    const tries: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ codes: [{}], privacy: { names: "full", aliases: [] } }, "codes refused"],
      [{ screens: [screen("s", "nowhere")] }, "screens refused"],
      [{ boards: [board("b")] }, "screens refused"],
      [{ boards: [] }, "boards refused"],
      [{ lanes: {} }, "lanes refused"],
      [JSON.parse('{"__proto__":{"x":1}}') as Record<string, unknown>, "__proto__ refused"],
    ];
    for (const [file, refusal] of tries) {
      expect(what(book.restore(file, "Jo", false))).toContain(refusal);
      expect(book.values).toBe(before);
    }
  });
});

describe("an agent who is to be forgotten", () => {
  it("loses alias and shift, and nobody else does", () => {
    const { book } = openBook();
    const aliases = ["a1", "a2"].map((agentId) => ({ agentId, alias: `Alias ${agentId}` }));
    book.put("privacy", { by: "Maria", revision: 0, value: { names: "short", aliases } });
    expect(book.forgetAgent("a1", "Maria").kind).toBe("done");
    expect(book.values.privacy.aliases).toMatchObject([{ agentId: "a2" }]);
    const { revision } = book;
    book.forgetAgent("a1", "Maria");
    expect(book.revision).toBe(revision);
  });

  it("leaves the newest deed where it is: the next one's number follows it", () => {
    const { book, kit } = filled();
    expect(book.oldDeeds(kit.now + 1)).toBe(2);
    book.forgetDeeds(kit.now + 1);
    expect(book.oldDeeds(kit.now + 1)).toBe(0);
    const again = openBook(kit.sql).book;
    expect(again.revision).toBe(3);
  });
});
