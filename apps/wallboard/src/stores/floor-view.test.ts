/** The part of the floor that a widget is about: who is in it, how it is counted, and that little work is done for it. */
import { type Filter, NO_FILTER } from "@callboard/boards";
import type { Directory } from "@callboard/protocol";
import { describe, expect, it } from "vitest";
import { defineComponent, h } from "vue";
import { agent, alert, queue } from "../../test/pieces.ts";
import { mountWidget, plan } from "../../test/widget-kit.ts";
import type { WidgetParts } from "../widgets/contract.ts";
import { useFloorIndices } from "./floor-index.ts";
import { type FloorView, useFloorView } from "./floor-view.ts";

const directory: Directory = {
  at: 0,
  teams: ["A", "B"],
  skills: [
    { id: "s1", name: "Billing", queueIds: ["q1"] },
    { id: "s2", name: "Chat", queueIds: ["q2"] },
    { id: "s3", name: "Unknown reach", queueIds: null },
  ],
  agents: [
    { id: "1", skills: [0] },
    { id: "2", skills: [1] },
    { id: "3", skills: [2] },
    { id: "4", skills: null },
  ],
  queues: [
    { id: "q1", name: "Billing", media: "voice" },
    { id: "q2", name: "Chat", media: "chat" },
  ],
  codes: [],
};
const site = {
  id: "berlin",
  name: "Berlin",
  zone: "Europe/Berlin",
  teams: ["A"],
  queues: ["q1"],
  isOpen: null,
};
const floor = {
  agents: [
    agent({ id: "1", team: "A" }),
    agent({ id: "2", team: "B", state: "CALL" }),
    agent({ id: "3", team: "A", state: "NOT_READY" }),
    agent({ id: "4", team: null, state: "CALL", queueId: "q2" }),
  ],
  queues: [queue({ id: "q1", media: "voice" }), queue({ id: "q2", media: "chat" })],
  alerts: [
    alert({ id: "a", entity: { kind: "agent", id: "1" } }),
    alert({ id: "b", entity: { kind: "queue", id: "q2" } }),
    alert({ id: "c", entity: { kind: "feed" } }),
  ],
};

function mountView(change: Partial<Filter>, withDirectory = true) {
  let view: FloorView | null = null;
  const component = defineComponent({
    setup() {
      view = useFloorView({ ...NO_FILTER, ...change });
      return () => h("i");
    },
  }) as unknown as WidgetParts<"agentStates">["component"];
  const parts = { component, least: () => ({ wideEm: 1, highEm: 1 }) };
  const kit = mountWidget(parts, plan("agentStates", {}), {
    sites: [site],
    ...(withDirectory ? { directory } : {}),
  });
  const seen = () => {
    if (view === null) throw new Error("the view was not made");
    return view;
  };
  const ids = () => [
    Array.from(seen().agents(), ({ id }) => id).join(""),
    Array.from(seen().queues(), ({ id }) => id).join(""),
    seen()
      .alerts.value.map(({ id }) => id)
      .sort()
      .join(""),
  ];
  return { kit, seen, ids };
}

describe("the part of the floor that is shown", () => {
  it.each<[Partial<Filter>, string[]]>([
    [{}, ["1234", "q1q2", "abc"]],
    [{ teams: ["A"] }, ["13", "q1", "ac"]],
    [{ queues: ["q2"] }, ["24", "q2", "bc"]],
    [{ skills: ["s1"] }, ["1", "q1", "ac"]],
    [{ media: ["chat"] }, ["24", "q2", "bc"]],
    [{ sites: ["berlin"] }, ["13", "q1", "ac"]],
    [{ sites: ["nowhere"] }, ["", "", "c"]],
    [{ teams: ["A"], skills: ["s2"] }, ["", "", "c"]],
    [{ queues: ["__proto__"] }, ["", "", "c"]],
  ])("is %j", async (filter, expected) => {
    const { kit, ids } = mountView(filter);
    await kit.show(floor);
    expect(ids()).toEqual(expected);
    kit.wrapper.unmount();
  });

  it("holds nobody of a skill while nobody knows who has it, and asks for the directory", async () => {
    const { kit, ids } = mountView({ skills: ["s1"] }, false);
    await kit.show(floor);
    expect(ids()).toEqual(["", "", "c"]);
    expect(kit.setup.wantsDirectory).toBe(true);
    kit.setup.directory = directory;
    expect(ids()).toEqual(["1", "q1", "ac"]);
    kit.wrapper.unmount();
  });

  it("is counted anew with the frame, and listed anew at most once a second", async () => {
    const { kit, seen } = mountView({ teams: ["A"] });
    await kit.show(floor);
    expect(seen().counts.value).toMatchObject({ routable: 1 });
    const before = seen().revision.value;
    await kit.show({ ...floor, agents: [agent({ id: "1", team: "A", state: "CALL" })] });
    expect(seen().counts.value).toMatchObject({ routable: 0 });
    await kit.pass(3_000);
    expect(seen().revision.value - before).toBeLessThanOrEqual(4);
    kit.wrapper.unmount();
  });

  it("is forgotten when the last that showed it has gone", async () => {
    const { kit } = mountView({ teams: ["A"] });
    const indices = useFloorIndices(kit.pinia);
    expect(indices.size()).toBe(1);
    kit.wrapper.unmount();
    expect(indices.size()).toBe(0);
    expect(kit.board.keptCount()).toBe(0);
  });
});
