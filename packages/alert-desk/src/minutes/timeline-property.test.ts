/** A timeline is what happened, wherever somebody saw it, and nothing at all elsewhere. */
import type { AgentState } from "@callboard/core";
import { START } from "@callboard/shell/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rig, value } from "../../test/rig.ts";

const AGENTS = Array.from({ length: 40 }, (_, nth) => (nth === 0 ? "__proto__" : `agent,"${nth}`));
const STATES = ["READY", "NOT_READY", "CALL", "WRAP_UP"] as const satisfies readonly AgentState[];

const second = fc.record({
  moves: fc.array(fc.tuple(fc.nat(AGENTS.length - 1), fc.constantFrom(...STATES)), { maxLength: 6 }),
  what: fc.constantFrom(..."going going going going going going going blind blind restart".split(" ")),
});

describe("a timeline", () => {
  it("[D17] is the truth at every instant that was seen, and a hole at every other, through restarts", () => {
    fc.assert(
      fc.property(fc.array(second, { minLength: 100, maxLength: 200 }), fc.nat(60), (story, fromSecond) => {
        const rig = new Rig();
        rig.floor.hire("nobody");
        rig.pass(1);
        const states = new Map<string, AgentState>();
        const truth: Map<string, AgentState>[] = [new Map()];
        const live = [true];
        for (const { moves, what } of story) {
          for (const [nth, state] of moves) {
            const id = AGENTS[nth] ?? "";
            if (states.get(id) !== state) rig.floor.move(id, state);
            states.set(id, state);
          }
          rig.floor.feed = what === "blind" ? "stale" : "live";
          if (what === "restart") rig.restart();
          rig.pass(1);
          truth.push(new Map(states));
          live.push(what !== "blind");
        }
        const from = START + fromSecond * 1_000;
        for (const agentId of AGENTS) {
          const { spans } = value(rig.desk.timeline({ agentId, from }));
          const told: AgentState[][] = [];
          const wanted: AgentState[][] = [];
          for (let nth = fromSecond + 1; nth < truth.length; nth += 1) {
            const at = START + nth * 1_000 - 500;
            const found = spans.filter(
              (span) => span.from <= at && at < (span.to ?? Number.POSITIVE_INFINITY),
            );
            told.push(found.map((span) => span.state));
            const isSeen = live[nth] === true && live[nth - 1] === true;
            const state = truth[nth - 1]?.get(agentId);
            wanted.push(isSeen && state !== undefined ? [state] : []);
          }
          expect({ agentId, told }).toEqual({ agentId, told: wanted });
        }
        rig.sql.close();
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
