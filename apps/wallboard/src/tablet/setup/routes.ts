/**
 * The setting-up screens, under `/floor/{tenant}/setup/`: each is loaded when somebody goes there. The first is where the
 * navigation leads. Paths are relative; `meta.title` is a key of the words.
 */
import type { RouteRecordRaw } from "vue-router";

type Page = () => Promise<unknown>;
const page = (name: string, component: Page): RouteRecordRaw => ({
  path: name,
  name,
  component,
  meta: { title: `setup.titles.${name}` },
});

export const setupRoutes: readonly RouteRecordRaw[] = [
  { path: "", redirect: { name: "boards" } },
  page("boards", () => import("./boards/BoardsView.vue")),
  {
    path: "boards/:id",
    name: "board",
    component: () => import("./boards/BoardEditor.vue"),
    props: ({ params }) => ({ boardId: String(params.id) }),
    meta: { title: "setup.titles.board" },
  },
  page("screens", () => import("./screens/ScreensView.vue")),
  {
    path: "screens/:id",
    name: "screen",
    component: () => import("./screens/ScreenEditor.vue"),
    props: ({ params }) => ({ screenId: String(params.id) }),
    meta: { title: "setup.titles.screen" },
  },
  page("codes", () => import("./codes/CodesView.vue")),
  page("shifts", () => import("./shifts/ShiftsView.vue")),
  page("goals", () => import("./goals/GoalsView.vue")),
  page("sites", () => import("./sites/SitesView.vue")),
  page("privacy", () => import("./privacy/PrivacyView.vue")),
  page("rules", () => import("../rules/RulesView.vue")),
  page("silences", () => import("../silences/SilencesView.vue")),
  page("sinks", () => import("../sinks/SinksView.vue")),
  page("general", () => import("./general/GeneralView.vue")),
  { path: ":rest(.*)+", component: () => import("./NoPlace.vue") },
];
