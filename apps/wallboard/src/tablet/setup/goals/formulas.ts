/**
 * The four formulas with one example of all of them: of 100 contacts 70 were answered in time, 20 later, 10 gave up in time.
 * For explaining alone: no figure of the floor is computed here (SPEC W6).
 */
import type { ServiceLevelVariant } from "@callboard/protocol";

export const VARIANTS = [
  "ignoreAbandons",
  "abandonsMissed",
  "abandonsMet",
  "answeredOnly",
] as const satisfies readonly ServiceLevelVariant[];

export const EXAMPLE = { offered: 100, inTime: 70, late: 20, gaveUp: 10 } as const;

/** The example's service level in percent. */
export function examplePct(variant: ServiceLevelVariant): number {
  const { offered, inTime, late, gaveUp } = EXAMPLE;
  switch (variant) {
    case "ignoreAbandons":
      return (100 * inTime) / (offered - gaveUp);
    case "abandonsMissed":
      return (100 * inTime) / offered;
    case "abandonsMet":
      return (100 * (inTime + gaveUp)) / offered;
    case "answeredOnly":
      return (100 * inTime) / (inTime + late);
    default:
      return variant satisfies never;
  }
}
