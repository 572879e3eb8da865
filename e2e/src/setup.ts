/** Starts the shared stack once for all test files, and tells them where its parts are. */
import type { TestProject } from "vitest/node";
import { startStack } from "./stack.ts";

export interface Addresses {
  readonly wall: string;
  readonly smallCentre: string;
  readonly hostileCentre: string;
  readonly browser: string;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack();
  console.log(`Browser: ${stack.browser.name}`);
  project.provide("addresses", {
    wall: stack.worker.url,
    smallCentre: stack.small.origin,
    hostileCentre: stack.hostile.origin,
    browser: stack.browser.endpoint,
  });
  return stack.stop;
}

declare module "vitest" {
  interface ProvidedContext {
    addresses: Addresses;
  }
}
