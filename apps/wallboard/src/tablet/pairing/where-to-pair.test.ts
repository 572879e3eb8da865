import type { SessionView } from "@callboard/api/client";
import { flushPromises, mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { Ask } from "../api/request.ts";
import WhereToPair from "./WhereToPair.vue";

type Tenant = SessionView["tenants"][number];
const tenant = (id: string, change: Partial<Tenant> = {}): Tenant => ({
  id,
  name: `Centre ${id}`,
  role: "supervisor",
  state: "active",
  ...change,
});

async function scanned(tenants: readonly Tenant[], code = "K7MW4XQ2") {
  const went: string[] = [];
  const ask = (async () => ({ kind: "done", value: { tenants } })) as unknown as Ask;
  const page = mount(WhereToPair, { props: { code, ask, go: (path: string) => void went.push(path) } });
  await flushPromises();
  return { page, went };
}

describe("whoever scanned a television's code", () => {
  it("goes to the screens of the only floor at which they may connect it, with the code's first half", async () => {
    const { went } = await scanned([
      tenant("a", { role: "display" }),
      tenant("b"),
      tenant("c", { state: "removing" }),
    ]);
    expect(went).toEqual(["/floor/b/setup/screens?code=K7MW"]);
  });

  it("chooses among several, and nothing that was scanned leads elsewhere", async () => {
    const { page, went } = await scanned(
      [tenant("a"), tenant("b", { role: "administrator" })],
      "?tenant=x&a=<b>",
    );
    expect(went).toEqual([]);
    expect(page.findAll("a").map((link) => link.attributes("href"))).toEqual([
      "/floor/a/setup/screens?code=TENA",
      "/floor/b/setup/screens?code=TENA",
    ]);
    expect(page.text()).toContain("Centre a");
  });

  it("is told where they may connect it nowhere", async () => {
    const { page, went } = await scanned([tenant("a", { role: "display" })]);
    expect(went).toEqual([]);
    expect(page.text()).toContain("Ask an administrator");
  });
});
