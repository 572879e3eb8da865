/** Questions about the floor itself: who is who, one agent, how figures went, and the floor at a past minute. */
import type {
  AgentFacts,
  AgentTimeline,
  Directory,
  NameStyle,
  ReplayPage,
  Trends,
} from "@callboard/protocol";
import type { Ask } from "./request.ts";

export const STRETCHES = ["hours3", "hours8", "day"] as const;
export type Stretch = (typeof STRETCHES)[number];

export type FloorApi = ReturnType<typeof createFloorApi>;

/** @param names how this device shows names, which the answers follow */
export function createFloorApi(tenant: string, names: NameStyle, ask: Ask) {
  const root = `/api/tenants/${encodeURIComponent(tenant)}`;
  const query = (fields: readonly (readonly [string, string | number])[]) =>
    new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString();
  return {
    directory: () => ask<Directory>("GET", `${root}/directory`),
    agent: (id: string) =>
      ask<AgentFacts>("GET", `${root}/agents/${encodeURIComponent(id)}?${query([["names", names]])}`),
    timeline: (id: string, from: number, to: number) =>
      ask<AgentTimeline>(
        "GET",
        `${root}/agents/${encodeURIComponent(id)}/timeline?${query([
          ["from", from],
          ["to", to],
        ])}`,
      ),
    trends: (queues: readonly string[], stretch: Stretch) =>
      ask<Trends>(
        "GET",
        `${root}/trends?${query([...queues.map((id) => ["queue", id] as const), ["stretch", stretch]])}`,
      ),
    replay: (from: number, seconds: number) =>
      ask<ReplayPage>(
        "GET",
        `${root}/replay?${query([
          ["from", from],
          ["seconds", seconds],
          ["names", names],
        ])}`,
      ),
  };
}
