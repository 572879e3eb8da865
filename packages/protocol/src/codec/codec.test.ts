/** The compact text and the frames are one another's mirror, and no text makes the decoder throw. */
import { AGENT_STATES, BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agentLike,
  alertings,
  alertLike,
  alertLists,
  countsLike,
  createRefs,
  feeds,
  names,
  queueLike,
  snapshots,
} from "../../test/boards.ts";
import { type BeatFrame, type DeltaFrame, PROTOCOL_VERSION, type SnapshotFrame } from "../frames.ts";
import { createDecoder } from "./decode.ts";
import { encodeBeat, encodeDelta, encodeOrder, encodeSnapshot } from "./encode.ts";

const EMPTY: SnapshotFrame = {
  type: "snapshot",
  build: "b1",
  setupRevision: 0,
  epoch: "e1",
  seq: 1,
  at: 1_795_000_000_000,
  site: { tenant: "demo", name: "Demo", zone: "UTC" },
  feed: { state: "live", since: 0, asOf: null, clock: null, reconciledAt: null, advice: "" },
  counts: { byState: AGENT_STATES.map(() => 0), routable: 0, readyNotRoutable: 0, readyUnknown: 0 },
  agents: [],
  queues: [],
  alerting: { state: "unheard", since: 0, more: 0 },
  alerts: [],
};

const deltaOn = (base: SnapshotFrame, change: Partial<DeltaFrame>): DeltaFrame => ({
  type: "delta",
  epoch: base.epoch,
  base: base.seq,
  seq: base.seq + 1,
  at: base.at + 100,
  feed: base.feed,
  alerting: base.alerting,
  counts: base.counts,
  agents: [],
  removedAgents: [],
  queues: [],
  removedQueues: [],
  alerts: [],
  removedAlerts: [],
  ...change,
});

describe("an order", () => {
  it.each(["identify", "reload"] as const)("to %s comes back as it was, before any board too", (order) => {
    const frame = { type: "order", id: "o1", order, number: 7 } as const;
    expect(createDecoder().decode(encodeOrder(frame))).toEqual({ kind: "order", order: frame });
  });

  it("that is not known is invalid", () => {
    expect(createDecoder().decode('[3,"o1",2,7]')).toEqual({ kind: "invalid", detail: "order" });
  });
});

describe("a snapshot", () => {
  it("comes back exactly as it was, hostile names and absent figures included", () => {
    fc.assert(
      fc.property(snapshots, (frame) => {
        const decoded = createDecoder().decode(encodeSnapshot(frame, createRefs()));
        expect(decoded).toEqual({ kind: "frame", frame });
      }),
    );
  });

  it("of another protocol version is invalid", () => {
    const text = encodeSnapshot(EMPTY, createRefs()).replace(
      `[0,${PROTOCOL_VERSION},`,
      `[0,${PROTOCOL_VERSION + 1},`,
    );
    expect(createDecoder().decode(text)).toEqual({ kind: "invalid", detail: "version" });
  });
});

describe("a delta", () => {
  it("comes back exactly, for agents the snapshot introduced and for new ones", () => {
    const change = fc.record({
      shuffle: fc.array(agentLike(fc.constant("?")), { maxLength: 6 }),
      newcomers: fc.uniqueArray(agentLike(names), { selector: (agent) => agent.id, maxLength: 4 }),
      queues: fc.array(queueLike(names), { maxLength: 3 }),
      feed: feeds,
      counts: countsLike,
      removed: fc.nat({ max: 3 }),
      removedQueues: fc.uniqueArray(names, { maxLength: 3 }),
      alerting: alertings,
      alerts: alertLists(names, 3),
      removedAlerts: fc.uniqueArray(names, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(snapshots, change, (base, { shuffle, newcomers, removed, ...rest }) => {
        const refOf = createRefs();
        const decoder = createDecoder();
        decoder.decode(encodeSnapshot(base, refOf));
        const known = new Set(base.agents.map((agent) => agent.id));
        const moved = base.agents.slice(0, shuffle.length).map((agent, place) => ({
          agent: { ...agent, ...shuffle[place], id: agent.id, name: agent.name, team: agent.team },
          isIntroduced: false,
        }));
        const added = newcomers
          .filter((agent) => !known.has(agent.id))
          .map((agent) => ({ agent, isIntroduced: true }));
        const removedAgents = base.agents.slice(shuffle.length, shuffle.length + removed).map(({ id }) => id);
        const agents = [...moved, ...added];
        const frame = deltaOn(base, { agents, removedAgents, ...rest });
        expect(decoder.decode(encodeDelta(frame, refOf))).toEqual({ kind: "frame", frame });
      }),
    );
  });

  it("about an agent nobody introduced is invalid", () => {
    const [agent] = fc.sample(agentLike(fc.constant("a1")), { numRuns: 1, seed: 1 });
    if (agent === undefined) throw new Error("no sample");
    const refOf = createRefs();
    const decoder = createDecoder();
    decoder.decode(encodeSnapshot(EMPTY, refOf));
    const text = encodeDelta(deltaOn(EMPTY, { agents: [{ agent, isIntroduced: false }] }), refOf);
    expect(decoder.decode(text)).toEqual({ kind: "invalid", detail: "unknown ref" });
  });

  it("of another epoch, or before any snapshot, is invalid: its numbers name nobody we know", () => {
    const refOf = createRefs();
    const text = encodeDelta(deltaOn(EMPTY, {}), refOf);
    expect(createDecoder().decode(text)).toEqual({ kind: "invalid", detail: "another epoch" });
    const decoder = createDecoder();
    decoder.decode(encodeSnapshot({ ...EMPTY, epoch: "e2" }, refOf));
    expect(decoder.decode(text)).toEqual({ kind: "invalid", detail: "another epoch" });
  });

  it("that removes somebody who was never introduced removes nobody", () => {
    const refOf = createRefs();
    const decoder = createDecoder();
    decoder.decode(encodeSnapshot(EMPTY, refOf));
    const decoded = decoder.decode(encodeDelta(deltaOn(EMPTY, { removedAgents: ["came-and-went"] }), refOf));
    expect(decoded).toMatchObject({ kind: "frame", frame: { removedAgents: [] } });
  });

  it("that comes a second time, late, does not bring an old name back", () => {
    const [sample] = fc.sample(agentLike(fc.constant("a1")), { numRuns: 1, seed: 2 });
    if (sample === undefined) throw new Error("no sample");
    const named = (name: string, isIntroduced: boolean) => [{ agent: { ...sample, name }, isIntroduced }];
    const refOf = createRefs();
    const decoder = createDecoder();
    decoder.decode(encodeSnapshot(EMPTY, refOf));
    const older = encodeDelta(deltaOn(EMPTY, { agents: named("Old", true) }), refOf);
    decoder.decode(older);
    decoder.decode(encodeDelta(deltaOn(EMPTY, { base: 2, seq: 3, agents: named("New", true) }), refOf));
    decoder.decode(older);
    const last = deltaOn(EMPTY, { base: 3, seq: 4, agents: named("?", false) });
    expect(decoder.decode(encodeDelta(last, refOf))).toMatchObject({
      frame: { agents: [{ agent: { name: "New" } }] },
    });
  });
});

describe("a queue of which only the count of routable agents moved", () => {
  const held = fc.uniqueArray(queueLike(names), {
    selector: (queue) => queue.id,
    minLength: 1,
    maxLength: 4,
  });

  it("comes back whole from its count, over any number of deltas", () => {
    fc.assert(
      fc.property(held, fc.array(fc.nat({ max: 900 }), { minLength: 1, maxLength: 5 }), (queues, counts) => {
        const refOf = createRefs();
        const decoder = createDecoder();
        decoder.decode(encodeSnapshot({ ...EMPTY, queues }, refOf));
        const ids = new Set(queues.map(({ id }) => id));
        for (const [index, routableAgents] of counts.entries()) {
          const frame = deltaOn(EMPTY, {
            base: index + 1,
            seq: index + 2,
            queues: queues.map((queue) => ({ ...queue, routableAgents })),
          });
          expect(decoder.decode(encodeDelta(frame, refOf, ids))).toEqual({ kind: "frame", frame });
        }
      }),
    );
  });

  it("is told in a few characters", () => {
    const [queue] = fc.sample(queueLike(fc.constant("q1")), { numRuns: 1, seed: 1 });
    if (queue === undefined) throw new Error("no sample");
    const frame = deltaOn(EMPTY, { queues: [{ ...queue, id: "q1", routableAgents: 7 }] });
    const fields = JSON.parse(encodeDelta(frame, createRefs(), new Set(["q1"])));
    expect(fields[12]).toEqual([[1, 7]]);
  });

  it("and that nobody has told whole is invalid", () => {
    const [queue] = fc.sample(queueLike(fc.constant("q1")), { numRuns: 1, seed: 1 });
    if (queue === undefined) throw new Error("no sample");
    const decoder = createDecoder();
    decoder.decode(encodeSnapshot(EMPTY, createRefs()));
    const text = encodeDelta(deltaOn(EMPTY, { queues: [queue] }), createRefs(), new Set([queue.id]));
    expect(decoder.decode(text)).toEqual({ kind: "invalid", detail: "unknown queue" });
  });

  it("is put into the newest row, not into one that came a second time, late", () => {
    const [sample] = fc.sample(queueLike(fc.constant("q1")), { numRuns: 1, seed: 2 });
    if (sample === undefined) throw new Error("no sample");
    const refOf = createRefs();
    const decoder = createDecoder();
    decoder.decode(encodeSnapshot(EMPTY, refOf));
    const older = encodeDelta(deltaOn(EMPTY, { queues: [{ ...sample, waiting: 1 }] }), refOf);
    decoder.decode(older);
    const newer = { ...sample, waiting: 2 };
    decoder.decode(encodeDelta(deltaOn(EMPTY, { base: 2, seq: 3, queues: [newer] }), refOf));
    decoder.decode(older);
    const last = deltaOn(EMPTY, { base: 3, seq: 4, queues: [{ ...newer, routableAgents: 5 }] });
    expect(decoder.decode(encodeDelta(last, refOf, new Set([sample.id])))).toEqual({
      kind: "frame",
      frame: last,
    });
  });
});

describe("alerts", () => {
  it("beyond what a board may list are not read: whoever writes must cut and count them", () => {
    const [sample] = fc.sample(alertLike(fc.constant("?")), { numRuns: 1, seed: 1 });
    if (sample === undefined) throw new Error("no sample");
    const listOf = (length: number) => Array.from({ length }, (_, n) => ({ ...sample, id: `x${n}` }));
    const read = (length: number) =>
      createDecoder().decode(encodeSnapshot({ ...EMPTY, alerts: listOf(length) }, createRefs()));
    expect(read(BOUNDS.alertsShownMax)).toMatchObject({ kind: "frame" });
    expect(read(BOUNDS.alertsShownMax + 1)).toEqual({ kind: "invalid", detail: "alerts" });
  });

  it.each([
    ["severity", 3, 9],
    ["flags", 4, -1],
    ["entity", 5, ["agent", "a1"]],
    ["entity", 5, [7, "a1"]],
    ["instant", 7, "soon"],
    ["unit", 11, 44],
    ["count of comments", 12, 1.5],
    ["person", 13, [0, 5]],
    ["comment", 15, [1, 5]],
  ])("with a %s that nobody knows are invalid", (_what, place, junk) => {
    const [sample] = fc.sample(alertLike(fc.constant("x1")), { numRuns: 1, seed: 3 });
    if (sample === undefined) throw new Error("no sample");
    const fields = JSON.parse(encodeSnapshot({ ...EMPTY, alerts: [sample] }, createRefs()));
    fields[14][0][place] = junk;
    expect(createDecoder().decode(JSON.stringify(fields)).kind).toBe("invalid");
  });
});

describe("a beat", () => {
  it("comes back exactly", () => {
    fc.assert(
      fc.property(snapshots, ({ epoch, seq, at, feed, alerting, build, setupRevision }) => {
        const frame: BeatFrame = { type: "beat", epoch, seq, at, feed, alerting, build, setupRevision };
        expect(createDecoder().decode(encodeBeat(frame))).toEqual({ kind: "frame", frame });
      }),
    );
  });
});

describe("the decoder", () => {
  it("answers any text with a value, never with a throw", () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom("", "pong", "[]", "[0]", "[1,null]", "{}"));
    fc.assert(
      fc.property(text, (message) => {
        expect(createDecoder().decode(message).kind).toBe("invalid");
      }),
    );
  });

  it("survives a frame with any one of its values replaced, and never half-learns from it", () => {
    fc.assert(
      fc.property(snapshots, fc.nat(), fc.jsonValue(), (frame, place, junk) => {
        const refOf = createRefs();
        const fields = JSON.parse(encodeSnapshot(frame, refOf));
        fields[place % fields.length] = junk;
        const decoder = createDecoder();
        const decoded = decoder.decode(JSON.stringify(fields));
        expect(["frame", "invalid"]).toContain(decoded.kind);
        expect(decoder.decode(encodeSnapshot(frame, refOf))).toEqual({ kind: "frame", frame });
      }),
    );
  });
});
