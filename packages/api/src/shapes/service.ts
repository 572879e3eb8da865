/** The deployment's own health, and this document. */
import { z } from "zod";
import { lazy } from "../lazy.ts";

export const health = lazy(() =>
  z
    .strictObject({
      status: z.enum(["ok", "needs attention"]),
      build: z.string(),
      tenants: z.number().optional(),
      complaints: z
        .array(z.string())
        .optional()
        .meta({ description: "A sentence for each thing that is not in order." }),
      interpretedContracts: z.array(z.string()).optional().meta({
        description: "Message contracts that run on the slow path in this runtime; empty is right.",
      }),
    })
    .meta({ id: "Health" }),
);

export const openapi = lazy(() =>
  z.looseObject({ openapi: z.string() }).meta({ description: "An OpenAPI 3.1 document." }),
);

const PARTS_MAX = 100;

export const metricsQuery = lazy(() =>
  z
    .object({
      tenant: z.string().optional().meta({ description: "This tenant alone." }),
      part: z.coerce
        .number<number | string>()
        .int()
        .min(0)
        .max(PARTS_MAX - 1)
        .default(0),
      of: z.coerce.number<number | string>().int().min(1).max(PARTS_MAX).default(1),
    })
    .refine(({ part, of }) => part < of, { path: ["part"], message: "is below `of`: the first is 0" }),
);
