import { migrate } from "@callboard/shell";
import { describe, expect, it } from "vitest";
import { INPUT, openTenants, TABLES } from "../../test/tenants.ts";
import { TENANT_STEPS } from "./migrations.ts";

type Book = ReturnType<typeof openTenants>["book"];
const EVE = { kind: "email", who: "eve@example.com", role: "supervisor" } as const;

describe("the list of who may look where", () => {
  /** What a deed does to its revision. */
  function revised(deed: (book: Book) => unknown): number {
    const { book } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: INPUT });
    const before = book.peopleRevision;
    deed(book);
    return book.peopleRevision - before;
  }
  const { clientSecret: _, ...KEEPS } = INPUT;
  const change = (changes: object) => (book: Book) =>
    book.change("acme", { by: "Jo", revision: 1, value: { ...KEEPS, ...changes } });

  it.each([
    ["people", change({ people: [EVE] })],
    ["a name", change({ name: "Acme Ltd" })],
    ["a pause", (book) => book.pause("acme", { by: "Jo" })],
    ["a new tenant", (book) => book.put("other", { by: "Jo", revision: null, value: INPUT })],
    ["a removal", (book) => book.remove("acme", { by: "Jo", revision: 1 })],
  ] as [string, (book: Book) => unknown][])("is another one after %s", (_what, deed) => {
    expect(revised(deed)).toBeGreaterThan(0);
  });

  it.each([
    ["a zone", change({ zone: "UTC" })],
    ["a secret", change({ clientSecret: "another" })],
    ["nothing", change({})],
    ["keys", (book) => book.rewrap("", 10)],
    ["a deed of the deployment", (book) => book.noteDeed("Jo", "sealed with the newest key", "key 2")],
    ["a change that is refused", (book) => book.change("acme", { by: "Jo", revision: 0, value: KEEPS })],
  ] as [string, (book: Book) => unknown][])(
    "is the same after %s, so that no gate loads it anew",
    (_what, deed) => {
      expect(revised(deed)).toBe(0);
    },
  );

  it("knows its revision after a restart, and loses a tenant that is gone", () => {
    const { book, kit } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: INPUT });
    change({ zone: "UTC" })(book);
    expect(openTenants(kit).book.peopleRevision).toBe(book.peopleRevision);
    book.remove("acme", { by: "Jo", revision: 2 });
    const before = book.peopleRevision;
    const telling = book.tellingOf("acme");
    if (telling !== null) book.settle(telling, ["desk", "alerts"]);
    expect(book.people()).toEqual([]);
    expect(book.peopleRevision).toBeGreaterThan(before);
  });

  it("leaves out a tenant that cannot be read, and nobody else; nor does it keep others' objects from being told", () => {
    const { book, kit } = openTenants();
    for (const id of ["acme", "bad", "zeta"]) book.put(id, { by: "Maria", revision: null, value: INPUT });
    kit.sql.all("UPDATE tenant SET text = '{' WHERE id = 'bad'");
    const again = openTenants(kit).book;
    expect(again.people().map(({ id }) => id)).toEqual(["acme", "zeta"]);
    expect(again.toTell(10).map(({ charge }) => charge.id)).toEqual(["acme", "zeta"]);
    for (const telling of again.toTell(10)) again.settle(telling, ["desk", "alerts"]);
    expect(again.toTell(10)).toEqual([]);
  });

  it("is another one where an earlier version has left the book", () => {
    const { kit } = openTenants();
    for (const table of TABLES) kit.sql.all(`DROP TABLE ${table}`);
    migrate(kit.sql, "tenant", TENANT_STEPS, 2);
    kit.sql.all(
      "INSERT INTO tenant_deed (number, at, by, what, subject) VALUES (7, 1, 'Jo', 'changed', 'acme')",
    );
    expect(openTenants(kit).book.peopleRevision).toBe(7);
  });
});
