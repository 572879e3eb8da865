import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Changes, type FoldedRow } from "./changes.ts";

const NOTHING_ELSE = { removedAgents: [], removedQueues: [], alertIds: [], removedAlerts: [] };

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
      queues: [{ id: "q1", isIntroduced: true }],
      ...NOTHING_ELSE,
    });
    expect(changes.foldSince(1)).toEqual({
      agents: [{ id: "a1", isIntroduced: false }],
      queues: [],
      ...NOTHING_ELSE,
    });
    expect(changes.foldSince(2)).toEqual({ agents: [], queues: [], ...NOTHING_ELSE });
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
    expect(changes.foldSince(0)).toEqual({ agents: [], queues: [], ...NOTHING_ELSE });
    expect(changes.isDirty).toBe(false);
  });

  it("sends a queue that left and came back whole, within one frame or over several", () => {
    const changes = new Changes();
    changes.touchQueue("q1");
    changes.touchQueue("q2");
    changes.commit(1);
    changes.removeQueue("q1");
    changes.touchQueue("q1");
    changes.removeQueue("q2");
    expect(changes.seqOfQueue("q2")).toBe(1);
    changes.commit(2);
    expect(changes.foldSince(1)).toMatchObject({
      queues: [{ id: "q1", isIntroduced: true }],
      removedQueues: ["q2"],
    });
    expect(changes.seqOfQueue("q2")).toBeNull();
    changes.touchQueue("q2");
    changes.commit(3);
    expect(changes.foldSince(1)).toMatchObject({ removedQueues: ["q2"] });
    expect(changes.foldSince(2)?.queues).toEqual([{ id: "q2", isIntroduced: true }]);
  });

  it("remembers who left for as long as a delta may have to name them", () => {
    const changes = new Changes();
    for (const id of ["a1", "a2"]) changes.touchAgent(id);
    changes.commit(1);
    changes.removeAgent("a1");
    expect([...changes.removedAgents()]).toEqual(["a1"]);
    changes.commit(2);
    expect([...changes.removedAgents()]).toEqual(["a1"]);
  });

  it.each(["agents", "queues", "alerts"] as const)(
    "knows where the %s that left are too many to fold",
    (kind) => {
      const changes = new Changes();
      const of = (seq: number) => `${kind}-${seq}`;
      for (let seq = 1; seq <= BOUNDS.removalsMax + 1; seq += 1) {
        if (kind === "agents") changes.touchAgent(of(seq));
        else if (kind === "queues") changes.touchQueue(of(seq));
        else changes.touchAlert(of(seq));
      }
      changes.commit(1);
      for (let seq = 1; seq <= BOUNDS.removalsMax + 1; seq += 1) {
        if (kind === "agents") changes.removeAgent(of(seq));
        else if (kind === "queues") changes.removeQueue(of(seq));
        else changes.removeAlert(of(seq));
        changes.commit(seq + 1);
      }
      expect(changes.foldSince(1)).toBeNull();
      expect(changes.foldSince(2)).not.toBeNull();
      expect(changes.removedAgents().has("agents-1")).toBe(false);
    },
  );

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
      kind: fc.constantFrom("touch", "introduce", "remove", "touchQueue", "removeQueue", "commit"),
      id: fc.constantFrom(...ids),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const changes = new Changes();
        const floor = new Map<string, number>();
        const queues = new Map<string, number>();
        const copies: { floor: ReadonlyMap<string, number>; queues: ReadonlyMap<string, number> }[] = [
          { floor: new Map(), queues: new Map() },
        ];
        let version = 0;
        for (const { kind, id } of [...actions, { kind: "commit", id: "" }]) {
          version += 1;
          if (kind === "touch") changes.touchAgent(id);
          if (kind === "introduce") changes.introduceAgent(id);
          if (kind === "touch" || kind === "introduce") floor.set(id, version);
          if (kind === "remove" && floor.delete(id)) changes.removeAgent(id);
          if (kind === "touchQueue") {
            changes.touchQueue(id);
            queues.set(id, version);
          }
          if (kind === "removeQueue" && queues.delete(id)) changes.removeQueue(id);
          if (kind === "commit") {
            changes.commit(copies.length);
            copies.push({ floor: new Map(floor), queues: new Map(queues) });
          }
        }
        for (const [seq, copy] of copies.entries()) {
          const fold = changes.foldSince(seq);
          expect(foldedOnto(copy.floor, fold?.removedAgents, fold?.agents, floor)).toEqual(floor);
          expect(foldedOnto(copy.queues, fold?.removedQueues, fold?.queues, queues)).toEqual(queues);
        }
      }),
    );
  });
});

/** A copy after the delta, every row of which must be one that it knows or is introduced to. */
function foldedOnto(
  copy: ReadonlyMap<string, number>,
  removed: readonly string[] = [],
  rows: readonly FoldedRow[] = [],
  truth: ReadonlyMap<string, number>,
): Map<string, number> {
  const folded = new Map(copy);
  for (const id of removed) folded.delete(id);
  for (const { id, isIntroduced } of rows) {
    expect(isIntroduced || folded.has(id)).toBe(true);
    folded.set(id, truth.get(id) ?? -1);
  }
  return folded;
}
