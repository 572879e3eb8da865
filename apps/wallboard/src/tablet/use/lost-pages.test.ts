import { expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { followLostPages } from "./lost-pages.ts";

const Page = { template: "<p>here</p>" };

function rig({ canLoad }: { canLoad: boolean }) {
  const went: string[] = [];
  let told = 0;
  let kept: string | null = null;
  const router = createRouter({
    history: createMemoryHistory("/floor/"),
    routes: [
      { path: "/demo/alerts", component: Page },
      { path: "/demo/queues", component: () => Promise.reject(new TypeError("Failed to fetch module")) },
    ],
  });
  followLostPages(router, {
    reload: {
      now: () => 1_000,
      chance: () => 0,
      after: () => () => undefined,
      read: () => kept,
      write: (text) => {
        kept = text;
      },
      canLoad: async () => canLoad,
      answers: async () => canLoad,
      reload: () => went.push("the page itself"),
    },
    go: (address) => went.push(address),
    tell: () => {
      told += 1;
    },
  });
  const open = async (path: string) => {
    await router.push(path).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { open, went, told: () => told, at: () => router.currentRoute.value.path };
}

it("loads the whole page at the address whose own file is gone", async () => {
  const { open, went, told } = rig({ canLoad: true });
  await open("/demo/alerts");
  await open("/demo/queues?sort=name#top");
  expect(went).toEqual(["/floor/demo/queues?sort=name#top"]);
  expect(told()).toBe(0);
});

it("stays where it is and says so where the new page cannot be had", async () => {
  const { open, went, told, at } = rig({ canLoad: false });
  await open("/demo/alerts");
  await open("/demo/queues");
  expect([went, told(), at()]).toEqual([[], 1, "/demo/alerts"]);
});

it("gives up after the third time, so that a server that contradicts itself makes nobody's page blink", async () => {
  const { open, went, told } = rig({ canLoad: true });
  for (let time = 0; time < 5; time += 1) await open("/demo/queues");
  expect([went.length, told()]).toEqual([3, 2]);
});
