/**
 * Reads a sink as people enter it. It is the only way into the store: what it lets through can be delivered to. It must
 * never throw, and never repeat a secret or an address in a complaint.
 */
import { BOUNDS } from "@callboard/core";
import { z } from "zod";
import type { Sink } from "../sink.ts";
import { isAllowedUrl } from "./allowed-url.ts";

export interface ReadSinkOptions {
  /** The deployment is a developer's own machine: loopback receivers are allowed, and stand-ins for Slack and Teams. */
  readonly isLocal: boolean;
  /** The sink as it is stored under this id, or `null`: what is left out of an update stays as it was. */
  readonly previous: Sink | null;
  /** Called once where a webhook has no secret yet. Gives `whsec_<base64>`. */
  readonly newSecret: () => string;
}

export type SinkRead =
  | { readonly kind: "sink"; readonly sink: Sink }
  /** Sentences for the person who entered it, each saying what to do. Never empty. */
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

const common = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(64),
  name: z.string().min(1).max(BOUNDS.nameCharsMax),
  enabled: z.boolean().default(true),
};
const shape = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("webhook"), url: z.string(), secret: z.string().optional() }),
  z.strictObject({ ...common, kind: z.literal("slack"), url: z.string() }),
  z.strictObject({ ...common, kind: z.literal("teams"), url: z.string() }),
  z.strictObject({
    ...common,
    kind: z.literal("pagerduty"),
    routingKey: z.string(),
    serviceRegion: z.enum(["us", "eu"]).default("us"),
  }),
  z.strictObject({ ...common, kind: z.literal("email"), from: z.string(), to: z.array(z.string()).min(1) }),
]);

/** `value` is parsed JSON: `{id, kind, name, enabled?, …}` with the fields of its kind. */
export function readSink(value: unknown, options: ReadSinkOptions): SinkRead {
  const read = shape.safeParse(value);
  if (!read.success) return { kind: "refused", complaints: read.error.issues.map((issue) => issue.message) };
  const entered = read.data;
  if ("url" in entered) {
    const verdict = isAllowedUrl(entered.url, options);
    if (verdict.kind === "refused") return { kind: "refused", complaints: [verdict.why] };
  }
  if (entered.kind !== "webhook") return { kind: "sink", sink: entered };
  const { secret, ...rest } = entered;
  return { kind: "sink", sink: { ...rest, secrets: [secret ?? options.newSecret()] } };
}
