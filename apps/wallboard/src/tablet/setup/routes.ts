/**
 * The setting-up screens, under `/floor/{tenant}/setup/`: each is loaded when somebody goes there. The first is where the
 * navigation leads. Paths are relative; `meta.title` is a key of the words.
 */
import type { RouteRecordRaw } from "vue-router";
import { useSessionStore } from "../session/session.ts";

type Page = () => Promise<unknown>;
const page = (
  name: string,
  component: Page,
  needs: "supervisor" | "administrator" = "administrator",
): RouteRecordRaw => ({
  path: name,
  name,
  component,
  meta: { title: `setup.titles.${name}`, needs },
});
const forSupervisors = (name: string, component: Page) => page(name, component, "supervisor");

export const setupRoutes: readonly RouteRecordRaw[] = [
  {
    path: "",
    redirect: ({ params }) => ({
      name: useSessionStore().may(String(params.tenant), "administrator") ? "boards" : "screens",
    }),
  },
  page("boards", () => import("./boards/BoardsView.vue")),
  {
    path: "boards/:id",
    name: "board",
    component: () => import("./boards/BoardEditor.vue"),
    props: ({ params }) => ({ boardId: String(params.id) }),
    meta: { title: "setup.titles.board", needs: "administrator" },
  },
  forSupervisors("screens", () => import("./screens/ScreensView.vue")),
  {
    path: "screens/:id",
    name: "screen",
    component: () => import("./screens/ScreenEditor.vue"),
    props: ({ params }) => ({ screenId: String(params.id) }),
    meta: { title: "setup.titles.screen", needs: "administrator" },
  },
  page("codes", () => import("./codes/CodesView.vue")),
  page("shifts", () => import("./shifts/ShiftsView.vue")),
  page("goals", () => import("./goals/GoalsView.vue")),
  page("sites", () => import("./sites/SitesView.vue")),
  page("privacy", () => import("./privacy/PrivacyView.vue")),
  forSupervisors("rules", () => import("../rules/RulesView.vue")),
  forSupervisors("silences", () => import("../silences/SilencesView.vue")),
  forSupervisors("sinks", () => import("../sinks/SinksView.vue")),
  page("general", () => import("./general/GeneralView.vue")),
  page("connection", () => import("./connection/ConnectionView.vue")),
  page("status", () => import("./status/StatusView.vue")),
  page("data", () => import("./data/DataView.vue")),
  page("log", () => import("./log/LogView.vue")),
  { path: ":rest(.*)+", component: () => import("./NoPlace.vue") },
];
