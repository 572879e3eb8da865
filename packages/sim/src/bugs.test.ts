import { describe, expect, it } from "vitest";
import { BUGS } from "./bugs.ts";
import { hunt } from "./campaign.ts";
import type { Rule } from "./check/findings.ts";
import { planOf } from "./plan.ts";

const SEEDS = 200;
const LONG_MS = 300_000;

/**
 * What each planted bug breaks (it must be found as that, not as some other trouble that comes with it), and the seed from
 * which on it is looked for: those before it are known to say nothing, and cost time.
 */
const BREAKS = new Map<string, readonly [rules: readonly Rule[], from?: number]>([
  ["double-dialer", [["I11"]]],
  ["hasty-dialer", [["I11"]]],
  ["forgetful-ledger", [["recovery"], 14]],
  ["late-renewal", [["I11"]]],
  ["partial-is-whole", [["I1", "I2"], 33]],
  ["rest-always-wins", [["I1", "I2"]]],
  ["shared-answers", [["I1", "I12"], 12]],
  ["order-blind", [["I1", "I2"]]],
  ["counted-twice", [["windows"]]],
  ["dropped-delta", [["I8"]]],
  ["evergreen-label", [["I9"]]],
  ["falling-seq", [["I8"], 4]],
  ["seq-blind", [["I3"], 7]],
  ["gap-ignored", [["I3"], 2]],
  ["feed-trusted", [["I3", "I5"]]],
  ["hasty-thaw", [["I3", "I5"]]],
  ["readings-kept", [["I3"], 4]],
  ["stays-forgotten", [["I3", "I7"]]],
  ["commit-after-tell", [["I3", "I6", "I10"], 7]],
  ["walls-forgotten", [["I3", "I10"]]],
  ["ever-delivered", [["I6"], 2]],
  ["never-settled", [["I6"]]],
  ["new-id-each-try", [["I6"]]],
  ["ends-alone", [["I6"]]],
  ["self-beating", [["I9"], 80]],
  ["across-epochs", [["I8", "I1"], 90]],
  ["full-names-for-all", [["I8"]]],
]);

describe("a planted bug", () => {
  it.each(BUGS)(
    "is caught: $name",
    ({ name, ...bug }) => {
      const [rules, from = 0] = BREAKS.get(name) ?? [[]];
      const { caught } = hunt({ name, ...bug }, from, SEEDS);
      expect(rules).toContain(caught?.violation.rule);
    },
    LONG_MS,
  );

  it("is of every kind that the list promises", () => {
    expect(BUGS.map(({ name }) => name)).toEqual([...BREAKS.keys()]);
  });
});

describe("a seed's plan", () => {
  it("ends every fault before healing, and leaves time to find back", () => {
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const { tenants, healAtMs, endMs, startMs } = planOf(seed);
      for (const { faults, convergeMs } of tenants) {
        expect(healAtMs + convergeMs).toBeLessThan(endMs);
        for (const { fromMs, toMs } of faults) {
          expect(fromMs).toBeGreaterThanOrEqual(startMs);
          expect(toMs).toBeGreaterThanOrEqual(fromMs);
          expect(toMs).toBeLessThanOrEqual(healAtMs);
        }
      }
    }
  });

  it("is the same each time it is made", () => {
    expect(planOf(42)).toEqual(planOf(42));
  });
});
