import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INPUT, NOON, openTenants, SECRET } from "../../test/tenants.ts";
import type { TenantView } from "../contracts.ts";

const refusedWith = (status: number, text: string) => ({
  kind: "refused",
  status,
  detail: expect.stringContaining(text),
});

type Book = ReturnType<typeof openTenants>["book"];

describe("the book of tenants", () => {
  it("adds a tenant, shows it without its secret, and has it again after a restart", () => {
    const { book, kit } = openTenants();
    const view: TenantView = {
      ...{ id: "acme", name: "Acme", zone: "Europe/Berlin", region: "eu", label: "acme", clientId: "client" },
      ...{ people: [], options: { reconcileSeconds: 60 }, revision: 1, state: "active", isLocal: false },
      ...{ hasSecret: true, keyVersion: 1, createdAt: NOON, changed: { by: "Maria", at: NOON } },
    };
    expect(book.put("acme", { by: "Maria", revision: null, value: INPUT })).toEqual({
      kind: "done",
      value: view,
    });
    expect(openTenants(kit).book.view("acme")).toEqual({ kind: "done", value: view });
    expect(book.charge("acme")).toMatchObject({ id: "acme", revision: 1, sealedSecret: kit.sealer.last });
    expect(kit.dump()).not.toContain(SECRET);
  });

  it("refuses who comes too late, and says who was quicker", () => {
    const { book } = openTenants();
    book.put("acme", { by: "Maria", revision: 0, value: INPUT });
    book.change("acme", { by: "Jo", revision: 1, value: { ...INPUT, name: "Acme Ltd" } });
    expect(book.put("acme", { by: "Ada", revision: 1, value: INPUT })).toMatchObject(
      refusedWith(409, "`Jo` changed the tenant `acme`"),
    );
    expect(book.put("acme", { by: "Ada", revision: null, value: INPUT })).toMatchObject(
      refusedWith(409, "`Jo`"),
    );
    expect(book.put("gone", { by: "Ada", revision: 4, value: INPUT })).toMatchObject(
      refusedWith(409, "removed the tenant `gone`"),
    );
  });

  it.each([
    ["no secret", { ...INPUT, clientSecret: undefined }, "a new tenant needs one"],
    ["a zone that is none", { ...INPUT, zone: "Berlin" }, "IANA zone"],
    ["a label that is an address", { ...INPUT, label: "evil.example/" }, "one DNS label"],
    ["another region", { ...INPUT, region: "us" }, 'this deployment serves "eu"'],
    ["too many people", { ...INPUT, people: Array(BOUNDS.grantsMax + 1).fill(GRANT()) }, "people"],
    ["nothing at all", undefined, "value"],
  ])("takes no tenant with %s, and says so without a value of it", (_, value, sentence) => {
    const { book, kit } = openTenants();
    const reply = book.put("acme", { by: "Maria", revision: null, value });
    expect(reply).toMatchObject(refusedWith(400, sentence));
    expect(JSON.stringify(reply)).not.toContain(SECRET);
    expect([...book.countsByState()]).toEqual([]);
    expect(kit.dump()).not.toContain(SECRET);
  });

  it("takes no id that could not be an address, and none that local development has declared", () => {
    const { book } = openTenants();
    const put = (id: string) => book.put(id, { by: "Maria", revision: null, value: INPUT });
    for (const id of ["Acme", "a/b", "..", "__proto__", "", "x".repeat(64)])
      expect(put(id)).toMatchObject({ kind: "refused", status: 400 });
    expect(put("demo")).toMatchObject({ kind: "refused", status: 409 });
  });

  it("keeps the secret where none is sent, and seals a new one for its own place", () => {
    const { book, kit } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: INPUT });
    const sealed = book.charge("acme")?.sealedSecret;
    const { clientSecret: _, ...others } = INPUT;
    book.put("acme", { by: "Maria", revision: 1, value: { ...others, label: "acme-eu", clientId: "other" } });
    expect(book.charge("acme")).toMatchObject({ label: "acme-eu", clientId: "other", sealedSecret: sealed });
    book.put("acme", { by: "Maria", revision: 2, value: { ...INPUT, clientSecret: "another" } });
    expect(book.charge("acme")?.sealedSecret).not.toBe(sealed);
    expect(kit.sealer.places).toEqual([
      { tenant: "acme", field: "clientSecret" },
      { tenant: "acme", field: "clientSecret" },
    ]);
  });

  it("lets a tenant's own administrators change all but region and label", () => {
    const { book } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: INPUT });
    const change = (revision: number, changes: object) =>
      book.change("acme", { by: "Jo", revision, value: { ...INPUT, ...changes } });
    expect(change(1, { label: "others" })).toMatchObject(refusedWith(400, "who runs this deployment"));
    const people = [{ kind: "group", who: "leads", role: "supervisor" }];
    expect(change(1, { name: "Acme Ltd", people })).toMatchObject({ value: { name: "Acme Ltd", people } });
    const { region: _, label: __, ...own } = INPUT;
    expect(book.change("acme", { by: "Jo", revision: 2, value: own })).toMatchObject({
      value: { region: "eu", label: "acme" },
    });
  });

  it("has no more people and groups than every gate can hold", () => {
    const { book, kit } = openTenants();
    const people = Array.from({ length: BOUNDS.grantsMax }, GRANT);
    book.put("acme", { by: "Maria", revision: null, value: { ...INPUT, people } });
    kit.sql.all("UPDATE tenant SET grants = ?", BOUNDS.deploymentGrantsMax);
    expect(book.put("other", { by: "Maria", revision: null, value: { ...INPUT, people } })).toMatchObject(
      refusedWith(400, "Name groups"),
    );
    expect(book.put("other", { by: "Maria", revision: null, value: INPUT }).kind).toBe("done");
  });

  it("seals nothing without a key", () => {
    const { book, kit } = openTenants();
    kit.sealer.current = null;
    expect(book.put("acme", { by: "Maria", revision: null, value: INPUT })).toMatchObject(
      refusedWith(503, "no key"),
    );
  });

  it("changes nothing where the storage fails, and says so", () => {
    const { book, kit } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: INPUT });
    kit.sql.failWhen = (statement) => statement.startsWith("INSERT INTO tenant_deed");
    expect(book.pause("acme", { by: "Jo" })).toMatchObject({ kind: "refused", status: 503 });
    kit.sql.failWhen = null;
    expect(book.view("acme")).toMatchObject({ value: { state: "active", revision: 1 } });
    expect(book.pause("acme", { by: "Jo" })).toMatchObject({ value: { state: "paused", revision: 2 } });
  });
});

describe("what a tenant's objects hold", () => {
  it("is told until both have confirmed, later each time", () => {
    const { book, kit } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: INPUT });
    const [first] = book.toTell(10);
    expect(first?.objects).toEqual(["desk", "alerts"]);
    const waits: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const [telling] = book.toTell(10);
      if (telling === undefined) throw new Error("nobody is to be told");
      book.settle(telling, n === 0 ? ["desk"] : []);
      const at = book.nextTellAt() ?? 0;
      waits.push(at - kit.now);
      expect(book.toTell(10)).toEqual([]);
      kit.now = at;
    }
    expect(waits.slice(0, 3)).toEqual([
      BOUNDS.assignRetryMs,
      2 * BOUNDS.assignRetryMs,
      4 * BOUNDS.assignRetryMs,
    ]);
    expect(waits.at(-1)).toBe(BOUNDS.assignRetryMaxMs);
    const [last] = book.toTell(10);
    expect(last?.objects).toEqual(["alerts"]);
    if (last !== undefined) book.settle(last, ["alerts"]);
    expect(book.nextTellAt()).toBeNull();
  });

  it("is not what was told before a newer change, or before the secret was sealed anew", () => {
    const { book } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: INPUT });
    const [old] = book.toTell(10);
    if (old === undefined) throw new Error("nobody is to be told");
    book.pause("acme", { by: "Jo" });
    book.settle(old, ["desk", "alerts"]);
    expect(book.tellingOf("acme")?.objects).toEqual(["desk", "alerts"]);
    const paused = book.tellingOf("acme");
    expect(book.rewrap("", 10)).toEqual({
      kind: "done",
      value: { tenants: [{ id: "acme", secret: "rewrapped" }], next: null },
    });
    if (paused !== null) book.settle(paused, ["desk", "alerts"]);
    expect(book.tellingOf("acme")).toMatchObject({ charge: { revision: 2 }, objects: ["desk", "alerts"] });
  });

  it("is not removed by whoever has seen an earlier one, and is asked to look again", () => {
    const { book } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: INPUT });
    book.change("acme", { by: "Ada", revision: 1, value: { ...INPUT, name: "Acme Ltd" } });
    for (const revision of [1, 0, null, undefined, "2"]) {
      const reply = book.remove("acme", { by: "Jo", revision });
      expect(reply).toMatchObject(refusedWith(409, "`Ada` changed the tenant `acme`"));
      expect(reply).toMatchObject(refusedWith(409, "Load it anew"));
    }
    expect(book.view("acme")).toMatchObject({ value: { state: "active" } });
    expect(book.remove("acme", { by: "Jo", revision: 2 })).toMatchObject({ value: { state: "removing" } });
    // Asked once more, since an answer was lost, it is what it is.
    expect(book.remove("acme", { by: "Jo", revision: 2 })).toMatchObject({ value: { state: "removing" } });
  });

  it("is nothing any more before a removed tenant is gone, and its name stays in the log", () => {
    const { book } = openTenants();
    book.put("acme", { by: "Maria", revision: null, value: INPUT });
    expect(book.remove("acme", { by: "Jo", revision: 1 })).toMatchObject({ value: { state: "removing" } });
    expect(book.change("acme", { by: "Jo", revision: 2, value: INPUT })).toMatchObject(
      refusedWith(409, "being deleted"),
    );
    expect(book.resume("acme", { by: "Jo" })).toMatchObject({ status: 409 });
    const half = book.tellingOf("acme");
    if (half !== null) book.settle(half, ["alerts"]);
    expect(book.view("acme").kind).toBe("done");
    const rest = book.tellingOf("acme");
    if (rest !== null) book.settle(rest, ["desk"]);
    expect(book.view("acme")).toMatchObject({ kind: "refused", status: 404 });
    expect(book.nextTellAt()).toBeNull();
    book.put("acme", { by: "Ada", revision: null, value: INPUT });
    expect(book.deeds()).toMatchObject({
      value: {
        deeds: [
          { number: 4, by: "Ada", what: "added again", subject: "acme" },
          { number: 3, by: "Jo", what: "removed" },
          { number: 2, by: "Jo", what: "removing" },
          { number: 1, by: "Maria", what: "added" },
        ],
        before: null,
      },
    });
    expect(book.charge("acme")?.revision).toBe(4);
  });
});

describe("pages", () => {
  it("go through all tenants once, and through the active ones for the cron", () => {
    const { book } = openTenants();
    for (const id of ["c", "a", "b"]) book.put(id, { by: "Maria", revision: null, value: INPUT });
    book.pause("b", { by: "Maria" });
    const page = (after: string) => book.page({ after, limit: "2" });
    expect(page("")).toMatchObject({ value: { tenants: [{ id: "a" }, { id: "b" }], next: "b" } });
    expect(page("b")).toMatchObject({ value: { tenants: [{ id: "c" }], next: null } });
    expect(book.page({ limit: 0 })).toMatchObject({ kind: "refused", status: 400 });
    expect(book.deeds({ before: "x" })).toMatchObject({ kind: "refused", status: 400 });
    expect(book.revisions("", 2)).toEqual({ tenants: [{ id: "a", revision: 2 }], next: "b" });
    expect(book.revisions("b", 2)).toEqual({ tenants: [{ id: "c", revision: 1 }], next: null });
    expect(book.people().map(({ id, state }) => [id, state])).toEqual([
      ["a", "active"],
      ["b", "paused"],
      ["c", "active"],
    ]);
  });
});

function GRANT() {
  return { kind: "email", who: "ada@example.com", role: "supervisor" } as const;
}

// ── Any sequence of orders ─────────────────────────────────────────────────────────────────────────────────

const id = fc.constantFrom("a", "b");
function newestOf(book: Book): number {
  const log = book.deeds({ limit: 1 });
  return log.kind === "done" ? (log.value.deeds[0]?.number ?? 0) : Number.NaN;
}
const order = fc.oneof(
  fc.record({
    do: fc.constant("put" as const),
    id,
    behind: fc.nat(1),
    hasSecret: fc.boolean(),
    n: fc.nat(9),
  }),
  fc.record({
    do: fc.constant("change" as const),
    id,
    behind: fc.nat(1),
    hasSecret: fc.boolean(),
    n: fc.nat(9),
  }),
  fc.record({ do: fc.constantFrom("pause" as const, "resume" as const, "remove" as const), id }),
  fc.record({
    do: fc.constant("tell" as const),
    confirmed: fc.subarray(["desk", "alerts"] as const),
    waitMs: fc.nat(120_000),
  }),
  fc.record({ do: fc.constant("rewrap" as const) }),
  fc.record({ do: fc.constant("restart" as const) }),
  fc.record({ do: fc.constant("fail" as const), id }),
);

describe("any sequence of orders", () => {
  it("leaves a book whose log, records and tellings agree, and no secret anywhere in clear", () => {
    fc.assert(
      fc.property(fc.array(order, { maxLength: 40 }), (orders) => {
        let { book, kit } = openTenants();
        const answers: unknown[] = [];
        let number = 0;
        const lists = new Map<number, string>();
        for (const [step, one] of orders.entries()) {
          const secret = `${SECRET}-${step}`;
          const value = (input: { n: number; hasSecret: boolean }) => ({
            ...INPUT,
            name: `Acme ${input.n}`,
            clientSecret: input.hasSecret ? secret : undefined,
          });
          if (one.do === "put" || one.do === "change") {
            const now = book.charge(one.id)?.revision ?? 0;
            const fields = { by: "Maria", revision: Math.max(0, now - one.behind), value: value(one) };
            answers.push(one.do === "put" ? book.put(one.id, fields) : book.change(one.id, fields));
          } else if (one.do === "tell") {
            kit.now += one.waitMs;
            for (const telling of book.toTell(1)) book.settle(telling, one.confirmed);
          } else if (one.do === "rewrap") answers.push(book.rewrap("", 10));
          else if (one.do === "restart") ({ book, kit } = openTenants(kit));
          else if (one.do === "fail") {
            kit.sql.failWhen = (statement) => statement.startsWith("INSERT OR REPLACE INTO tenant");
            answers.push(book.pause(one.id, { by: "Jo" }));
            kit.sql.failWhen = null;
          } else {
            const revision = book.charge(one.id)?.revision;
            answers.push(book[one.do](one.id, { by: "Jo", revision }));
          }
          // Numbers of deeds rise by one, and a record's revision is the number of a deed about it.
          const newest = newestOf(book);
          expect(newest).toBeGreaterThanOrEqual(number);
          expect(newest - number).toBeLessThanOrEqual(1);
          number = newest;
          // Whoever holds the list of a revision holds the list that is.
          const people = JSON.stringify(book.people());
          expect(lists.get(book.peopleRevision) ?? people).toBe(people);
          lists.set(book.peopleRevision, people);
        }
        const log = book.deeds({ limit: 200 });
        const deeds = log.kind === "done" ? log.value.deeds : [];
        expect(deeds.map((deed) => deed.number)).toEqual(deeds.map((_, at) => number - at));
        const page = book.page();
        for (const { id: tenant, revision } of page.kind === "done" ? page.value.tenants : []) {
          expect(deeds.find((deed) => deed.number === revision)?.subject).toBe(tenant);
          const last = deeds.find(({ subject }) => subject === tenant);
          expect(last?.number).toBe(revision);
          expect(last?.what).not.toBe("removed");
        }
        // Whoever is not there was never added, or was removed last.
        for (const tenant of ["a", "b"]) {
          if (book.charge(tenant) !== null) continue;
          expect(deeds.find(({ subject }) => subject === tenant)?.what ?? "removed").toBe("removed");
        }
        expect(JSON.stringify([answers, log, book.people(), book.page()])).not.toContain(SECRET);
        expect(kit.dump()).not.toContain(SECRET);
      }),
      { numRuns: 300 },
    );
  });
});
