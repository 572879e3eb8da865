import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { idleRule, Rig, value, WEBHOOK } from "../../test/rig.ts";

/** Everything that is stored, history unpacked. */
function dumpOf(rig: Rig): string {
  const tables = rig.sql.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'");
  const rows = tables
    .filter(({ name }) => name !== "chunk_part")
    .map(({ name }) => JSON.stringify(rig.sql.all(`SELECT * FROM ${name}`)).replaceAll("\\", ""));
  const chunks = rig.sql
    .all<{ bytes: Uint8Array }>("SELECT bytes FROM chunk_part ORDER BY chunk_id, part")
    .map(({ bytes }) => gunzipSync(bytes).toString());
  return [...rows, ...chunks].join("\n");
}

const LEAVER = "agent-7f3a";
const NAME = "Zoë O'Neill-Ćurić";

/** Somebody whose alert fired, was told and commented on, and who has left a floor on which somebody else goes on. */
function afterLeaving(): Rig {
  const rig = new Rig().onlyRules(idleRule(10)).sinks(WEBHOOK);
  rig.floor.hire(LEAVER, "t1", NAME).hire("a2").move(LEAVER, "READY").move("a2", "READY");
  rig.pass(2);
  rig.floor.move(LEAVER, "NOT_READY").move("a2", "NOT_READY");
  rig.pass(30);
  const id = rig.alerts({ entityId: LEAVER })[0]?.id ?? "";
  value(rig.desk.comment(id, "Maria", `Called ${NAME}.`));
  value(rig.desk.silence({ matcher: { agents: [LEAVER] }, minutes: 5, reason: "Training", by: "Maria" }));
  rig.floor.move(LEAVER, "READY").move("a2", "READY");
  rig.pass(10);
  rig.floor.leave(LEAVER);
  return rig.pass(200);
}

const erasuresOf = (rig: Rig) => value(rig.desk.data.erasures());
const isDone = (rig: Rig): boolean => erasuresOf(rig).every(({ state }) => state === "done");

describe("the deletion of one agent's past", () => {
  it("[D19] leaves neither id nor name in anything that is stored, and no count lower", () => {
    const rig = afterLeaving();
    const before = { dump: dumpOf(rig), alerts: rig.alerts().length, notices: rig.notices().length };
    expect(before.dump).toContain(LEAVER);
    expect(before.dump).toContain(NAME);
    expect(before.alerts).toBe(2);
    const begun = value(rig.desk.data.eraseAgent(LEAVER, "Maria", true));
    expect(begun).toMatchObject({ state: "working", agentId: LEAVER, by: "Maria" });
    rig.pass(200);
    const [erasure] = erasuresOf(rig);
    expect(erasure).toMatchObject({ state: "done", agentId: null });
    for (const count of Object.values(erasure?.changed ?? {})) expect(count).toBeGreaterThan(0);
    const dump = dumpOf(rig);
    expect(dump).not.toContain(LEAVER);
    expect(dump).not.toContain(NAME);
    expect(dump).toContain("a2");
    expect(rig.alerts()).toHaveLength(before.alerts);
    expect(rig.notices()).toHaveLength(before.notices);
    const gone = rig.alerts().find(({ entity }) => entity.id !== "a2");
    expect(gone).toMatchObject({ entityName: "deleted person" });
    expect(value(rig.desk.alert(gone?.id ?? "")).comments).toMatchObject([
      { text: "Called deleted person." },
    ]);
    const { from, to } = { from: rig.time.now() - 400_000, to: rig.time.now() };
    expect(value(rig.desk.timeline({ agentId: "a2", from, to })).spans.length).toBeGreaterThan(0);
  });

  it("[D19] goes on where it was when the object is lost at any call", () => {
    for (let call = 1; call < 400; call += 23) {
      const rig = afterLeaving();
      value(rig.desk.data.eraseAgent(LEAVER, "Maria", true));
      rig.loseAt = rig.calls + call;
      for (
        let second = 0;
        second < 200 && !(rig.calls > (rig.loseAt ?? 0) && !rig.isLost && isDone(rig));
        second += 1
      ) {
        rig.survive(() => rig.pass(1));
        if (rig.isLost) rig.restart();
      }
      rig.pass(120);
      expect(rig.life).toBeGreaterThan(0);
      expect([call, isDone(rig)]).toEqual([call, true]);
      expect([call, dumpOf(rig).includes(LEAVER), dumpOf(rig).includes(NAME)]).toEqual([call, false, false]);
    }
  });

  it("asked twice is one; of somebody on the floor the past goes, and they stay", () => {
    const rig = afterLeaving();
    rig.floor.move("a2", "NOT_READY");
    rig.pass(30);
    value(rig.desk.data.eraseAgent("a2", "Maria", true));
    value(rig.desk.data.eraseAgent("a2", "Maria", true));
    expect(erasuresOf(rig)).toHaveLength(1);
    rig.pass(300);
    expect(isDone(rig)).toBe(true);
    expect(rig.alerts({ state: "firing" }).map(({ entity }) => entity.id)).toEqual(["a2"]);
    expect(rig.alerts({ state: "resolved" }).some(({ entity }) => entity.id === "a2")).toBe(false);
  });
});
