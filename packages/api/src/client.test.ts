import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { ADDRESSES } from "./addresses.ts";
import { OPERATIONS } from "./catalogue.ts";
import { type AnswerOf, type BodyOf, createClient, type ParamsOf } from "./client.ts";

interface Sent {
  readonly address: string;
  readonly init: RequestInit;
}

/** A client whose requests are kept, and all answered in one way. */
function clientOf(answer: () => Response | Promise<Response>, by: string | null = null) {
  const sent: Sent[] = [];
  const client = createClient({
    origin: "https://wall.example.com",
    fetch: async (address, init) => {
      sent.push({ address, init });
      return answer();
    },
    by: () => by,
  });
  return { client, sent };
}

const json =
  (value: unknown, status = 200, type = "application/json") =>
  () =>
    new Response(JSON.stringify(value), { status, headers: { "content-type": type } });

describe("a request of the client", () => {
  it("goes to the operation's own address, with every part of it encoded", async () => {
    const { client, sent } = clientOf(json({}));
    await client.call("agent", { params: { tenant: "acme", id: "a/b?c#d%2f" }, query: { names: "alias" } });
    expect(sent[0]?.address).toBe(
      "https://wall.example.com/api/tenants/acme/agents/a%2Fb%3Fc%23d%252f?names=alias",
    );
    expect(sent[0]?.init).toMatchObject({ method: "GET", cache: "no-store" });
    expect(sent[0]?.init.body).toBeUndefined();
  });

  it("names a list's parts one by one, and leaves out what is not asked for", async () => {
    const { client, sent } = clientOf(json({}));
    const query = { queue: ["1", "a&b"], stretch: null };
    await client.call("trends", { params: { tenant: "acme" }, query });
    expect(sent[0]?.address).toMatch(/\/trends\?queue=1&queue=a%26b$/);
  });

  it("says in whose name it is only where something is done, in the body or where there is none in the address", async () => {
    const { client, sent } = clientOf(json({}), "Maria");
    await client.call("alerts", { params: { tenant: "acme" } });
    await client.call("comment", { params: { tenant: "acme", id: "1" }, body: { text: "Seen." } });
    await client.call("endSilence", { params: { tenant: "acme", id: "1" } });
    expect(sent.map(({ address }) => address.split("/acme/")[1])).toEqual([
      "alerts",
      "alerts/1/comments",
      "silences/1?by=Maria",
    ]);
    expect(sent.map(({ init }) => init.body)).toEqual([
      undefined,
      JSON.stringify({ text: "Seen.", by: "Maria" }),
      undefined,
    ]);
  });

  it("is JSON wherever something is changed, even where there is nothing to say", async () => {
    const { client, sent } = clientOf(json({}));
    await client.call("acknowledge", { params: { tenant: "acme", id: "1" } });
    expect(sent[0]?.init).toMatchObject({ body: "{}", headers: { "content-type": "application/json" } });
  });
});

describe("what comes of a request", () => {
  it("is the value, or the text of what is no JSON", async () => {
    expect(await clientOf(json({ at: 1 })).client.call("session")).toEqual({
      kind: "done",
      value: { at: 1 },
    });
    const csv = () => new Response("a,b", { headers: { "content-type": "text/csv; charset=utf-8" } });
    const params = { tenant: "acme", name: "codes" } as const;
    expect(await clientOf(csv).client.call("exportSetup", { params })).toEqual({
      kind: "done",
      value: "a,b",
    });
  });

  it("is the server's own words where it refused", async () => {
    const problem = { title: "Somebody was quicker", detail: "Load it anew.", complaints: ["One.", 2] };
    const { client } = clientOf(json(problem, 409, "application/problem+json"));
    expect(await client.call("session")).toEqual({
      kind: "refused",
      status: 409,
      title: "Somebody was quicker",
      detail: "Load it anew.",
      complaints: ["One."],
    });
  });

  it("names the role that it would have taken", async () => {
    const problem = { title: "Not yours", detail: "Ask an owner.", needs: "owner" };
    const { client } = clientOf(json(problem, 403, "application/problem+json"));
    expect(await client.call("session")).toMatchObject({ kind: "refused", status: 403, needs: "owner" });
  });

  it("has no words where something else refused, and no value where something else answered", async () => {
    const page = (status: number) => () =>
      new Response("<html>Sign in</html>", { status, headers: { "content-type": "text/html" } });
    expect(await clientOf(page(502)).client.call("session")).toEqual({
      ...{ kind: "refused", status: 502, title: "", detail: "", complaints: [] },
    });
    expect(await clientOf(page(200)).client.call("session")).toEqual({ kind: "failed", why: "unreadable" });
  });

  it("is a failure where nothing is reached", async () => {
    const broken = () => Promise.reject(new TypeError("no way"));
    expect(await clientOf(broken).client.call("session")).toEqual({ kind: "failed", why: "unreached" });
  });

  it("never throws, whatever is answered", async () => {
    const answer = fc.record({
      status: fc.integer({ min: 200, max: 599 }).filter((status) => ![204, 205, 304].includes(status)),
      type: fc.constantFrom("application/json", "application/problem+json", "text/html", "text/csv", ""),
      text: fc.oneof(fc.string(), fc.json(), fc.constant('{"__proto__":{"title":1}}')),
    });
    await fc.assert(
      fc.asyncProperty(answer, async ({ status, type, text }) => {
        const { client } = clientOf(() => new Response(text, { status, headers: { "content-type": type } }));
        const outcome = await client.call("session");
        expect(["done", "refused", "failed"]).toContain(outcome.kind);
        expect(outcome.kind === "done").toBe(outcome.kind === "done" && status < 300);
      }),
    );
  });
});

describe("the client's addresses", () => {
  it("are those of the catalogue", () => {
    const catalogued = OPERATIONS.map(({ id, method, path }) => [id, `${method} ${path}`]);
    expect(Object.entries(ADDRESSES).sort()).toEqual(catalogued.sort());
  });

  it("are typed: names of the path, what goes in, and what comes out", () => {
    expectTypeOf<ParamsOf<"agent">>().toEqualTypeOf<{ readonly tenant: string; readonly id: string }>();
    expectTypeOf<ParamsOf<"setupPart">["name"]>().toEqualTypeOf<"boards" | "screens">();
    expectTypeOf<AnswerOf<"exportSetup">>().toEqualTypeOf<string>();
    expectTypeOf<AnswerOf<"silences">[number]["until"]>().toEqualTypeOf<number>();
    expectTypeOf<BodyOf<"orderScreen">>().toEqualTypeOf<{ readonly order: "identify" | "reload" }>();
    expectTypeOf<BodyOf<"board">>().toEqualTypeOf<never>();
  });
});
