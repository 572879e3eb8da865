/**
 * Starts one simulator for all tests inside workerd. Each test takes a tenant of its own from it, so that no fault
 * and no object of one test reaches another.
 */
import { startSimulator } from "@callboard/simulator";
import type { TestProject } from "vitest/node";

/** One a test; the name says which. */
export const TEST_TENANTS = [
  "connects",
  "renews",
  "drops",
  "limited",
  "breaks",
  "silent",
  "restarts",
  "resumes",
  "scopeless",
  "garbles",
  "refused",
  "reads",
  "viewers",
  "hostile",
  "hangs",
  "locked",
] as const;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const simulator = await startSimulator({
    port: 0,
    agents: 40,
    queues: 5,
    seed: 11,
    speed: 5,
    tenants: [...TEST_TENANTS],
    hostileNames: true,
    clients: [
      { id: "no-users-read", secret: "s", tenant: "scopeless", scopes: ["realtime:read", "analytics:read"] },
    ],
  });
  const tenants = TEST_TENANTS.map((tenant) => ({
    tenant,
    name: `Test ${tenant}`,
    zone: "Europe/Berlin",
    upstream: { kind: "loopback", origin: simulator.url },
    clientId: tenant === "scopeless" ? "no-users-read" : tenant,
    clientSecret: tenant === "scopeless" ? "s" : tenant === "refused" ? "wrong" : `${tenant}-secret`,
  }));
  project.provide("tenants", JSON.stringify(tenants));
  project.provide("simulatorUrl", simulator.url);
  return () => simulator.close();
}

declare module "vitest" {
  interface ProvidedContext {
    tenants: string;
    simulatorUrl: string;
  }
}
