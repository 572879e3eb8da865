import { readFileSync } from "node:fs";
import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { OPERATIONS, type Operation } from "./index.ts";

const text = readFileSync(new URL("../../../docs/api.md", import.meta.url), "utf8").replace(/\s+/g, " ");
const operations: readonly Operation[] = OPERATIONS;

describe("docs/api.md", () => {
  it("names operations, addresses and roles that there are", () => {
    for (const [, id] of text.matchAll(/`(check\w+|import\w+|back\w+)`/g))
      expect(operations.map((operation) => operation.id)).toContain(id);
    for (const [, path = ""] of text.matchAll(/\$CALLBOARD\/api(\/[\w./$-]*)/g)) {
      const pattern = path.replace("$TENANT", "{tenant}");
      expect(operations.map((operation) => operation.path)).toContain(pattern);
    }
    for (const needs of new Set(operations.map((operation) => operation.needs)))
      expect(text).toContain(`\`${needs}\``);
  });

  it("sends what would be taken", () => {
    const [, sent = ""] = /-d '(\{.*?\})'/.exec(text) ?? [];
    const silence = operations.find(({ id }) => id === "silence");
    expect(silence?.body?.().safeParse(JSON.parse(sent)).error).toBeUndefined();
  });

  it("tells the limits that hold", () => {
    expect(text).toContain(`A body may have ${BOUNDS.apiBodyBytesMax / 1_024} kB`);
    expect(text).toContain(`documents of the setup ${BOUNDS.setupBodyBytesMax / 1_048_576} MB`);
    expect(text).toContain(`may stand ${BOUNDS.apiBodyDepthMax} levels within one another`);
    expect(text).toContain(`An address may have ${BOUNDS.apiAddressCharsMax / 1_024} kB`);
    expect(text).toContain(
      `Pages have ${BOUNDS.alertPageMax} entries at most (${BOUNDS.tenantPageMax} tenants)`,
    );
    expect(text).toContain(`Trends tell of ${BOUNDS.trendQueuesMax} queues`);
    expect(text).toContain(`a replay of ${BOUNDS.replaySecondsMax} seconds`);
    expect(text).toContain(`a backtest of ${BOUNDS.backtestMaxMs / 3_600_000} hours`);
  });
});
