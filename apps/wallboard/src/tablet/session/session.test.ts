/** Who is signed in: what they are offered, in whose name they act, and where the app begins. */
import type { SessionView } from "@callboard/api/client";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it } from "vitest";
import { createAsk } from "../api/request.ts";
import { addAppWords } from "../app-words.ts";
import { usePersonStore } from "../use/person.ts";
import { beginningOf, pathOfTenant } from "./places.ts";
import { useSessionStore } from "./session.ts";

addAppWords();
type Seat = SessionView["tenants"][number];
const seat = (id: string, role: Seat["role"] = "supervisor"): Seat => ({
  id,
  name: id,
  role,
  state: "active",
});
const view = (changes: Partial<SessionView> = {}): SessionView => ({
  person: { id: "p1", name: "Ada Byron", email: "ada@example.com" },
  ...{ isLocal: false, isOwner: false, expiresAt: null, region: "eu", tenants: [seat("acme")] },
  ...changes,
});

beforeEach(() => {
  localStorage.clear();
  setActivePinia(createPinia());
});

async function signedIn(changes: Partial<SessionView> = {}) {
  const session = useSessionStore();
  await session.load(async () => ({ kind: "done", value: view(changes) }));
  return session;
}

/** A server that notes what it was sent. */
function server(status = 200, body: unknown = {}) {
  const sent: { path: string; body: unknown }[] = [];
  const session = useSessionStore();
  const ask = createAsk({
    async fetch(path, init) {
      sent.push({ path, body: typeof init.body === "string" ? JSON.parse(init.body) : null });
      return new Response(JSON.stringify(body), { status });
    },
    after: () => () => undefined,
    saysWho: () => session.saysWho,
    onSignedOut: session.signOut,
  });
  return { sent, ask };
}

describe("whoever is signed in", () => {
  it("is offered what their role at that tenant allows, and nothing at another one", async () => {
    const session = await signedIn({
      tenants: [seat("acme"), seat("zeta", "administrator"), seat("tv", "display")],
    });
    const may = (tenant: string) =>
      (["display", "supervisor", "administrator"] as const).map((role) => session.may(tenant, role));
    expect(may("acme")).toEqual([true, true, false]);
    expect(may("zeta")).toEqual([true, true, true]);
    expect(may("tv")).toEqual([true, false, false]);
    expect(may("other")).toEqual([false, false, false]);
  });

  it("is refused by the server alone while it is not known who they are", () => {
    expect(useSessionStore().may("acme", "administrator")).toBe(true);
  });

  it("acts without saying a name: the sign-in is who they are, whatever this device has kept", async () => {
    localStorage.setItem("callboard.person", "Somebody else");
    await signedIn();
    const person = usePersonStore();
    const done: string[] = [];
    person.withName((by) => void done.push(by));
    expect([done, person.isAsked]).toEqual([["Ada Byron"], false]);
    const { ask, sent } = server();
    await ask("POST", "/api/tenants/acme/alerts/a1/comments", { text: "Seen", by: "Ada Byron" });
    await ask("DELETE", "/api/tenants/acme/setup/boards/b1?by=Ada+Byron&revision=4");
    await ask("DELETE", "/api/tenants/acme/silences/s1?by=Ada");
    expect(sent).toEqual([
      { path: "/api/tenants/acme/alerts/a1/comments", body: { text: "Seen" } },
      { path: "/api/tenants/acme/setup/boards/b1?revision=4", body: null },
      { path: "/api/tenants/acme/silences/s1", body: null },
    ]);
  });

  it("says a name in local development, where nobody signs in", async () => {
    await signedIn({ isLocal: true });
    const person = usePersonStore();
    const done: string[] = [];
    person.withName((by) => void done.push(by));
    expect([done, person.isAsked]).toEqual([[], true]);
    person.keep(" Maria ");
    const { ask, sent } = server();
    await ask("POST", "/api/tenants/demo/pause", { by: "Maria" });
    expect([done, sent[0]?.body]).toEqual([["Maria"], { by: "Maria" }]);
  });

  it("is signed out with the first answer that says so", async () => {
    const session = await signedIn();
    await server(401, { title: "Not signed in" }).ask("GET", "/api/tenants/acme/rules");
    expect(session.isSignedOut).toBe(true);
  });

  it("is told in their own language which role a refused question would have taken", async () => {
    const problem = { title: "Not allowed", detail: "…", needs: "administrator" };
    const answer = await server(403, problem).ask("GET", "/api/tenants/acme/backup");
    expect(answer).toMatchObject({
      kind: "failed",
      failure: {
        title: "Your role does not allow this",
        detail: expect.stringContaining("Administrator"),
        status: 403,
      },
    });
    const hostile = await server(403, { title: "No", detail: "Go", needs: "__proto__" }).ask("GET", "/api/x");
    expect(hostile).toMatchObject({ failure: { title: "No", detail: "Go" } });
  });
});

describe("the app that is opened at no tenant", () => {
  it.each<[string, readonly Seat[], string | null, ReturnType<typeof beginningOf>]>([
    ["the only one", [seat("acme")], null, { kind: "go", path: "/floor/acme/alerts" }],
    ["a choice among several", [seat("acme"), seat("zeta")], null, { kind: "choose" }],
    [
      "where the installed app was",
      [seat("acme"), seat("zeta")],
      "zeta",
      { kind: "go", path: "/floor/zeta/alerts" },
    ],
    ["no tenant that is no longer theirs", [seat("acme"), seat("zeta")], "gone", { kind: "choose" }],
    ["a choice where there is none", [], "gone", { kind: "choose" }],
  ])("begins at %s", (_what, tenants, kept, beginning) => {
    expect(beginningOf(tenants, kept)).toEqual(beginning);
  });

  it("leads whoever only looks at boards to the wall", () => {
    expect(pathOfTenant(seat("acme", "display"))).toBe("/?tenant=acme");
  });
});
