import { describe, expect, it } from "vitest";
import { INPUT, openTenants } from "../../test/tenants.ts";

const put = (value: object) => {
  const { book, kit } = openTenants();
  return {
    book,
    kit,
    reply: book.put("acme", { by: "Maria", revision: null, value: { ...INPUT, ...value } }),
  };
};
const granted = (who: string) => ({ people: [{ kind: "email", who, role: "administrator" }] });

describe("a tenant's record", () => {
  it.each([
    ["the client id", { clientId: "client\u202edi" }, "`clientId`"],
    ["the client id, in control", { clientId: "cli\u0000ent" }, "`clientId`"],
    ["whom it grants", granted("eve@example.com\u200f"), "`people.0.who`"],
    ["whom it grants, on two lines", granted("ada@example.com\neve"), "`people.0.who`"],
  ])("is refused with characters that nobody sees in %s", (_what, value, place) => {
    const { reply } = put(value);
    expect(reply).toMatchObject({ kind: "refused", status: 400 });
    expect(reply).toMatchObject({
      detail: expect.stringContaining(`${place}: has characters that nobody sees`),
    });
    expect(JSON.stringify(reply)).not.toMatch(/client\u202e|eve/);
  });

  it("loses what nobody sees of its name", () => {
    expect(put({ name: " \u202eemcA\u0007\u202c \u2066Ltd\n" }).reply).toMatchObject({
      value: { name: "emcA Ltd" },
    });
    expect(put({ name: "\u202e\u200e \u0000" }).reply).toMatchObject({ kind: "refused", status: 400 });
  });

  it("keeps names of any script, and what is text in them", () => {
    for (const name of ["<img src=x onerror=alert(1)>", "می\u200cخواهم", "株式会社", "__proto__"])
      expect(put({ name }).reply).toMatchObject({ value: { name } });
  });

  it("that an earlier version took is read all the same, and mended with its next change", () => {
    const { book, kit } = put({});
    const stored = {
      ...INPUT,
      clientSecret: undefined,
      clientId: "client\u202e",
      options: { reconcileSeconds: 60 },
    };
    const people = [{ kind: "group", who: "leads\u200e", role: "display" }];
    kit.sql.all("UPDATE tenant SET text = ?", JSON.stringify({ ...stored, people }));
    expect(book.view("acme")).toMatchObject({ value: { clientId: "client\u202e", people } });
    expect(book.page()).toMatchObject({ value: { tenants: [{ id: "acme" }] } });
    const { clientSecret: _, ...value } = INPUT;
    expect(
      book.put("acme", { by: "Jo", revision: 1, value: { ...value, clientId: "client\u202e" } }),
    ).toMatchObject({
      kind: "refused",
    });
    expect(book.put("acme", { by: "Jo", revision: 1, value })).toMatchObject({
      value: { clientId: "client" },
    });
  });
});
