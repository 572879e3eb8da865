import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { idleRig, lastOf, Rig } from "../../test/rig.ts";

describe("asking the desk for what is missing", () => {
  it("[D3] a row whose hole nobody can fill is to come again, and the desk is asked about it once", () => {
    const rig = idleRig();
    const { lastSeq } = rig.status;
    const asked = (): string[] => rig.floor.asked.filter((one) => one !== "show");
    const before = asked().length;
    const ahead = { ...rig.floor.close(), fromSeq: lastSeq + 500_000, toSeq: lastSeq + 500_001 };
    rig.give(lastOf(rig.floor.rows));
    const verdicts = rig.give(ahead);
    rig.time.advance(10_000);
    expect(verdicts).toEqual(["again"]);
    expect(rig.status.held).toBe(0);
    expect(asked().slice(before)).toEqual([`rows ${lastSeq + 1}`, "snapshot"]);
  });

  it("[D3] what came while the desk was answering is not let go by an answer that could not know of it", () => {
    const rig = idleRig();
    rig.floor.answerMs = 300;
    rig.floor.isAnswerOld = true;
    const { lastSeq } = rig.status;
    const far = rig.give({ ...lastOf(rig.floor.rows), fromSeq: lastSeq + 500_000, toSeq: lastSeq + 500_001 });
    rig.time.advance(BOUNDS.gapPatienceMs + 310);
    expect(rig.floor.asked.at(-1)).toBe("snapshot");
    const missing = rig.floor.close();
    const late = rig.give(rig.floor.close());
    rig.time.advance(300);
    expect([far, late]).toEqual([["again"], []]);
    expect(rig.give(missing)).toEqual(["committed"]);
    expect(late).toEqual(["committed"]);
  });

  it("[D3] a desk whose answers do not help is asked ever more seldom", () => {
    const rig = new Rig();
    rig.pass(1);
    rig.floor.restartLog("lineage-2");
    rig.floor.brokenBuild = true;
    rig.pass(1);
    const before = rig.floor.asked.filter((one) => one === "snapshot").length;
    rig.pass(120);
    const asked = rig.floor.asked.filter((one) => one === "snapshot").length - before;
    expect(asked).toBeLessThan(20);
    rig.floor.brokenBuild = false;
    rig.pass(60);
    expect(rig.status).toMatchObject({ lastSeq: rig.floor.seq, held: 0 });
  });
});
