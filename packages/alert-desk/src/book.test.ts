import { describe, expect, it } from "vitest";
import { idleRig } from "../test/rig.ts";

/** The rules that the engine was packed with are not those that are in force: another build ships others. */
function otherBuild() {
  const rig = idleRig();
  rig.sql.all("UPDATE facts SET body = '{}' WHERE name = 'ruleSet'");
  return rig;
}

describe("rules of another build than the one that is stored", () => {
  it("[D14] are brought to the engine when the alert desk is opened", () => {
    const rig = otherBuild();
    rig.restart();
    expect(rig.alerts()).toEqual([]);
    const [stored] = rig.sql.all<{ body: string }>("SELECT body FROM facts WHERE name = 'ruleSet'");
    expect(stored?.body).toContain('"idle"');
  });

  it.each([
    ["read", /^SELECT body FROM facts WHERE name = 'ruleSet'/],
    ["written", /^INSERT/],
  ])(
    "[D14] that cannot be %s leave the alert desk closed, and it opens when the storage is well",
    (_, failing) => {
      const rig = otherBuild();
      rig.sql.failWhen = (statement) => failing.test(statement);
      rig.restart();
      expect(rig.desk.alerts({})).toMatchObject({ kind: "refused", status: 503 });
      expect(rig.give(rig.floor.close())).toEqual(["again"]);
      rig.sql.failWhen = null;
      expect(rig.alerts()).toEqual([]);
      expect(rig.status.lastSeq).toBeGreaterThan(0);
    },
  );
});

describe("storage that fails", () => {
  it("[D14] is told of in the log now and then, not with each statement", () => {
    const rig = idleRig();
    rig.sql.isDown = true;
    rig.pass(20);
    expect(rig.notes.length).toBeGreaterThan(0);
    expect(rig.notes.length).toBeLessThanOrEqual(1 + 20 / 5);
    rig.sql.isDown = false;
    expect(rig.status.storageFailures).toBeGreaterThan(rig.notes.length);
  });
});
