/** Which alerts are offered together, and how they are seen one after the other. */
import { describe, expect, it } from "vitest";
import { AT, alert } from "../../../test/pieces.ts";
import type { Answer } from "../api/request.ts";
import { useSeeAll } from "../use/see-all.ts";
import { companionsOf } from "./companions.ts";

const agentOf = (id: string) => ({ kind: "agent" as const, id });
const TEAMS: Readonly<Record<string, string>> = { a1: "North", a2: "North", a3: "South" };
const teamOf = (id: string) => TEAMS[id] ?? null;
const groups = (alerts: readonly ReturnType<typeof alert>[]) =>
  [...companionsOf(alerts, teamOf)].map(([leader, group]) => [leader, group.map(({ id }) => id)]);

describe("alerts of one rule in one place", () => {
  it("are offered together by the first of them: by their queue, else by their team", () => {
    expect(
      groups([
        alert({ id: "1", entity: agentOf("a1") }),
        alert({ id: "2", entity: agentOf("a3") }),
        alert({ id: "3", entity: agentOf("a2") }),
        alert({ id: "4", entity: agentOf("a3"), queueId: "q" }),
        alert({ id: "5", entity: { kind: "queue", id: "q" }, queueId: "q" }),
        alert({ id: "6", entity: agentOf("a1"), ruleId: "other" }),
      ]),
    ).toEqual([
      ["1", ["1", "3"]],
      ["4", ["4", "5"]],
    ]);
  });

  it("leave out what somebody has seen and what is about the feed", () => {
    const seen = { by: "Ann", at: AT };
    expect(
      groups([
        alert({ id: "1", entity: agentOf("a1") }),
        alert({ id: "2", entity: agentOf("a2"), acknowledged: seen }),
        alert({ id: "3", entity: { kind: "feed" } }),
        alert({ id: "4", entity: { kind: "feed" } }),
      ]),
    ).toEqual([]);
  });
});

describe("seeing several", () => {
  const failure = { title: "Not open", detail: "Ask again.", complaints: [] };

  it("goes one after the other and says how far it is", async () => {
    const log: string[] = [];
    const all = useSeeAll(async (id): Promise<Answer<unknown>> => {
      log.push(`${id} at ${all.progress.value?.done}`);
      return { kind: "done", value: null };
    });
    const run = all.run(["1", "2", "3"]);
    await all.run(["9"]);
    await run;
    expect(log).toEqual(["1 at 0", "2 at 1", "3 at 2"]);
    expect(all.progress.value).toEqual({ done: 3, of: 3 });
    expect(all.isBusy.value).toBe(false);
  });

  it("stops at the first that fails, says why, and counts what is done", async () => {
    const asked: string[] = [];
    const all = useSeeAll(async (id): Promise<Answer<unknown>> => {
      asked.push(id);
      return id === "2" ? { kind: "failed", failure } : { kind: "done", value: null };
    });
    await all.run(["1", "2", "3"]);
    expect(asked).toEqual(["1", "2"]);
    expect(all.progress.value).toEqual({ done: 1, of: 3 });
    expect(all.failure.value).toEqual(failure);
    expect(all.isBusy.value).toBe(false);
  });
});
