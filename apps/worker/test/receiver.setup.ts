/** Starts the receiver of notices beside the simulator; a test tells its own inbox what to do. */
import type { TestProject } from "vitest/node";
import { startReceiver } from "./receiver.ts";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const receiver = await startReceiver();
  project.provide("receiverUrl", receiver.url);
  return () => receiver.close();
}

declare module "vitest" {
  interface ProvidedContext {
    receiverUrl: string;
  }
}
