/** What needs a look, as a person reads it; and that "nothing" is only said by somebody who watches. */
import { describe, expect, it } from "vitest";
import { AT, agent, alert, queue } from "../../../test/pieces.ts";
import { mountWidget, plan } from "../../../test/widget-kit.ts";
import { attention } from "./index.ts";

const widget = plan("attention", {});
const texts = (kit: ReturnType<typeof mountWidget>) =>
  kit.wrapper.findAll(".cells > *").map((each) => each.text().replace(/\s+/g, " "));

describe("what needs a look", () => {
  it("is told with why and for how long, worst first", async () => {
    const kit = mountWidget(attention, widget, { box: { wideEm: 30, highEm: 24 } });
    await kit.show({
      agents: [
        agent({ id: "1", name: "Maria S.", state: "NOT_READY" }),
        agent({ id: "2", name: "Jonas B.", state: "NOT_READY", status: "Lunch", since: AT - 1_200_000 }),
      ],
      queues: [
        queue({ id: "a", name: "Billing", waiting: 4, longestWaitSince: AT - 200_000 }),
        queue({ id: "b", name: "Sales", last1h: { ...queue({ id: "b" }).last1h, serviceLevelPct: 61 } }),
      ],
      alerts: [alert({ id: "x", ruleName: "Not ready too long" })],
    });
    await kit.pass(1_100);
    expect(texts(kit)).toEqual([
      expect.stringMatching(/^Sales ?61 % ?Goal missed ?goal 80 %$/),
      expect.stringMatching(/^Maria S\. ?Not ready too long ?16:0\d ?High ?limit 15:00$/),
      expect.stringMatching(/^Billing ?3:2\d ?Long wait ?4 waiting$/),
      expect.stringMatching(/^Jonas B\. ?20:0\d ?Not ready ?Lunch ?limit 15:00$/),
    ]);
    kit.wrapper.unmount();
  });

  it("comes by time alone, and goes at once", async () => {
    const kit = mountWidget(attention, widget);
    const idle = agent({ id: "2", name: "Jonas B.", state: "WRAP_UP", since: AT - 178_000 });
    await kit.show({ agents: [idle] });
    expect(kit.text()).toContain("Nothing needs a look now");
    await kit.pass(3_000);
    expect(kit.text()).toContain("Jonas B.");
    await kit.show({ agents: [{ ...idle, state: "READY" }] });
    await kit.pass(1_100);
    expect(kit.text()).toContain("Nothing needs a look now");
    kit.wrapper.unmount();
  });

  it.each([
    ["unheard", "Alerts are not being watched"],
    ["frozen", "Alerts wait: the floor is not seen"],
  ] as const)("is never said to be nothing while alerts are %s", async (state, words) => {
    const kit = mountWidget(attention, widget);
    await kit.show({ alerting: { state } });
    expect(kit.text()).toContain(words);
    expect(kit.text()).not.toContain("Nothing");
    kit.wrapper.unmount();
  });

  it("is paged, and says how many there are and which page it is", async () => {
    const kit = mountWidget(attention, widget, { box: { wideEm: 14, highEm: 5 } });
    const alerts = Array.from({ length: 5 }, (_, n) =>
      alert({ id: `${n}`, entity: { kind: "agent", id: `${n}` }, activeSince: AT - n }),
    );
    await kit.show({ alerts });
    expect(texts(kit)).toHaveLength(1);
    expect(kit.text()).toMatch(/Needs a look ?5 ?1\/5/);
    kit.wrapper.unmount();
  });
});
