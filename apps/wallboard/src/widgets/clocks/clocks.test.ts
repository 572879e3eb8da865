/** Clocks of several sites on the server's time. */
import type { SiteView } from "@callboard/boards";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { nextTick } from "vue";
import { mountWidget, plan } from "../../../test/widget-kit.ts";
import { speak } from "../../words/words.ts";
import { clocks } from "./index.ts";
import { CLOCK, planClocks } from "./plan-clocks.ts";

const site = (id: string, zone: string, isOpen: boolean | null): SiteView => ({
  id,
  name: id,
  zone,
  teams: [],
  queues: [],
  isOpen,
});
const SITES = [
  site("Berlin", "Europe/Berlin", true),
  site("Kathmandu", "Asia/Kathmandu", false),
  site("<b>Moon</b>", "Moon/Base", null),
];
const told = (kit: ReturnType<typeof mountWidget>) =>
  kit.wrapper.findAll(".site").map((each) => each.text().replace(/\s+/g, " "));

describe("the clocks", () => {
  afterEach(() => speak("en"));

  // AT is 2026-11-18 11:06:40 UTC.
  it("tell each site's time, zone, date and whether it is open, in words", async () => {
    const kit = mountWidget(clocks, plan("clocks", {}), { sites: SITES });
    await kit.show({});
    expect(told(kit)).toEqual([
      "BerlinOpen12:06:40CETWed 18 Nov",
      expect.stringMatching(/^KathmanduClosed16:51:40(GMT|UTC)\+5:45Wed 18 Nov$/),
      "<b>Moon</b>Hours not set11:06:40UTCWed 18 Nov",
    ]);
    await kit.pass(2_000);
    expect(told(kit)[0]).toContain("12:06:42");
    kit.wrapper.unmount();
  });

  it("are those of the sites that the filter names, and the tenant's own where there is no site", async () => {
    const filter = { teams: [], queues: [], skills: [], media: [], sites: ["Kathmandu"] };
    const one = mountWidget(clocks, plan("clocks", { filter }), { sites: SITES });
    await one.show({});
    expect(told(one)).toHaveLength(1);
    expect(told(one)[0]).toContain("Kathmandu");
    one.wrapper.unmount();
    const own = mountWidget(clocks, plan("clocks", {}));
    await own.show({});
    expect(told(own)).toEqual(["Northwind12:06:40CETWed 18 Nov"]);
    own.wrapper.unmount();
  });

  it("speak the board's language", async () => {
    const kit = mountWidget(clocks, plan("clocks", {}), { sites: SITES.slice(0, 1) });
    await kit.show({});
    speak("de");
    await nextTick();
    expect(told(kit)).toEqual(["BerlinOffen12:06:40MEZMi., 18. Nov."]);
    kit.wrapper.unmount();
  });

  it("that do not fit take turns", async () => {
    const kit = mountWidget(clocks, plan("clocks", {}), { sites: SITES, box: { wideEm: 14, highEm: 6 } });
    await kit.show({});
    expect(told(kit)).toHaveLength(1);
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn += 1) {
      seen.add(kit.wrapper.find(".name.one-line").text() + told(kit)[0]?.replace(/\d.*/, ""));
      await kit.pass(6_000);
    }
    expect(seen.size).toBe(3);
    kit.wrapper.unmount();
  });
});

it("no clock is planned larger than its place", () => {
  const box = fc.record({
    wideEm: fc.double({ min: CLOCK.wideLeast, max: 90, noNaN: true }),
    highEm: fc.double({ min: CLOCK.highLeast, max: 40, noNaN: true }),
  });
  fc.assert(
    fc.property(box, fc.integer({ min: 0, max: 30 }), (inside, count) => {
      const { columns, rows, size } = planClocks(inside, count);
      expect(columns * CLOCK.wideLeast + (columns - 1) * CLOCK.gap).toBeLessThanOrEqual(inside.wideEm + 1e-6);
      expect(rows * CLOCK.highLeast + (rows - 1) * CLOCK.gap).toBeLessThanOrEqual(inside.highEm + 1e-6);
      expect(size).toBeGreaterThanOrEqual(1);
      const cellHigh = (inside.highEm - CLOCK.gap * (rows - 1)) / rows;
      expect(1.25 + 1.6 * size).toBeLessThanOrEqual(Math.max(cellHigh, CLOCK.highLeast) + 1e-6);
    }),
  );
});
