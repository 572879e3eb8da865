/** A rule that a person wrote, read and checked; every mistake is one sentence that names its place (SPEC N1). */
import type { Rule } from "./rule.ts";

export type RuleReading =
  | { readonly kind: "rule"; readonly rule: Rule }
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

/** Never throws, whatever comes. `complaints` is never empty. */
export function readRule(value: unknown): RuleReading {
  if (typeof value !== "object" || value === null)
    return { kind: "refused", complaints: ["A rule is an object."] };
  return { kind: "refused", complaints: ["A rule needs an `id`."] };
}
