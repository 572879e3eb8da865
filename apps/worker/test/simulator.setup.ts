/**
 * Starts the simulators for all tests inside workerd. Each test takes a tenant of its own from one, so that no fault
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

/** One a test of alerts. Their centres are small and calm, so that what a test does stands out. */
export const ALERT_TENANTS = [
  "fires",
  "cut",
  "interrupted",
  "retried",
  "told",
  "hung",
  "burst",
  "buried",
  "entered",
  "shuffled",
  "ruled",
  "sealed",
  "replayed",
  "described",
] as const;

/** One a test of relays. */
export const RELAY_TENANTS = ["relayed", "aborted", "restyled", "revoked", "crowded", "deserted"] as const;

/** One a test of paired screens. */
export const SCREEN_TENANTS = [
  "pairs",
  "shuts",
  "orders",
  "follows",
  "guesses",
  "returns",
  "lasts",
  "forges",
  "strangers",
] as const;

/** One a test of settings. */
export const SETUP_TENANTS = [
  "sets",
  "stays",
  "imports",
  "edits",
  "names",
  "renames",
  "sites",
  "bodies",
  "checked",
] as const;

/** Known to the simulator alone: tests add them as people do. */
export const ADDED_TENANTS = [
  "typed",
  "rotated",
  "added",
  "rekeyed",
  "resting",
  "leaving",
  "lasting",
  "late",
  "refreshed",
  "dismissed",
  "televised",
  "checked-paused",
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
  const small = { port: 0, agents: 24, queues: 3, speed: 5 };
  // Where it is mid-morning now: people are at work whenever the tests run.
  const calm = await startSimulator({ ...small, seed: 12, zone: "auto", tenants: [...ALERT_TENANTS] });
  const quiet = await startSimulator({
    ...small,
    seed: 13,
    zone: "auto",
    tenants: [...SETUP_TENANTS, ...SCREEN_TENANTS],
  });
  const watched = await startSimulator({
    ...small,
    seed: 14,
    zone: "auto",
    tenants: [...RELAY_TENANTS, ...SCREEN_TENANTS],
  });
  const added = await startSimulator({ ...small, seed: 15, zone: "auto", tenants: [...ADDED_TENANTS] });
  const rowOf = (tenant: string, origin: string) => ({
    tenant,
    name: `Test ${tenant}`,
    zone: "Europe/Berlin",
    upstream: { kind: "loopback", origin },
    clientId: tenant === "scopeless" ? "no-users-read" : tenant,
    clientSecret: tenant === "scopeless" ? "s" : tenant === "refused" ? "wrong" : `${tenant}-secret`,
  });
  const tenants = [
    ...TEST_TENANTS.map((tenant) => rowOf(tenant, simulator.url)),
    ...ALERT_TENANTS.map((tenant) => rowOf(tenant, calm.url)),
    ...SETUP_TENANTS.map((tenant) => rowOf(tenant, quiet.url)),
    ...[...RELAY_TENANTS, ...SCREEN_TENANTS].map((tenant) => rowOf(tenant, watched.url)),
  ];
  project.provide("tenants", JSON.stringify(tenants));
  project.provide("simulatorUrl", simulator.url);
  project.provide("addedUrl", added.url);
  return async () => {
    await Promise.all([simulator.close(), calm.close(), quiet.close(), watched.close(), added.close()]);
  };
}

declare module "vitest" {
  interface ProvidedContext {
    tenants: string;
    simulatorUrl: string;
    addedUrl: string;
  }
}
