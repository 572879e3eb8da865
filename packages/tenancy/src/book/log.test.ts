import { BOUNDS } from "@callboard/core";
import { migrate } from "@callboard/shell";
import { describe, expect, it } from "vitest";
import { INPUT, NOON, openTenants, SECRET, TABLES } from "../../test/tenants.ts";
import type { DeploymentDeed } from "../contracts.ts";
import { TENANT_STEPS } from "./migrations.ts";

const { clientSecret: _, ...KEEPS_SECRET } = INPUT;
const EVE = { kind: "email", who: "eve@example.com", role: "supervisor" } as const;
const LEADS = { kind: "group", who: "leads", role: "administrator" } as const;

type Book = ReturnType<typeof openTenants>["book"];

function deedsOf(book: Book, id: string | null = null): readonly DeploymentDeed[] {
  const log = id === null ? book.deeds() : book.deedsAbout(id);
  return log.kind === "done" ? log.value.deeds : [];
}

/** A tenant that is added with the first and changed to the second of what is given. */
function changed(from: object, to: object) {
  const { book, kit } = openTenants();
  expect(book.put("acme", { by: "Maria", revision: null, value: { ...INPUT, ...from } }).kind).toBe("done");
  expect(book.put("acme", { by: "Jo", revision: 1, value: { ...KEEPS_SECRET, ...from, ...to } }).kind).toBe(
    "done",
  );
  return { book, kit, changes: deedsOf(book)[0]?.changes };
}

describe("a deed in the log", () => {
  it("names each field that was changed, as it was and as it is", () => {
    const to = { zone: "UTC", clientId: "other", options: { reconcileSeconds: 120 } };
    expect(changed({}, to).changes).toEqual({
      fields: [
        { field: "zone", from: "Europe/Berlin", to: "UTC" },
        { field: "clientId", from: "client", to: "other" },
        { field: "reconcileSeconds", from: "60", to: "120" },
      ],
      people: [],
      morePeople: 0,
    });
  });

  it("says that the secret is another one, and never which", () => {
    const { changes, kit } = changed({}, { clientSecret: `${SECRET}-2` });
    expect(changes?.fields).toEqual([{ field: "clientSecret", from: null, to: null }]);
    expect(kit.dump()).not.toContain(SECRET);
  });

  it("names who was granted a role, who lost one, and who has another", () => {
    const from = { people: [EVE, LEADS, { ...EVE, who: "bo@example.com" }] };
    const to = {
      people: [
        { ...EVE, who: "EVE@example.com", role: "administrator" },
        LEADS,
        { ...LEADS, who: "guests", role: "display" },
      ],
    };
    expect(changed(from, to).changes?.people).toEqual([
      { kind: "email", who: "EVE@example.com", from: "supervisor", to: "administrator" },
      { kind: "email", who: "bo@example.com", from: "supervisor", to: null },
      { kind: "group", who: "guests", from: null, to: "display" },
    ]);
  });

  it("says nothing of people where each has the role that they had, in whatever words", () => {
    const from = { people: [LEADS, EVE] };
    const to = { people: [{ ...EVE, who: "Eve@Example.com", role: "display" }, EVE, LEADS] };
    expect(changed(from, to).changes).toEqual({ fields: [], people: [], morePeople: 0 });
  });

  it("names so many people, counts the others, and is short whatever is sent", () => {
    const people = Array.from({ length: BOUNDS.grantsMax }, (_, n) => ({
      ...EVE,
      who: `${"ü".repeat(BOUNDS.emailAddressCharsMax - 3)}${100 + n}`,
    }));
    const long = { name: "n".repeat(BOUNDS.nameCharsMax), clientId: "c".repeat(BOUNDS.nameCharsMax), people };
    const { changes } = changed({}, long);
    expect(changes?.people).toHaveLength(BOUNDS.deedPeopleNamed);
    expect(changes?.morePeople).toBe(BOUNDS.grantsMax - BOUNDS.deedPeopleNamed);
    expect(JSON.stringify(changes).length).toBeLessThan(5_000);
  });

  it("tells of a tenant that is added how it was added, and of a pause nothing of its record", () => {
    const { book } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: { ...INPUT, people: [EVE] } });
    book.pause("acme", { by: "Jo" });
    const [paused, added] = deedsOf(book);
    expect(paused).toMatchObject({ what: "paused", changes: null });
    expect(added?.changes?.people).toEqual([{ kind: "email", who: EVE.who, from: null, to: "supervisor" }]);
    expect(added?.changes?.fields).toContainEqual({ field: "label", from: null, to: "acme" });
    expect(added?.changes?.fields.some(({ field }) => field === "clientSecret")).toBe(false);
  });
});

describe("the log of one tenant", () => {
  it("has what was done to it alone, page by page", () => {
    const { book } = openTenants();
    for (const id of ["acme", "other"]) book.put(id, { by: "Maria", revision: null, value: INPUT });
    book.noteDeed("Maria", "sealed with the newest key", "key 2");
    book.pause("acme", { by: "Jo" });
    expect(deedsOf(book, "acme").map(({ what, by }) => `${what} by ${by}`)).toEqual([
      "paused by Jo",
      "added by Maria",
    ]);
    expect(book.deedsAbout("acme", { limit: 1 })).toMatchObject({
      value: { deeds: [{ number: 4 }], before: 4 },
    });
    expect(book.deedsAbout("acme", { limit: 1, before: 4 })).toMatchObject({
      value: { deeds: [{ number: 1 }] },
    });
    expect(book.deedsAbout("acme", { limit: 0 })).toMatchObject({ kind: "refused", status: 400 });
  });

  it("has nothing of an earlier tenant of its name, of whom no person and no value is left", () => {
    const { book, kit } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: { ...INPUT, name: "Earlier", people: [EVE] } });
    book.remove("acme", { by: "Maria", revision: 1 });
    const telling = book.tellingOf("acme");
    if (telling !== null) book.settle(telling, ["desk", "alerts"]);
    expect(kit.dump()).not.toMatch(/eve@|Earlier/);
    book.put("acme", { by: "Ada", revision: null, value: INPUT });
    expect(deedsOf(book, "acme").map(({ what }) => what)).toEqual(["added again"]);
    expect(deedsOf(book).map(({ what }) => what)).toEqual(["added again", "removed", "removing", "added"]);
  });
});

describe("a log of an earlier version", () => {
  it.each([1, 2])("%i is read on, and says nothing of what was not kept", (version) => {
    const { kit } = openTenants();
    for (const table of TABLES) kit.sql.all(`DROP TABLE ${table}`);
    migrate(kit.sql, "tenant", TENANT_STEPS, version);
    kit.sql.all(
      "INSERT INTO tenant_deed (number, at, by, what, subject) VALUES (7, ?, 'Jo', 'paused', 'acme')",
      NOON,
    );
    const { book } = openTenants(kit);
    const before = { number: 7, at: NOON, by: "Jo", what: "paused", subject: "acme", changes: null };
    expect(deedsOf(book)).toEqual([before]);
    book.put("other", { by: "Maria", revision: null, value: INPUT });
    expect(deedsOf(book)[0]).toMatchObject({ number: 8, changes: { morePeople: 0 } });
  });
});
