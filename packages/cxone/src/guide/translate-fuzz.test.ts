import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GUIDE_AGENT_EXAMPLE, GUIDE_QUEUE_EXAMPLE, INTERACTION_EXAMPLE } from "../../test/guide-examples.ts";
import { createSplitter } from "./splitter.ts";
import { type StreamInput, type Translation, translateMessage } from "./translate.ts";

const hostileText = fc.constantFrom(
  "__proto__",
  "constructor",
  "<img src=x onerror=alert(1)>",
  "a\u202eb",
  "\u0000",
  "\ud800",
  "x".repeat(10_240),
  "2024-02-30T00:00:00Z",
  "..",
);
const anyField = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  hostileText,
  fc.constantFrom(-1, 1e300, Number.MAX_VALUE, -0),
);

const FIELDS = [GUIDE_AGENT_EXAMPLE, GUIDE_QUEUE_EXAMPLE, INTERACTION_EXAMPLE].flatMap((example) =>
  Object.keys(JSON.parse(example).data),
);

/** One of the examples with some fields replaced by anything. */
const mutated = fc
  .tuple(
    fc.constantFrom(GUIDE_AGENT_EXAMPLE, GUIDE_QUEUE_EXAMPLE, INTERACTION_EXAMPLE),
    fc.dictionary(fc.constantFrom(...FIELDS), anyField, { maxKeys: 3 }),
    fc.dictionary(fc.constantFrom("type", "timestamp", "data", "extra"), anyField, { maxKeys: 1 }),
  )
  .map(([example, data, envelope]) => {
    const message = JSON.parse(example);
    return { ...message, data: { ...message.data, ...data }, ...envelope };
  });

function expectSound(input: StreamInput): void {
  const ids =
    input.kind === "agentState"
      ? [input.report.agentId, input.report.queueId, input.report.contactId]
      : input.kind === "interaction"
        ? [input.contactId, input.queueId, input.agentId]
        : [input.queueId];
  for (const id of ids) expect(id === null || (id.length > 0 && id.length <= BOUNDS.idCharsMax)).toBe(true);
  const times =
    input.kind === "agentState"
      ? [input.report.at, input.report.lastUpdated, input.report.durationMs]
      : input.kind === "interaction"
        ? [input.at, input.queuedAt ?? 0, input.offeredAt ?? 0, input.answeredAt ?? 0, input.endedAt ?? 0]
        : [input.at];
  for (const time of times) expect(Number.isSafeInteger(time) && time >= 0).toBe(true);
}

function expectNamed(translation: Translation): void {
  if (translation.kind === "input") expectSound(translation.input);
  else {
    expect(translation.detail.length).toBeGreaterThan(0);
    expect(translation.detail.length).toBeLessThanOrEqual(160);
    expect(translation.type?.length ?? 0).toBeLessThanOrEqual(64);
  }
}

describe("whatever the stream sends", () => {
  it("any JSON value is translated or refused by name, and never throws", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expectNamed(translateMessage(value))));
  });

  it("a message with any fields replaced is sound or refused", () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(mutated, (value) => {
        const translation = translateMessage(value);
        kinds.add(translation.kind === "input" ? translation.input.kind : translation.reason);
        expectNamed(translation);
      }),
      { numRuns: 1_000 },
    );
    expect([...kinds].sort()).toEqual(["agentState", "interaction", "invalid", "queueStats", "unknownType"]);
  });

  it("a mutated message that came over the wire is read as the same", () => {
    fc.assert(
      fc.property(mutated, (value) => {
        const { values } = createSplitter().push(JSON.stringify(value));
        expect(values.map(translateMessage)).toEqual([translateMessage(JSON.parse(JSON.stringify(value)))]);
      }),
    );
  });
});
