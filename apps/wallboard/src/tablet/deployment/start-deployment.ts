/** The pages that are of no tenant: the choice among one's tenants, and for owners the tenants of this deployment. */
import type { Pinia } from "pinia";
import { createApp } from "vue";
import { createWebHistory } from "vue-router";
import { BASE } from "../router.ts";
import { followLostPages, lostPagePorts } from "../use/lost-pages.ts";
import DeploymentApp from "./DeploymentApp.vue";
import { createDeploymentRouter } from "./deployment-router.ts";
import "../setup/setup-words.ts";
import "../setup/setup.css";

export function startDeployment(pinia: Pinia): void {
  const router = createDeploymentRouter(createWebHistory(BASE));
  followLostPages(router, lostPagePorts());
  createApp(DeploymentApp).use(pinia).use(router).mount("#app");
}
