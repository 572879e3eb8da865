/** The alerts page in a small DOM, over a made-up alert desk: what a supervisor reads, taps and types. */
import { applyFrame, type Board, createReplica, createServerClock } from "@callboard/protocol";
import { flushPromises, mount } from "@vue/test-utils";
import { createPinia } from "pinia";
import { beforeEach, describe, expect, it } from "vitest";
import { shallowRef } from "vue";
import { answerFor, type MadeUpAnswer } from "../../test/made-up-api.ts";
import { type BoardRecipe, createChance, makeBoard } from "../../test/made-up-boards.ts";
import { AT } from "../../test/pieces.ts";
import { createTicker } from "../clock/ticker.ts";
import { settingsOf } from "../settings/settings.ts";
import { useBoardStore } from "../stores/board.ts";
import { createAlertsApi } from "./api/alerts-api.ts";
import { createAsk } from "./api/request.ts";
import TabletApp from "./TabletApp.vue";
import { placeOf } from "./use/place.ts";

const FLOOR: BoardRecipe = { agents: 40, queues: 4, alerts: 3, isFullName: true };

function openPage(hash: string, recipe: BoardRecipe = FLOOR) {
  const shown: Board = makeBoard(recipe, AT, 1, createChance(7));
  const asked: { method: string; path: string; body: unknown }[] = [];
  const desk = { answer: (method: string, path: string): MadeUpAnswer => answerFor(method, path, shown, AT) };
  const pinia = createPinia();
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
  const applied = applyFrame(replica, { type: "snapshot", build: "b1", ...shown });
  if (applied.kind === "applied") board.collect(applied);
  const ask = createAsk({
    async fetch(path, { method = "GET", body }) {
      const tail = path.replace("/api/tenants/demo", "").replace(/\?.*$/, "");
      asked.push({ method, path, body: typeof body === "string" ? JSON.parse(body) : null });
      const { status, body: answer } = desk.answer(method, tail);
      return new Response(JSON.stringify(answer), { status });
    },
    after: () => () => undefined,
  });
  const place = shallowRef(placeOf(hash));
  const props = { settings: settingsOf("?tenant=demo"), ticker, api: createAlertsApi("demo", ask), place };
  const wrapper = mount(TabletApp, { props, global: { plugins: [pinia] }, attachTo: document.body });
  return {
    wrapper,
    asked,
    desk,
    /** Another board comes over the socket. */
    hear(next: BoardRecipe) {
      const frame = { type: "snapshot" as const, build: "b1", ...makeBoard(next, AT, 2, createChance(7)) };
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

describe("the alerts page", () => {
  beforeEach(() => localStorage.clear());

  it("asks once who one is, and then does what was asked for", async () => {
    const page = openPage("#/firing");
    await page.tap("Acknowledge");
    expect(page.asked).toEqual([]);
    await page.wrapper.find(".person input").setValue(" Maria ");
    await page.submit("form.person");
    expect(page.asked).toEqual([
      { method: "POST", path: expect.stringMatching(/\/alerts\/[^/]+\/acknowledge$/), body: { by: "Maria" } },
    ]);
    expect(localStorage.getItem("callboard.person")).toBe("Maria");
    expect(page.text()).toContain("You are Maria");
    page.wrapper.unmount();
  });

  it("shows what fires by full names, with its time ticking, and how many want somebody", async () => {
    const page = openPage("#/firing");
    expect(page.wrapper.findAll(".tile")).toHaveLength(3);
    const before = page.wrapper.find(".tile .time").text();
    await page.pass(2_000);
    expect(page.wrapper.find(".tile .time").text()).not.toBe(before);
    expect(page.wrapper.find(".tab .open").text()).toBe("2");
    page.wrapper.unmount();
  });

  it("takes a tap on a list that has just moved for no tap at all", async () => {
    localStorage.setItem("callboard.person", "Maria");
    const page = openPage("#/firing");
    page.hear({ ...FLOOR, alerts: 4 });
    await flushPromises();
    await page.tap("Acknowledge");
    expect(page.asked).toEqual([]);
    page.wrapper.unmount();
  });

  it("never calls a floor calm that nobody watches, and says with its age that the socket is gone", async () => {
    const page = openPage("#/firing", { ...FLOOR, alerts: 0, alerting: { state: "unheard" } });
    expect(page.text()).toContain("Alerts are not being watched");
    expect(page.text()).not.toContain("No alerts");
    await page.pass(20_000);
    expect(page.text()).toContain("No connection to Callboard for 20 s.");
    page.wrapper.unmount();
  });

  it("tells why an alert fired: the values compared, the events, the queue and each passage", async () => {
    const page = openPage("#/firing/agent_idle_exceeded.0");
    await flushPromises();
    for (const words of [
      "Time in state 15:00 > 15:00",
      "CALL → NOT_READY, code LUNCH",
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
    const page = openPage("#/firing/agent_idle_exceeded.0");
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
    const page = openPage("#/firing/agent_idle_exceeded.0");
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

  it("shows the server's own complaints about a rule, and keeps the text", async () => {
    localStorage.setItem("callboard.person", "Maria");
    const page = openPage("#/rules");
    await flushPromises();
    await page.tap("Edit");
    const editor = page.wrapper.findAll("textarea").find((one) => one.isVisible());
    await editor?.setValue('{"id": "a", "when": {"field": "waitSecnds", "above": 5}}');
    await page.tap("Check");
    expect(page.text()).toContain("did you mean `waitSeconds`?");
    expect(editor?.element.value).toContain("waitSecnds");
    await editor?.setValue("{");
    await page.tap("Check");
    expect(page.text()).toContain("This is no JSON");
    page.wrapper.unmount();
  });

  it("tells how often a rule would have fired yesterday, and sends a sink a test whose answer stays text", async () => {
    const rules = openPage("#/rules");
    await flushPromises();
    await rules.tap("Last 24 h");
    expect(rules.text()).toContain("Would have fired 5 times, 35:00 in all");
    expect(rules.text()).toContain("1 alert was firing already when it began.");
    rules.wrapper.unmount();
    const sinks = openPage("#/sinks");
    await flushPromises();
    await sinks.tap("Send a test");
    expect(sinks.asked.some(({ path }) => path.endsWith("/sinks/operations/test"))).toBe(true);
    expect(sinks.text()).toContain("<b>no_service</b>");
    sinks.wrapper.unmount();
  });

  it("changes the opening hours, and keeps what was typed while the server complains", async () => {
    localStorage.setItem("callboard.person", "Maria");
    const page = openPage("#/rules");
    await flushPromises();
    expect(page.text()).toContain("Open now · Mon–Fri 08:00–20:00 · Fri, Sat 22:00–06:00 · 3 holidays");
    await page.tap("Change the hours");
    const panel = page.wrapper.find("section.card");
    await panel.findAll(".span .day")[5]?.trigger("click");
    await panel.findAll(".time")[1]?.setValue("8pm");
    const { answer } = page.desk;
    const complaint = "`open.0.to` must be a time of day as `17:30`.";
    page.desk.answer = () => ({ status: 400, body: { title: "No calendar yet", complaints: [complaint] } });
    await panel.find("form").trigger("submit");
    await flushPromises();
    expect(page.text()).toContain(complaint);
    expect(panel.findAll(".span")[0]?.findAll('[aria-pressed="true"]')).toHaveLength(6);
    page.desk.answer = answer;
    await page.pass(61_000);
    expect(panel.find<HTMLInputElement>(".times label:nth-child(2) input").element.value).toBe("8pm");
    expect(panel.findAll(".span")[0]?.findAll('[aria-pressed="true"]')).toHaveLength(6);
    await panel.findAll(".time")[1]?.setValue("19:30");
    await page.tap("Add a holiday");
    await panel.find("form").trigger("submit");
    await flushPromises();
    expect(page.asked.filter(({ method }) => method === "PUT")[1]?.body).toMatchObject({
      zone: "Europe/Berlin",
      open: [
        { days: [1, 2, 3, 4, 5, 6], from: "08:00", to: "19:30" },
        { days: [5, 6], from: "22:00", to: "06:00" },
      ],
      holidays: ["2026-12-25", "2026-12-26", "2027-01-01"],
      by: "Maria",
    });
    page.wrapper.unmount();
  });

  it("tells dead letters apart by whom they are about, and sends all of a sink again", async () => {
    localStorage.setItem("callboard.person", "Maria");
    const page = openPage("#/sinks");
    await flushPromises();
    for (const words of [
      "Fire: Billing, 3 alerts",
      "Fire: Zofia Nowak",
      "Fire: Jonas Becker",
      "Team 3 · agent_idle_exceeded · to operations",
      "10 tries",
      "the receiver answered 500",
    ]) {
      expect(page.text()).toContain(words);
    }
    await page.tap("Send all 4 to Operations hub again");
    expect(page.asked.filter(({ method }) => method === "POST")).toEqual([
      expect.objectContaining({
        path: expect.stringMatching(/\/sinks\/operations\/resend-dead$/),
        body: { by: "Maria" },
      }),
    ]);
    expect(page.text()).toContain("4 are on their way again.");
    page.wrapper.unmount();
  });

  it("sees all alerts of one rule in one place with one tap, and says how many are done", async () => {
    localStorage.setItem("callboard.person", "Maria");
    const page = openPage("#/firing", { ...FLOOR, agents: 400, queues: 1, alerts: 26 });
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

  it("keeps hostile words text in every list", async () => {
    const hostile: BoardRecipe = { ...FLOOR, names: "hostile", alerts: 9, hasHostileWords: true };
    for (const hash of ["#/firing", "#/history", "#/firing/agent_idle_exceeded.0"]) {
      const page = openPage(hash, hostile);
      await flushPromises();
      expect(page.wrapper.findAll("img, script")).toHaveLength(0);
      expect(page.text()).toContain("onerror");
      page.wrapper.unmount();
    }
  });
});
