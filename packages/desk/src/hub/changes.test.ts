import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Changes } from "./changes.ts";

describe("the ledger of changes", () => {
  it("tells of each seq what changed after it, a new agent as introduced", () => {
    const changes = new Changes();
    changes.touchAgent("a1");
    changes.touchQueue("q1");
    changes.commit(1);
    changes.touchAgent("a1");
    changes.commit(2);
    expect(changes.foldSince(0)).toEqual({
      agents: [{ id: "a1", isIntroduced: true }],
      queues: ["q1"],
      removedAgents: [],
    });
    expect(changes.foldSince(1)).toEqual({
      agents: [{ id: "a1", isIntroduced: false }],
      queues: [],
      removedAgents: [],
    });
    expect(changes.foldSince(2)).toEqual({ agents: [], queues: [], removedAgents: [] });
  });

  it("introduces an agent again whose name is news", () => {
    const changes = new Changes();
    changes.touchAgent("a1");
    changes.commit(1);
    changes.introduceAgent("a1");
    changes.commit(2);
    expect(changes.foldSince(1)?.agents).toEqual([{ id: "a1", isIntroduced: true }]);
  });

  it("introduces an agent who left and came back within one frame", () => {
    const changes = new Changes();
    changes.introduceAgent("a1");
    changes.commit(1);
    changes.removeAgent("a1");
    changes.touchAgent("a1");
    changes.commit(2);
    expect(changes.foldSince(1)).toMatchObject({
      agents: [{ id: "a1", isIntroduced: true }],
      removedAgents: [],
    });
  });

  it("does not speak of an agent who came and left within one frame", () => {
    const changes = new Changes();
    changes.touchAgent("a1");
    changes.removeAgent("a1");
    expect(changes.isDirty).toBe(true);
    changes.commit(1);
    expect(changes.foldSince(0)).toEqual({ agents: [], queues: [], removedAgents: [] });
    expect(changes.isDirty).toBe(false);
  });

  it("forgets the oldest removals beyond its bound, and says where only a snapshot will do", () => {
    const changes = new Changes();
    for (let seq = 1; seq <= BOUNDS.removalsMax + 1; seq += 1) {
      changes.touchAgent(`a${seq}`);
      changes.commit(2 * seq - 1);
      changes.removeAgent(`a${seq}`);
      changes.commit(2 * seq);
    }
    expect(changes.foldSince(0)).toBeNull();
    expect(changes.foldSince(1)).toBeNull();
    expect(changes.foldSince(2)?.removedAgents).toHaveLength(BOUNDS.removalsMax);
  });

  it("folded from any seq brings a copy of that seq to the present one", () => {
    const ids = ["a1", "a2", "a3"];
    const action = fc.record({
      kind: fc.constantFrom("touch", "introduce", "remove", "commit"),
      id: fc.constantFrom(...ids),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const changes = new Changes();
        const floor = new Map<string, number>();
        const copies: ReadonlyMap<string, number>[] = [new Map()];
        let version = 0;
        for (const { kind, id } of [...actions, { kind: "commit", id: "" }]) {
          version += 1;
          if (kind === "touch") changes.touchAgent(id);
          if (kind === "introduce") changes.introduceAgent(id);
          if (kind === "touch" || kind === "introduce") floor.set(id, version);
          if (kind === "remove" && floor.delete(id)) changes.removeAgent(id);
          if (kind === "commit") {
            changes.commit(copies.length);
            copies.push(new Map(floor));
          }
        }
        for (const [seq, copy] of copies.entries()) {
          const fold = changes.foldSince(seq);
          const folded = new Map(copy);
          for (const id of fold?.removedAgents ?? []) folded.delete(id);
          for (const { id, isIntroduced } of fold?.agents ?? []) {
            expect(isIntroduced || copy.has(id)).toBe(true);
            folded.set(id, floor.get(id) ?? -1);
          }
          expect(folded).toEqual(floor);
        }
      }),
    );
  });
});
