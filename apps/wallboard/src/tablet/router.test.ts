/** The app's addresses: each page has one, and another tenant's is another load of the page. */
import { describe, expect, it } from "vitest";
import { createMemoryHistory } from "vue-router";
import { createFloorRouter, tenantOf } from "./router.ts";

function routerWith() {
  const left: string[] = [];
  const router = createFloorRouter({
    history: createMemoryHistory("/floor/"),
    tenant: "demo",
    leave: (path) => left.push(path),
  });
  return { router, left };
}

describe("the addresses", () => {
  it.each([
    ["/", "alerts"],
    ["/demo", "alerts"],
    ["/demo/nowhere/at/all", "alerts"],
    ["/demo/alerts/history", "alert-history"],
    ["/demo/queues?sort=name", "queues"],
    ["/demo/replay?at=5", "replay"],
  ])("%s leads to %s", async (path, name) => {
    const { router } = routerWith();
    await router.push(path);
    expect(router.currentRoute.value.name).toBe(name);
  });

  it("carry ids of any characters there and back", () => {
    const { router } = routerWith();
    const id = "a/b?c#d é %E0";
    const { href } = router.resolve({ name: "agent", params: { tenant: "demo", id } });
    expect(router.resolve(href.replace("/floor", "")).params.id).toBe(id);
  });

  it("of another tenant leave the page, whose socket is this tenant's", async () => {
    const { router, left } = routerWith();
    await router.push("/demo/queues");
    await router.push("/other/alerts/7");
    expect([router.currentRoute.value.path, left]).toEqual(["/demo/queues", ["/floor/other/alerts/7"]]);
  });

  it.each([
    ["/floor/demo/alerts", "demo"],
    ["/floor/demo", "demo"],
    ["/floor/", null],
    ["/floor/No%20Name/x", null],
    ["/", null],
  ])("name the tenant: %s", (path, tenant) => {
    expect(tenantOf(path)).toBe(tenant);
  });
});
