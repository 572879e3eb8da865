/** Addresses below `/floor/-/`: a tenant's id never is "-". Whatever else is asked for is the choice among one's tenants. */
import { createRouter, type Router, type RouterHistory } from "vue-router";

export const OWNERS_PAGES = [
  { name: "tenants", path: "/-/tenants", component: () => import("./TenantsView.vue") },
  { name: "keys", path: "/-/keys", component: () => import("./KeysView.vue") },
  { name: "log", path: "/-/log", component: () => import("./LogView.vue") },
] as const;

export function createDeploymentRouter(history: RouterHistory): Router {
  const owners = { needsOwner: true };
  return createRouter({
    history,
    routes: [
      {
        path: "/-",
        name: "choose",
        component: () => import("./ChooseView.vue"),
        meta: { title: "tenants.titles.choose" },
      },
      ...OWNERS_PAGES.map((page) => ({ ...page, meta: { title: `tenants.titles.${page.name}`, ...owners } })),
      {
        path: "/-/add",
        name: "add",
        component: () => import("./TenantEditor.vue"),
        props: { tenantId: null },
        meta: { title: "tenants.titles.add", ...owners },
      },
      {
        path: "/-/tenants/:id",
        name: "tenant",
        component: () => import("./TenantEditor.vue"),
        props: (route) => ({ tenantId: String(route.params.id) }),
        meta: { title: "tenants.titles.tenant", ...owners },
      },
      { path: "/:rest(.*)*", redirect: { name: "choose" } },
    ],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });
}
