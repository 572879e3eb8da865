/**
 * The app's addresses, `/floor/{tenant}/…`: each page has one, so that going back, a shared link and a notice's link work.
 * A page holds one tenant's socket, so another tenant is another load of the page.
 */
import { createRouter, type RouteRecordRaw, type Router, type RouterHistory } from "vue-router";
import { setupRoutes } from "./setup/routes.ts";

declare module "vue-router" {
  interface RouteMeta {
    /** A key of the words. Without one the page tells its title itself. */
    title?: string;
    /** Who may look at the page; left out: whoever sees the floor. */
    needs?: "supervisor" | "administrator";
    /** A page of whoever runs the deployment. */
    needsOwner?: boolean;
  }
}

export const BASE = "/floor/";

const pages: readonly RouteRecordRaw[] = [
  { path: "", redirect: { name: "alerts" } },
  {
    path: "alerts",
    name: "alerts",
    component: () => import("./alerts/FiringView.vue"),
    meta: { title: "app.titles.alerts" },
  },
  {
    path: "alerts/history",
    name: "alert-history",
    component: () => import("./alerts/HistoryView.vue"),
    meta: { title: "app.titles.history" },
  },
  {
    path: "alerts/:id",
    name: "alert",
    component: () => import("./alerts/AlertView.vue"),
    props: (route) => ({ alertId: String(route.params.id) }),
    meta: { title: "app.titles.alert" },
  },
  {
    path: "queues",
    name: "queues",
    component: () => import("./queues/QueuesView.vue"),
    meta: { title: "app.titles.queues" },
  },
  {
    path: "queues/:id",
    name: "queue",
    component: () => import("./queues/QueueView.vue"),
    props: (route) => ({ queueId: String(route.params.id) }),
    meta: { title: "app.titles.queue" },
  },
  {
    path: "agents",
    name: "agents",
    component: () => import("./agents/AgentsView.vue"),
    meta: { title: "app.titles.agents" },
  },
  {
    path: "agents/:id",
    name: "agent",
    component: () => import("./agents/AgentView.vue"),
    props: (route) => ({ agentId: String(route.params.id) }),
    meta: { title: "app.titles.agent" },
  },
  {
    path: "replay",
    name: "replay",
    component: () => import("./replay/ReplayView.vue"),
    meta: { title: "app.titles.replay" },
  },
  {
    path: "setup",
    component: () => import("./setup/SetupFrame.vue"),
    meta: { title: "app.titles.setup" },
    children: [...setupRoutes],
  },
  {
    path: ":rest(.*)*",
    redirect: ({ params }) => ({ name: "alerts", params: { tenant: params.tenant ?? "" } }),
  },
];

export interface RouterNeeds {
  readonly history: RouterHistory;
  readonly tenant: string;
  /** Another tenant was asked for: `path` is its whole address. */
  leave(path: string): void;
}

export function createFloorRouter({ history, tenant, leave }: RouterNeeds): Router {
  const router = createRouter({
    history,
    routes: [
      { path: "/", redirect: `/${tenant}/alerts` },
      { path: "/:tenant", children: [...pages] },
    ],
    // Another question of the same page leaves it where it is.
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });
  router.beforeEach((to) => {
    if (to.params.tenant === undefined || to.params.tenant === tenant) return true;
    leave(router.resolve(to.fullPath).href);
    return false;
  });
  return router;
}

const TENANT = /^\/floor\/([a-z0-9][a-z0-9-]{0,62})(?:\/|$)/;

/** The tenant of an address; `null` where it names none. */
export function tenantOf(pathname: string): string | null {
  return TENANT.exec(pathname)?.[1] ?? null;
}
