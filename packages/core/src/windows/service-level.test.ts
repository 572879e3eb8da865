import { describe, expect, test } from "vitest";
import { SERVICE_LEVEL_VARIANTS } from "../vocabulary.ts";
import { emptySums } from "./ring.ts";
import { abandonPct, ahtSeconds, asaSeconds, serviceLevelOf, serviceLevelPct } from "./service-level.ts";

/** Of 100 offered: 70 answered in time, 20 later, 10 gave up in time. */
const GUIDE = {
  ...emptySums(),
  offered: 100,
  answered: 90,
  abandoned: 10,
  answeredWithin: 70,
  abandonedWithin: 10,
};
const NOTHING = { ...emptySums(), offered: 0 };

describe("service level", () => {
  test.each([
    ["ignoreAbandons", 77.8],
    ["abandonsMissed", 70],
    ["abandonsMet", 80],
    ["answeredOnly", 77.8],
  ] as const)("[W6] %s of the worked example is %s %%", (variant, expected) => {
    expect(serviceLevelPct(variant, GUIDE)).toBeCloseTo(expected, 1);
  });

  test("[W6] the formulas part ways where some gave up late", () => {
    const late = { ...GUIDE, abandonedWithin: 4 };
    const said = SERVICE_LEVEL_VARIANTS.map((variant) => serviceLevelPct(variant, late)?.toFixed(2));
    expect(said).toEqual(["72.92", "70.00", "74.00", "77.78"]);
  });

  test("[W6] shares of two queues are put together by what each is a share of", () => {
    const other = {
      ...emptySums(),
      offered: 8,
      answered: 5,
      abandoned: 3,
      answeredWithin: 2,
      abandonedWithin: 1,
    };
    const both = {
      offered: GUIDE.offered + other.offered,
      answered: GUIDE.answered + other.answered,
      answeredWithin: GUIDE.answeredWithin + other.answeredWithin,
      abandonedWithin: GUIDE.abandonedWithin + other.abandonedWithin,
    };
    for (const variant of SERVICE_LEVEL_VARIANTS) {
      const whole = [GUIDE, other].map((sums) => serviceLevelOf(variant, sums));
      const met = [GUIDE, other].map(
        (sums, at) => ((serviceLevelPct(variant, sums) ?? 0) * (whole[at] ?? 0)) / 100,
      );
      const together = (100 * (met[0] ?? 0) + 100 * (met[1] ?? 0)) / ((whole[0] ?? 0) + (whole[1] ?? 0));
      expect(together).toBeCloseTo(serviceLevelPct(variant, both) ?? Number.NaN, 9);
    }
  });

  test("[W7] of nothing there is no service level: neither 0 nor 100", () => {
    for (const variant of SERVICE_LEVEL_VARIANTS) expect(serviceLevelPct(variant, NOTHING)).toBeNull();
    const allGaveUpInTime = { ...NOTHING, offered: 3, abandoned: 3, abandonedWithin: 3 };
    expect(serviceLevelPct("ignoreAbandons", allGaveUpInTime)).toBeNull();
    expect(serviceLevelPct("answeredOnly", allGaveUpInTime)).toBeNull();
    expect(serviceLevelPct("abandonsMissed", allGaveUpInTime)).toBe(0);
    expect(serviceLevelPct("abandonsMet", allGaveUpInTime)).toBe(100);
  });
});

describe("other ratios", () => {
  test("[W7] average speed of answer is the mean wait of the answered", () => {
    expect(asaSeconds({ waitMs: 90_000, answered: 4 })).toBe(22.5);
    expect(asaSeconds({ waitMs: 0, answered: 0 })).toBeNull();
  });

  test("[W7] handle time is mean talk plus mean wrap-up, each over its own number", () => {
    expect(ahtSeconds({ talkMs: 600_000, talks: 3, wrapMs: 60_000, wraps: 2 })).toBe(230);
    expect(ahtSeconds({ talkMs: 600_000, talks: 3, wrapMs: 0, wraps: 0 })).toBe(200);
    expect(ahtSeconds({ talkMs: 0, talks: 0, wrapMs: 60_000, wraps: 2 })).toBeNull();
  });

  test("[W7] short abandons leave the abandon rate above and below the line", () => {
    const figures = { abandoned: 10, offered: 100, shortAbandoned: 4 };
    expect(abandonPct(figures, { excludeShort: false })).toBe(10);
    expect(abandonPct(figures, { excludeShort: true })).toBe(6.25);
    const onlyShort = { abandoned: 4, offered: 4, shortAbandoned: 4 };
    expect(abandonPct(onlyShort, { excludeShort: true })).toBeNull();
  });
});
