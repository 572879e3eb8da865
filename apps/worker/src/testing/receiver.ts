/** One test's inbox at the receiver that runs beside the tests: what it is to do, and what has come. */
import { env } from "cloudflare:workers";
import type { Received, ReceiverStep } from "./received.ts";

export function inboxOf(name: string) {
  const at = (part: string): string => `${env.RECEIVER_URL}/${part}/${name}`;
  return {
    url: at("hook"),
    received: async (): Promise<Received[]> => (await fetch(at("_received"))).json(),
    /** `secret` is that of the webhook's sink; without one nothing counts as verified. */
    plan: async (steps: readonly ReceiverStep[], secret: string | null = null): Promise<void> => {
      const response = await fetch(at("_plan"), { method: "PUT", body: JSON.stringify({ steps, secret }) });
      await response.body?.cancel();
    },
  };
}
