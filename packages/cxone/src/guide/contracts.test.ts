import { describe, expect, it } from "vitest";
import { z } from "zod";
import { compileFn } from "zod/v4/core";
import {
  agentRow,
  agentStateChange,
  firstFault,
  interactionStateChange,
  interpretedContracts,
  queueStatsUpdate,
} from "./contracts.ts";

/** How compiled code calls a child that was left to the slow path: `c1(c0, v0)`. */
const SLOW_CHILD = /\bc\d+\(c\d+, /;

describe("the hot contracts", () => {
  it("are compiled, and say so", () => {
    expect(interpretedContracts).toEqual([]);
  });

  // `strict` lets a container leave one child to the slow path without a word; this looks into the code itself.
  it.each([
    ["agent_state_change", agentStateChange],
    ["queue_stats_update", queueStatsUpdate],
    ["interaction_state_change", interactionStateChange],
    ["a row of ground truth", agentRow],
  ])("%s is compiled whole: no part of it runs on the slow path", (_, contract) => {
    const { code } = compileFn(contract, { debug: true });
    expect(code).toContain("return INVALID");
    expect(code).not.toMatch(SLOW_CHILD);
  });

  it("a part on the slow path would be seen", () => {
    const { code } = compileFn(z.object({ a: z.coerce.number() }), { debug: true });
    expect(code).toMatch(SLOW_CHILD);
  });
});

describe("a fault", () => {
  it("is told by its path and never repeats the text from outside", () => {
    const parsed = agentStateChange.safeParse({
      timestamp: "t",
      data: { user_id: "\u0000<script>", state: 7 },
    });
    const fault = firstFault(parsed.error ?? new z.ZodError([]));
    expect(fault).toMatch(/^data\.user_id: /);
    expect(fault).not.toContain("script");
  });

  it("without an issue has a name too", () => {
    expect(firstFault(new z.ZodError([]))).toBe("unreadable");
  });
});
