import { createPinia, type Pinia } from "pinia";
import { describe, expect, it } from "vitest";
import { nextTick } from "vue";
import { useBoardStore } from "../stores/board.ts";
import { addWorldFonts } from "./world-fonts.ts";

const SITE = { tenant: "demo", name: "Northwind", zone: "Europe/Berlin" };

function pageWith(pinia: Pinia, address = "/assets/world.css") {
  const sheets: string[] = [];
  const tasks: { ms: number; task: () => void }[] = [];
  addWorldFonts(pinia, address, {
    addSheet: (each) => void sheets.push(each),
    after: (ms, task) => void tasks.push({ ms, task }),
  });
  return {
    sheets: () => sheets,
    pass(ms: number) {
      for (const due of tasks.filter((each) => each.ms <= ms)) due.task();
    },
  };
}

describe("the fonts of the world's scripts", () => {
  it("are not asked for before a board was shown, and then once", async () => {
    const pinia = createPinia();
    const page = pageWith(pinia);
    page.pass(5_000);
    expect(page.sheets()).toEqual([]);

    useBoardStore(pinia).site = SITE;
    await nextTick();
    expect(page.sheets()).toEqual([]);
    page.pass(5_000);
    expect(page.sheets()).toEqual(["/assets/world.css"]);

    useBoardStore(pinia).site = { ...SITE };
    await nextTick();
    page.pass(60_000);
    expect(page.sheets()).toEqual(["/assets/world.css"]);
  });

  it("come late to a page that has no board, since it may show names, too", () => {
    const page = pageWith(createPinia());
    page.pass(60_000);
    expect(page.sheets()).toEqual(["/assets/world.css"]);
  });

  it("are not asked for where none were built", async () => {
    const pinia = createPinia();
    const page = pageWith(pinia, "");
    useBoardStore(pinia).site = SITE;
    await nextTick();
    page.pass(60_000);
    expect(page.sheets()).toEqual([]);
  });
});
