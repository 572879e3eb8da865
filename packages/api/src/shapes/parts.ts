/** Small shapes that many others are made of. */
import { BOUNDS } from "@callboard/core";
import type { ByPerson } from "@callboard/protocol";
import { z } from "zod";
import { lazy, shapeOf } from "../lazy.ts";

/** Milliseconds since 1970, UTC. */
export const instant = lazy(() =>
  z.int().meta({
    id: "Instant",
    description: "Milliseconds since 1970, UTC.",
    examples: [1_763_800_000_000],
    override: { format: "int64" },
  }),
);

export const id = lazy(() => z.string().max(BOUNDS.idCharsMax));

export const byPerson = shapeOf<ByPerson>()(() =>
  z.strictObject({ by: z.string(), at: instant() }).meta({ id: "ByPerson", description: "Who, and when." }),
);

/** What a removal answers. */
export const removed = shapeOf<{ readonly id: string }>()(() => z.strictObject({ id: z.string() }));

/** Sentences about what is wrong; none where all is well. */
export const complaints = shapeOf<{ readonly complaints: readonly string[] }>()(() =>
  z.strictObject({ complaints: z.array(z.string()) }),
);

/** Where nothing is said: an empty object. */
export const nothing = lazy(() => z.strictObject({}));

export const counts = lazy(() => z.record(z.string(), z.number()));

/** What may be anything: it is looked at, and what is wrong with it is told. */
export const anything = lazy(() => z.looseObject({}));
