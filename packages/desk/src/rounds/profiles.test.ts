import { BOUNDS } from "@callboard/core";
import { START } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { status } from "../../test/fake-upstream.ts";
import { Timeline } from "../../test/timeline.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `a${index}`);
const batches = (t: Timeline) => t.upstream.batches.filter(({ call }) => call === "skills");

describe("skills and shifts", () => {
  it("of everybody are loaded in batches, one in flight at a time", () => {
    const t = new Timeline(...many(120)).live();
    expect(batches(t).map(({ size }) => size)).toEqual([50, 50, 20]);
    const gaps = batches(t).map(
      ({ at }, index, all) => at - (all[index - 1]?.at ?? Number.NEGATIVE_INFINITY),
    );
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20);
    expect(t.desk.status().profiles).toEqual({ known: 120, awaited: 0, failures: 0 });
  });

  it("that cannot be had now are asked again after a while", () => {
    const t = new Timeline("a1");
    t.upstream.once("skills", status(503));
    t.live();
    expect(t.desk.status().profiles).toEqual({ known: 0, awaited: 1, failures: 1 });
    t.pass(BOUNDS.profileRetryMs);
    expect(t.desk.status().profiles.known).toBe(1);
    const [first = 0, second = 0] = t.upstream.at("skills");
    expect(second - first).toBeGreaterThanOrEqual(BOUNDS.profileRetryMs);
  });

  it("of which a part cannot be read are counted", () => {
    const t = new Timeline("a1");
    t.upstream.once("skills", status(200, { skills: [{ nothing: true }, { skill_id: "s1", name: "S" }] }));
    t.live();
    expect(t.desk.status().refused).toEqual({ skillRow: 1 });
    expect(t.desk.status().profiles.known).toBe(1);
  });

  it("whose answer never comes do not stop the others for ever", () => {
    const t = new Timeline("a1", "a2");
    t.upstream.once("skills", "lost");
    t.live().pass(2 * MINUTE);
    expect(t.desk.status().profiles.known).toBe(2);
  });

  it.each([
    ["as the upstream asks for", 5 * MINUTE, 5 * MINUTE],
    ["at most as long as the bound", 24 * HOUR, BOUNDS.retryAfterMaxMs],
  ])("refused with 429 wait %s, whatever else is due", (_, retryAfterMs, waitMs) => {
    const t = new Timeline("a1");
    t.upstream.tokenLifeSeconds = 90;
    t.upstream.once("skills", status(429, null, retryAfterMs));
    t.live().pass(HOUR / 2);
    const [first = 0, second = 0] = t.upstream.at("skills");
    expect(second - first).toBeGreaterThanOrEqual(waitMs);
    expect(second - first).toBeLessThan(waitMs + 2 * BOUNDS.profileCheckMs);
    expect(t.desk.status().profiles.known).toBe(1);
  });

  it("that the upstream will not tell are asked for with the hour, and not before", () => {
    const t = new Timeline("a1");
    t.upstream.always("skills", status(404));
    t.live().pass(50 * MINUTE);
    expect(t.upstream.count("skills")).toBe(1);
    t.upstream.always("skills", "good");
    t.pass(15 * MINUTE);
    expect(t.upstream.count("skills")).toBe(2);
    expect(t.desk.status().profiles.known).toBe(1);
  });

  it("are loaded anew after an hour", () => {
    const t = new Timeline("a1").live();
    t.pass(BOUNDS.profileMaxAgeMs + 2 * BOUNDS.profileCheckMs);
    expect(t.upstream.count("skills")).toBe(2);
    expect((t.upstream.at("skills")[1] ?? 0) - START).toBeGreaterThan(BOUNDS.profileMaxAgeMs);
  });

  it("of some agents that always answer 5xx keep nobody else waiting, and are asked for ever more rarely", () => {
    const t = new Timeline(...many(200));
    // More of them than fit into one batch, and first in it.
    const isBad = (path: string): boolean => Number(/users\/a(\d+)\/skills/.exec(path)?.[1]) < 60;
    t.upstream.always("skills", ({ path }) => (isBad(path) ? status(500) : status(200, { skills: [] })));
    t.live().pass(MINUTE);
    expect(t.desk.status().profiles.known).toBe(140);
    t.pass(HOUR);
    const times = t.upstream.asked
      .filter(({ request }) => request.path.includes("/a7/skills"))
      .map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(BOUNDS.profileRetryMs);
    expect(Math.max(...gaps)).toBeLessThan(BOUNDS.profileRetryMaxMs + 2 * MINUTE);
    expect(times.length).toBeLessThan(20);
    t.upstream.always("skills", "good");
    t.pass(BOUNDS.profileRetryMaxMs + 2 * MINUTE);
    expect(t.desk.status().profiles.awaited).toBe(0);
  });

  it("of one agent that cannot be had now do not hold up the batch behind", () => {
    const t = new Timeline(...many(120));
    t.upstream.once("skills", status(503));
    t.live();
    expect(t.desk.status().profiles).toEqual({ known: 119, awaited: 1, failures: 1 });
    t.pass(BOUNDS.profileRetryMs);
    expect(t.desk.status().profiles.awaited).toBe(0);
  });

  it("of an upstream in trouble are left alone for a while, whoever is next", () => {
    const t = new Timeline(...many(120));
    t.upstream.always("skills", status(503));
    t.live();
    expect(batches(t)).toHaveLength(1);
    t.pass(BOUNDS.profileRetryMs);
    expect(batches(t)).toHaveLength(2);
  });

  it("of a new agent are loaded within the minute", () => {
    const t = new Timeline("a1").live();
    t.upstream.staff("a2");
    t.pass(BOUNDS.rosterEveryMs + BOUNDS.profileCheckMs);
    expect(t.desk.floor.agents.get("a2")?.profile).not.toBeNull();
  });

  it("of an agent who left and came back are loaded again at once", () => {
    const t = new Timeline("a1", "a2").live();
    t.upstream.tokenLifeSeconds = 3_600;
    t.upstream.users.delete("a2");
    t.pass(2 * BOUNDS.rosterEveryMs + MINUTE);
    expect(t.desk.floor.agents.has("a2")).toBe(false);
    t.upstream.users.set("a2", "Back again");
    t.pass(BOUNDS.rosterEveryMs);
    expect(t.desk.floor.agents.get("a2")?.profile).not.toBeNull();
    t.pass(BOUNDS.profileCheckMs);
    expect(t.desk.status().profiles.awaited).toBe(0);
  });
});
