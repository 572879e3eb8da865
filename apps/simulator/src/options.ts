/** What the simulator can be told at start, checked: for the command line and for those who embed it. */

import { z } from "zod";
import { MAX_TENANTS } from "./bounds.ts";
import { scenarioSchema } from "./scenario.ts";
import { ALL_SCOPES, type Client } from "./tokens.ts";

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/i, "must be letters, digits and hyphens");

const clientSchema = z.strictObject({
  id: z.string().min(1).max(200),
  secret: z.string().min(1).max(200),
  tenant: name,
  /** Scopes that the registration allows; all three by default. */
  scopes: z.array(z.string()).default([...ALL_SCOPES]),
});

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

export const optionsSchema = z.strictObject({
  /** 0 takes any free port. */
  port: z.number().int().min(0).max(65_535).default(0),
  host: z.string().min(1).default("127.0.0.1"),
  agents: z.number().int().min(1).max(10_000).default(500),
  queues: z.number().int().min(1).max(1_000).default(30),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(7),
  /** Activity, not calendar (see packages/world/README.md). */
  speed: z.number().positive().max(100).default(1),
  /** An IANA zone, or "auto": one where it is mid-morning now. */
  zone: z
    .string()
    .refine((zone) => zone === "auto" || isZone(zone), {
      message: 'must be "auto" or an IANA zone such as Europe/Berlin',
    })
    .default("auto"),
  expiresInSeconds: z.number().int().min(1).max(86_400).default(3_600),
  tenants: z
    .array(name)
    .min(1)
    .max(MAX_TENANTS)
    .refine((names) => new Set(names).size === names.length, { message: "each tenant once" })
    .default(["demo"]),
  /** Clients beside each tenant's own `<tenant>` / `<tenant>-secret`; the same id replaces it. */
  clients: z.array(clientSchema).max(100).default([]),
  scenario: scenarioSchema.default([]),
  hostileNames: z.boolean().default(false),
  /** Extra transitions per second and tenant, of puppet agents, for benches. */
  eventsPerSecond: z.number().min(0).max(20_000).default(0),
});

/** Options as a caller writes them, all optional. */
export type SimulatorOptions = z.input<typeof optionsSchema>;
export type CheckedOptions = z.output<typeof optionsSchema>;

/** Every client that may sign in: one for each tenant, and the extra ones. */
export function clientsOf(options: CheckedOptions): Client[] {
  const own = options.tenants.map((tenant) => ({
    id: tenant,
    secret: `${tenant}-secret`,
    tenant,
    scopes: ALL_SCOPES,
  }));
  return [...own, ...options.clients];
}

/** One line for people on each thing that is wrong. */
export function explain(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "options"}: ${issue.message}`).join("\n");
}
