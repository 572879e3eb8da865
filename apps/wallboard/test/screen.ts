/** A whole wall in a small DOM, fed with frames: for tests that read what a person would read on it. */
import {
  applyFrame,
  type BoardAgent,
  type BoardAlert,
  type BoardAlerting,
  type BoardFeed,
  type BoardQueue,
  type ServerFrame,
} from "@callboard/protocol";
import { mount } from "@vue/test-utils";
import { createPinia } from "pinia";
import { nextTick, shallowRef } from "vue";
import App from "../src/App.vue";
import { settingsOf } from "../src/settings/settings.ts";
import type { Sound } from "../src/sound/sound.ts";
import { useSetupStore } from "../src/stores/setup.ts";
import { addFloorWords } from "../src/words/floor-words.ts";
import { addPeopleWords } from "../src/words/people-words.ts";
import { addQueuesWords } from "../src/words/queues-words.ts";
import { addSoundWords } from "../src/words/sound-words.ts";
import { addWallWords } from "../src/words/wall-words.ts";
import { i18n } from "../src/words/words.ts";
import { createHeardBoard } from "./heard-board.ts";
import { countsOf } from "./made-up-boards.ts";
import { AT, watching } from "./pieces.ts";

interface Floor {
  readonly agents: readonly BoardAgent[];
  readonly queues?: readonly BoardQueue[];
  readonly feed?: Partial<BoardFeed>;
  readonly siteName?: string;
  readonly alerts?: readonly BoardAlert[];
  readonly alerting?: Partial<BoardAlerting>;
}

/** A device that is silent. */
const SILENT: Sound = {
  state: shallowRef("off"),
  toggle: () => undefined,
  listen: () => undefined,
  stop: () => undefined,
};

/** @param search of the wall's address; near enough that everything of a small floor is on the first page */
export function createScreen(search = "?metres=1&inches=75") {
  for (const add of [addFloorWords, addWallWords, addPeopleWords, addQueuesWords, addSoundWords]) add();
  const pinia = createPinia();
  const { board, replica, serverClock, time, frames, ticker } = createHeardBoard(pinia);
  const settings = settingsOf(search);
  const wrapper = mount(App, {
    props: { settings, ticker, sound: SILENT },
    global: { plugins: [pinia, i18n] },
    attachTo: document.body,
  });
  let seq = 0;
  const screen = {
    wrapper,
    board,
    setup: useSetupStore(pinia),
    pinia,
    tick: ticker.tick,
    time,
    framesWaiting: () => frames.length,
    text: () => wrapper.text().replace(/\s+/g, " "),
    async draw() {
      for (const task of frames.splice(0)) task();
      ticker.tick();
      await nextTick();
    },
    hear(frame: ServerFrame) {
      time.lastFrameAt = time.now;
      serverClock.hear(frame.at, time.now);
      const applied = applyFrame(replica, frame);
      if (applied.kind === "applied") board.collect(applied);
      else board.plan();
    },
    async show({
      agents,
      queues = [],
      feed = {},
      siteName = "Northwind",
      alerts = [],
      alerting = {},
    }: Floor) {
      seq += 1;
      screen.hear({
        type: "snapshot",
        build: "b1",
        setupRevision: 1,
        epoch: "e1",
        seq,
        at: AT + time.now,
        site: { tenant: "demo", name: siteName, zone: "Europe/Berlin" },
        feed: {
          state: "live",
          since: AT,
          asOf: AT,
          clock: AT,
          reconciledAt: AT,
          advice: "",
          ...feed,
        },
        counts: countsOf(agents),
        agents,
        queues,
        alerting: { ...watching, ...alerting },
        alerts,
      });
      await screen.draw();
    },
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 100) {
        time.now += 100;
        ticker.tick();
      }
      await nextTick();
    },
  };
  return screen;
}
