/** The app in a small DOM, over a made-up alert desk: what a supervisor reads, taps and types. */
import type { Role } from "@callboard/api/client";
import { applyFrame, type Board, createReplica, createServerClock } from "@callboard/protocol";
import { flushPromises, mount } from "@vue/test-utils";
import { createPinia } from "pinia";
import { beforeEach, describe, expect, it } from "vitest";
import { createMemoryHistory } from "vue-router";
import { answerFor, type MadeUpAnswer } from "../../test/made-up-api.ts";
import { type BoardRecipe, createChance, makeBoard } from "../../test/made-up-boards.ts";
import { floorAnswer } from "../../test/made-up-floor.ts";
import { AT } from "../../test/pieces.ts";
import { createTicker } from "../clock/ticker.ts";
import { settingsOf } from "../settings/settings.ts";
import { useBoardStore } from "../stores/board.ts";
import { createAlertsApi } from "./api/alerts-api.ts";
import { createFloorApi } from "./api/floor-api.ts";
import { createAsk } from "./api/request.ts";
import { addAppWords } from "./app-words.ts";
import { createFloorRouter } from "./router.ts";
import { useSessionStore } from "./session/session.ts";
import TabletApp from "./TabletApp.vue";

addAppWords();
const FLOOR: BoardRecipe = { agents: 40, queues: 4, alerts: 3, isFullName: true };

async function openPage(path: string, recipe: BoardRecipe = FLOOR, role: Role = "administrator") {
  const shown: Board = makeBoard(recipe, AT, 1, createChance(7));
  const asked: { method: string; path: string; body: unknown }[] = [];
  const desk = { answer: (method: string, path: string): MadeUpAnswer => answerFor(method, path, shown, AT) };
  const pinia = createPinia();
  useSessionStore(pinia).view = {
    person: { id: "p1", name: "Maria", email: null },
    ...{ isLocal: true, isOwner: false, expiresAt: null, region: null },
    tenants: [{ id: "demo", name: "Demo", role, state: "active" }],
  };
  const board = useBoardStore(pinia);
  const replica = createReplica();
  const serverClock = createServerClock();
  const time = { now: 0 };
  board.attach(
    { replica, serverClock, lastFrameAt: () => 0, start: () => undefined, stop: () => undefined },
    { now: () => time.now, onNextFrame: (task) => task() },
  );
  board.line = { kind: "open" };
  const ticker = createTicker(board);
  ticker.everySecond(board.eachSecond);
  serverClock.hear(AT, 0);
  const applied = applyFrame(replica, { type: "snapshot", build: "b1", setupRevision: 1, ...shown });
  if (applied.kind === "applied") board.collect(applied);
  const ask = createAsk({
    async fetch(path, { method = "GET", body }) {
      const { pathname, searchParams } = new URL(path, "http://floor");
      const tail = pathname.replace("/api/tenants/demo", "");
      asked.push({ method, path, body: typeof body === "string" ? JSON.parse(body) : null });
      const floor = floorAnswer(tail, searchParams, shown, AT);
      const { status, body: answer } =
        floor === null ? desk.answer(method, tail) : { status: 200, body: floor };
      return new Response(JSON.stringify(answer), { status });
    },
    after: () => () => undefined,
  });
  const floor = createFloorApi("demo", "full", ask);
  const props = { settings: settingsOf("?tenant=demo"), ticker, api: createAlertsApi("demo", ask), floor };
  const router = createFloorRouter({
    history: createMemoryHistory("/floor/"),
    tenant: "demo",
    leave: () => undefined,
  });
  void router.push(`/demo/${path}`);
  await router.isReady();
  const wrapper = mount(TabletApp, { props, global: { plugins: [pinia, router] }, attachTo: document.body });
  await flushPromises();
  return {
    wrapper,
    router,
    asked,
    desk,
    /** Another board comes over the socket. */
    hear(next: BoardRecipe) {
      const frameBoard = makeBoard(next, AT, 2, createChance(7));
      const frame = { type: "snapshot" as const, build: "b1", setupRevision: 1, ...frameBoard };
      const heard = applyFrame(replica, frame);
      if (heard.kind === "applied") board.collect(heard);
    },
    text: () => wrapper.text().replace(/\s+/g, " "),
    async tap(name: string) {
      const button = wrapper.findAll("button").find((one) => one.text() === name && one.isVisible());
      if (button === undefined) throw new Error(`there is no button “${name}”`);
      await button.trigger("click");
      await flushPromises();
    },
    async submit(selector: string) {
      await wrapper.find(selector).trigger("submit");
      await flushPromises();
    },
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 1_000) {
        time.now += 1_000;
        ticker.tick();
      }
      await flushPromises();
    },
  };
}

describe("the supervisor's app", () => {
  beforeEach(() => localStorage.clear());

  it("asks once who one is, and then does what was asked for", async () => {
    const page = await openPage("alerts");
    await page.tap("Acknowledge");
    expect(page.asked.filter(({ method }) => method === "POST")).toEqual([]);
    const box = document.querySelector<HTMLInputElement>('[role="dialog"] input');
    if (box === null) throw new Error("nobody was asked");
    expect(document.activeElement).toBe(box);
    box.value = " Maria ";
    box.dispatchEvent(new Event("input"));
    box.form?.dispatchEvent(new Event("submit"));
    await flushPromises();
    expect(page.asked).toEqual([
      { method: "POST", path: expect.stringMatching(/\/alerts\/[^/]+\/acknowledge$/), body: { by: "Maria" } },
    ]);
    expect(localStorage.getItem("callboard.person")).toBe("Maria");
    expect(page.text()).toContain("Maria");
    page.wrapper.unmount();
  });

  it("shows what fires by full names, with its time ticking, and how many want somebody", async () => {
    const page = await openPage("alerts");
    expect(page.wrapper.findAll(".tile")).toHaveLength(3);
    const before = page.wrapper.find(".tile .time").text();
    await page.pass(2_000);
    expect(page.wrapper.find(".tile .time").text()).not.toBe(before);
    expect(page.wrapper.find(".nav .open").text()).toContain("2");
    page.wrapper.unmount();
  });

  it("takes a tap on a list that has just moved for no tap at all", async () => {
    localStorage.setItem("callboard.person", "Maria");
    const page = await openPage("alerts");
    page.hear({ ...FLOOR, alerts: 4 });
    await flushPromises();
    await page.tap("Acknowledge");
    expect(page.asked).toEqual([]);
    page.wrapper.unmount();
  });

  it("never calls a floor calm that nobody watches, and says with its age that the socket is gone", async () => {
    const page = await openPage("alerts", { ...FLOOR, alerts: 0, alerting: { state: "unheard" } });
    expect(page.text()).toContain("Alerts are not being watched");
    expect(page.text()).not.toContain("No alerts");
    await page.pass(20_000);
    expect(page.text()).toContain("No connection to Callboard for 20 s.");
    page.wrapper.unmount();
  });

  it("tells why an alert fired: the values compared, the events, the queue and each passage", async () => {
    const page = await openPage("alerts/agent_idle_exceeded.0");
    await flushPromises();
    for (const words of [
      "Time in state 15:00 > 15:00",
      "On contact → Not ready, code LUNCH",
      "The queue at that instant: Technical Support",
      "Recovering: the condition no longer holds",
      "2:00 of the hour before were not seen.",
      "waits for its delivery",
    ]) {
      expect(page.text()).toContain(words);
    }
    page.wrapper.unmount();
  });

  it("loses nothing that was typed when a deed fails, and says what to do", async () => {
    localStorage.setItem("callboard.person", "Maria");
    const page = await openPage("alerts/agent_idle_exceeded.0");
    await flushPromises();
    await page.tap("Comment …");
    await page.wrapper.find("textarea").setValue("On his way.");
    page.desk.answer = () => ({ status: 503, body: { title: "Alert desk not open", detail: "Ask again." } });
    await page.wrapper
      .findAll("form")
      .filter((form) => form.find("textarea").exists())[0]
      ?.trigger("submit");
    await flushPromises();
    expect(page.text()).toContain("Alert desk not open");
    expect(page.wrapper.find("textarea").element.value).toBe("On his way.");
    page.desk.answer = (method, path) =>
      answerFor(method, path.replace("/comments", ""), makeBoard(FLOOR, AT, 1, createChance(7)), AT);
    await page.wrapper
      .findAll("form")
      .filter((form) => form.find("textarea").exists())[0]
      ?.trigger("submit");
    await flushPromises();
    expect(page.wrapper.find("textarea").element.value).toBe("");
    expect(page.asked.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
      { by: "Maria", text: "On his way." },
      { by: "Maria", text: "On his way." },
    ]);
    page.wrapper.unmount();
  });

  it("silences with a length and a reason", async () => {
    localStorage.setItem("callboard.person", "Maria");
    const page = await openPage("alerts/agent_idle_exceeded.0");
    await flushPromises();
    await page.tap("Silence …");
    const form = page.wrapper.findAll("form").find((one) => one.text().startsWith("Silence"));
    await form?.findAll("select")[1]?.setValue("120");
    await form?.find("input").setValue("At the doctor’s");
    await form?.trigger("submit");
    await flushPromises();
    expect(page.asked.find(({ method }) => method === "POST")?.body).toMatchObject({
      matcher: { rules: ["agent_idle_exceeded"] },
      minutes: 120,
      reason: "At the doctor’s",
      by: "Maria",
    });
    page.wrapper.unmount();
  });

  it("sees all alerts of one rule in one place with one tap, and says how many are done", async () => {
    localStorage.setItem("callboard.person", "Maria");
    const page = await openPage("alerts", { ...FLOOR, agents: 400, queues: 1, alerts: 26 });
    await flushPromises();
    const all = page.wrapper
      .findAll("button")
      .find((one) => /^Acknowledge all \d+ of this$/.test(one.text()));
    const wanted = Number(/\d+/.exec(all?.text() ?? "")?.[0]);
    expect(wanted).toBeGreaterThan(1);
    await all?.trigger("click");
    await flushPromises();
    const posts = page.asked.filter(({ method }) => method === "POST");
    expect(new Set(posts.map(({ path }) => path)).size).toBe(wanted);
    expect(page.text()).toContain(`${wanted} of ${wanted} seen`);
    page.wrapper.unmount();
  });

  it.each(["alerts", "agents", "setup"])(
    "sends whoever only looks on from the page of %s to the wall, and offers nothing that they would be refused",
    async (path) => {
      const page = await openPage(path, FLOOR, "display");
      expect(page.text()).toContain("Your role shows you the boards");
      expect(page.wrapper.findAll("button")).toEqual([]);
      expect(page.wrapper.findAll("a").map((link) => link.attributes("href"))).toEqual(["/?tenant=demo"]);
      page.wrapper.unmount();
    },
  );

  it("keeps hostile words text in every list", async () => {
    const hostile: BoardRecipe = { ...FLOOR, names: "hostile", alerts: 9, hasHostileWords: true };
    for (const path of [
      "alerts",
      "alerts/history",
      "alerts/agent_idle_exceeded.0",
      "agents",
      "agents/agent-0",
      "queues",
      "queues/queue-0",
    ]) {
      const page = await openPage(path, hostile);
      await flushPromises();
      expect(page.wrapper.findAll("img, script")).toHaveLength(0);
      // Of a list only what is in sight exists, and nothing has a size here.
      if (path !== "agents" && path !== "queues") expect(page.text()).toMatch(/onerror|__proto__|script/);
      page.wrapper.unmount();
    }
  });
});
