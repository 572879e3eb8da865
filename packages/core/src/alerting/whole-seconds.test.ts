/** What is told of a time reads as it came out. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rule, Timeline } from "../../test/alerting-kit.ts";
import { explain } from "./explain.ts";
import { guideAlertOf } from "./guide-alert.ts";
import { inWholeSeconds } from "./whole-seconds.ts";

/** What evidence shows of a rule's one comparison, for an agent who has been in a state for so long. */
function shown(seconds: number, test: object) {
  const when = { field: "stateSeconds", ...test };
  const story = new Timeline([rule({ scope: { of: "agents" }, when })]);
  story.agent("0s", "ada", "NOT_READY").passes(`${seconds}s`);
  const [compared] = explain(story.engine, "rule", { kind: "agent", id: "ada" }).evidence?.compared ?? [];
  return [compared?.value, compared?.against, compared?.verdict];
}

describe("a time that was compared", () => {
  it.each([
    [900, { above: 900 }, [900, 900, "false"]],
    [900.001, { above: 900 }, [901, 900, "true"]],
    [912.9, { above: 900 }, [912, 900, "true"]],
    [900.5, { atLeast: 900 }, [900, 900, "true"]],
    [900.001, { atMost: 900 }, [901, 900, "false"]],
    [899.999, { below: 900 }, [899, 900, "true"]],
    [0.7, { above: 0.5 }, [1, 0.5, "true"]],
    [10.7, { above: { field: "callSeconds" } }, [10, null, "false"]],
  ])("[N24] %d seconds, %j, are told as %j", (seconds, test, told) => {
    expect(shown(seconds, test)).toEqual(told);
  });

  it("[N24] a queue's reading with parts of a second, too, in the guide's record also", () => {
    const story = new Timeline([
      rule({ scope: { of: "queues" }, when: { field: "waitSeconds", above: 120 } }),
    ]);
    const [passage] = story.reading("1s", "sales", { waitSeconds: 120.4 }).passages;
    expect(passage?.evidence.compared[0]).toMatchObject({ value: 121, against: 120, verdict: "true" });
    expect(passage?.figure).toMatchObject({ value: 121, threshold: 120 });
    expect(passage && guideAlertOf(passage)).toMatchObject({ duration_seconds: 121, threshold_seconds: 120 });
  });

  it("[N24] figures that are no times stay as they are", () => {
    const when = { field: "serviceLevelPct", below: 80.5 };
    const story = new Timeline([rule({ scope: { of: "queues" }, when })]);
    const [passage] = story.reading("1s", "sales", { serviceLevelPct: 80.25 }).passages;
    expect(passage?.figure).toMatchObject({ value: 80.25, threshold: 80.5 });
  });

  const orders: readonly ((left: number, right: number) => boolean)[] = [
    (left, right) => left > right,
    (left, right) => left >= right,
    (left, right) => left < right,
    (left, right) => left <= right,
  ];

  it("[N24] always reads as it came out, and is less than a second away", () => {
    const seconds = fc.integer({ min: -5_000, max: 5_000 }).map((ms) => ms / 1_000);
    fc.assert(
      fc.property(
        seconds,
        seconds,
        fc.boolean(),
        fc.constantFrom(...orders),
        (left, right, isWritten, order) => {
          const verdict = order(left, right);
          const [one, other] = inWholeSeconds([left, right], isWritten, (a, b) => order(a, b) === verdict);
          if (one === null || other === null) throw new Error("a side was lost");
          expect(order(one, other)).toBe(verdict);
          expect(Number.isInteger(one)).toBe(true);
          expect(isWritten ? other === right : Number.isInteger(other)).toBe(true);
          expect(Math.max(Math.abs(one - left), Math.abs(other - right))).toBeLessThan(1);
        },
      ),
    );
  });
});
