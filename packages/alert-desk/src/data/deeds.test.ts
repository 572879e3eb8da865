import { describe, expect, it } from "vitest";
import { idleRule, Rig, refusal, SLACK, value, WEBHOOK } from "../../test/rig.ts";

describe("the log of the alert desk", () => {
  it("[D13] says who changed which rule and which sink, the newest first, page by page, and no secret", () => {
    const rig = new Rig().sinks(WEBHOOK);
    value(rig.desk.putRule(idleRule(10, { id: "mine" }), "Ada"));
    value(rig.desk.rotateSecret("hook", "Jo"));
    value(rig.desk.removeRule("mine", "Maria"));
    const { deeds } = value(rig.desk.data.deeds({ limit: 3 }));
    expect(deeds.map(({ by, what, subject }) => `${by}: ${what} ${subject}`)).toEqual([
      "Maria: rule removed mine",
      "Jo: secret rotated hook",
      "Ada: rule changed mine",
    ]);
    expect(Object.keys(deeds[0] ?? {}).sort()).toEqual(["at", "by", "number", "subject", "what"]);
    const first = value(rig.desk.data.deeds({ limit: "1" }));
    expect(first.before).toBe(deeds[0]?.number);
    expect(value(rig.desk.data.deeds({ limit: "1", before: String(first.before) })).deeds).toEqual([
      deeds[1],
    ]);
    expect(JSON.stringify(value(rig.desk.data.deeds({ limit: 200 })))).not.toMatch(/whsec_|hooks\.example/);
  });

  it("[D13] refuses what is no page, and what cannot be read just now", () => {
    const rig = new Rig().sinks(SLACK);
    for (const limit of [0, 201, "many"]) expect(refusal(rig.desk.data.deeds({ limit }))).toContain("400");
    rig.sql.failWhen = () => true;
    expect(refusal(rig.desk.data.deeds({}))).toContain("503");
  });
});
