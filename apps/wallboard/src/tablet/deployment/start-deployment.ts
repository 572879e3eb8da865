/** The pages that are of no tenant: the choice among one's tenants, and for owners the tenants of this deployment. */
import type { Pinia } from "pinia";
import { createApp } from "vue";
import { createWebHistory } from "vue-router";
import { BASE } from "../router.ts";
import DeploymentApp from "./DeploymentApp.vue";
import { createDeploymentRouter } from "./deployment-router.ts";
import "../setup/setup-words.ts";
import "../setup/setup.css";

export function startDeployment(pinia: Pinia): void {
  createApp(DeploymentApp)
    .use(pinia)
    .use(createDeploymentRouter(createWebHistory(BASE)))
    .mount("#app");
}
