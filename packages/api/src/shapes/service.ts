/** The deployment's own health, and this document. */
import { z } from "zod";
import { lazy } from "../lazy.ts";

export const health = lazy(() =>
  z
    .strictObject({
      status: z.enum(["ok", "needs attention"]),
      build: z.string(),
      tenants: z.number(),
      complaints: z
        .array(z.string())
        .meta({ description: "A sentence for each thing that is not in order." }),
      interpretedContracts: z.array(z.string()).meta({
        description: "Message contracts that run on the slow path in this runtime; empty is right.",
      }),
    })
    .meta({ id: "Health" }),
);

export const openapi = lazy(() =>
  z.looseObject({ openapi: z.string() }).meta({ description: "An OpenAPI 3.1 document." }),
);
