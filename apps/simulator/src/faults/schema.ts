/**
 * Every fault by name, with its parameters: the one schema behind the control API, the page and scenario
 * files. A lasting fault stays until it is switched off (`on: false`), until its `seconds` are over, or until
 * `calm`; an act happens once.
 */

import { z } from "zod";
import { MAX_DELAY_MS, MAX_FAULT_SECONDS, MAX_OVERSIZE_BYTES } from "../bounds.ts";

const probability = z.number().min(0).max(1);
const delayMs = z.number().int().min(0).max(MAX_DELAY_MS);
const seconds = z.number().positive().max(MAX_FAULT_SECONDS);

/** What every lasting fault has beside its own parameters. */
const lasting = { on: z.boolean().default(true), seconds: seconds.optional() };

const refuse = z.strictObject({
  fault: z.literal("refuse"),
  where: z.enum(["handshake", "rest", "token"]),
  /** 429, 401, 403 or a 5xx. */
  status: z
    .number()
    .int()
    .refine((status) => [401, 403, 429].includes(status) || (status >= 500 && status <= 599), {
      message: "must be 401, 403, 429 or 500 to 599",
    })
    .default(503),
  retryAfterSeconds: z.number().int().min(0).max(3_600).optional(),
  probability: probability.default(1),
  ...lasting,
});

const only = z.enum(["agent_state_change", "queue_stats_update", "interaction_state_change"]).optional();

const lastingFaults = [
  refuse,
  z.strictObject({
    fault: z.literal("delay"),
    ms: delayMs.default(500),
    jitterMs: delayMs.default(0),
    ...lasting,
  }),
  z.strictObject({ fault: z.literal("lose"), probability: probability.default(0.1), only, ...lasting }),
  z.strictObject({ fault: z.literal("duplicate"), probability: probability.default(0.1), ...lasting }),
  z.strictObject({
    fault: z.literal("reorder"),
    probability: probability.default(0.2),
    ms: delayMs.default(1_000),
    ...lasting,
  }),
  z.strictObject({ fault: z.literal("garble"), probability: probability.default(0.05), ...lasting }),
  z.strictObject({ fault: z.literal("cut"), probability: probability.default(0.3), ...lasting }),
  z.strictObject({
    fault: z.literal("pack"),
    values: z.number().int().min(2).max(1_000).default(5),
    separator: z.enum(["newline", "none"]).default("newline"),
    ...lasting,
  }),
  z.strictObject({ fault: z.literal("silence"), ...lasting }),
  z.strictObject({ fault: z.literal("short-states"), ms: delayMs.default(2_000), ...lasting }),
  z.strictObject({
    fault: z.literal("hang"),
    where: z.enum(["handshake", "rest", "both"]).default("both"),
    ...lasting,
  }),
  z.strictObject({ fault: z.literal("slow-rest"), ms: delayMs.default(5_000), ...lasting }),
  z.strictObject({
    fault: z.literal("empty-arrays"),
    where: z.enum(["users", "agents", "both"]).default("both"),
    ...lasting,
  }),
  z.strictObject({ fault: z.literal("partial-lists"), probability: probability.default(0.2), ...lasting }),
  z.strictObject({
    fault: z.literal("skew"),
    ms: z.number().int().min(-86_400_000).max(86_400_000).default(120_000),
    ...lasting,
  }),
  z.strictObject({ fault: z.literal("unknown-type"), probability: probability.default(0.05), ...lasting }),
  z.strictObject({ fault: z.literal("unknown-state"), probability: probability.default(0.05), ...lasting }),
  z.strictObject({
    fault: z.literal("oversize"),
    probability: probability.default(0.01),
    bytes: z.number().int().min(1_024).max(MAX_OVERSIZE_BYTES).default(2_000_000),
    ...lasting,
  }),
] as const;

const acts = [
  z.strictObject({ fault: z.literal("drop"), code: z.number().int().min(3000).max(4999).optional() }),
  z.strictObject({ fault: z.literal("partition"), seconds: seconds.default(20) }),
  z.strictObject({ fault: z.literal("revoke") }),
  z.strictObject({ fault: z.literal("calm") }),
] as const;

const lastingSchema = z.discriminatedUnion("fault", lastingFaults);
const actSchema = z.discriminatedUnion("fault", acts);

/** One fault to switch or to play. */
export const faultCommandSchema = z.discriminatedUnion("fault", [...lastingFaults, ...acts]);

/** The body of `POST /_control/faults`: one command or several, carried out in order. */
export const faultRequestSchema = z.preprocess(
  (body) => (Array.isArray(body) ? body : [body]),
  z.array(faultCommandSchema).min(1).max(100),
);

export type FaultCommand = z.output<typeof faultCommandSchema>;
/** A command as a caller writes it: defaults left out. */
export type FaultInput = z.input<typeof faultCommandSchema>;
export type LastingFault = z.output<typeof lastingSchema>;
export type Act = z.output<typeof actSchema>;
export type LastingName = LastingFault["fault"];
export type RefusePlace = z.output<typeof refuse>["where"];

export function isAct(command: FaultCommand): command is Act {
  return acts.some((act) => act.shape.fault.value === command.fault);
}
