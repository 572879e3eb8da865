/** One widget in a small DOM with a made-up floor: for tests that read what a person would read on its tile. */
import {
  GRID,
  NO_FILTER,
  type SiteView,
  type Widget,
  type WidgetKind,
  type WidgetOf,
} from "@callboard/boards";
import {
  applyFrame,
  type BoardAgent,
  type BoardAlert,
  type BoardAlerting,
  type BoardFeed,
  type BoardQueue,
  type Directory,
} from "@callboard/protocol";
import { mount } from "@vue/test-utils";
import { createPinia } from "pinia";
import { nextTick } from "vue";
import { useSetupStore } from "../src/stores/setup.ts";
import { TICKER } from "../src/use/ticker.ts";
import type { WidgetBox, WidgetParts } from "../src/widgets/contract.ts";
import { addFloorWords } from "../src/words/floor-words.ts";
import { addPeopleWords } from "../src/words/people-words.ts";
import { addQueuesWords } from "../src/words/queues-words.ts";
import { addWallWords } from "../src/words/wall-words.ts";
import { i18n } from "../src/words/words.ts";
import { createHeardBoard } from "./heard-board.ts";
import { countsOf } from "./made-up-boards.ts";
import { AT, watching } from "./pieces.ts";

export interface KitFloor {
  readonly agents?: readonly BoardAgent[];
  readonly queues?: readonly BoardQueue[];
  readonly feed?: Partial<BoardFeed>;
  readonly alerts?: readonly BoardAlert[];
  readonly alerting?: Partial<BoardAlerting>;
}

/** A widget's plan with only what a test cares about said. */
export function plan<K extends WidgetKind>(
  kind: K,
  change: Omit<WidgetOf<K>, "id" | "kind" | "title" | "wide" | "high" | "filter"> & Partial<WidgetOf<K>>,
): WidgetOf<K> {
  const base = { id: "w", title: null, wide: GRID, high: GRID, filter: NO_FILTER };
  return { ...base, ...change, kind } as unknown as WidgetOf<K>;
}

export interface KitOptions {
  readonly box?: WidgetBox;
  readonly sites?: readonly SiteView[];
  readonly directory?: Directory;
}

/** Mounts one widget. Call `show` with a floor before reading; times are counted from `AT`. */
export function mountWidget<K extends Widget["kind"]>(
  parts: WidgetParts<K>,
  widget: WidgetOf<K>,
  { box = { wideEm: 40, highEm: 24 }, sites = [], directory }: KitOptions = {},
) {
  addFloorWords();
  addWallWords();
  addPeopleWords();
  addQueuesWords();
  const pinia = createPinia();
  const { board, replica, serverClock, time, frames, ticker } = createHeardBoard(pinia);
  const setup = useSetupStore(pinia);
  if (directory !== undefined) setup.directory = directory;
  if (sites.length > 0) {
    const goal = {
      thresholdSeconds: 20,
      shortAbandonSeconds: 5,
      goalPct: 80,
      variant: "ignoreAbandons",
      warnWaitSeconds: null,
      alarmWaitSeconds: null,
      warnWaiting: null,
      alarmWaiting: null,
    } as const;
    const goals = { all: goal, queues: [] };
    setup.setup = {
      revision: 1,
      screen: null,
      boards: [],
      sites,
      goals,
      language: "en",
      zone: "Europe/Berlin",
    };
  }
  const wrapper = mount(parts.component, {
    props: { widget, box },
    global: { plugins: [pinia, i18n], provide: { [TICKER as symbol]: ticker } },
    attachTo: document.body,
  });
  let seq = 0;
  return {
    wrapper,
    pinia,
    board,
    setup,
    text: () => wrapper.text().replace(/\s+/g, " "),
    async show({ agents = [], queues = [], feed = {}, alerts = [], alerting = {} }: KitFloor) {
      seq += 1;
      time.lastFrameAt = time.now;
      serverClock.hear(AT + time.now, time.now);
      const applied = applyFrame(replica, {
        type: "snapshot",
        build: "b1",
        setupRevision: 1,
        epoch: "e1",
        seq,
        at: AT + time.now,
        site: { tenant: "demo", name: "Northwind", zone: "Europe/Berlin" },
        feed: {
          state: "live",
          since: AT,
          asOf: AT + time.now,
          clock: AT + time.now,
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
      if (applied.kind === "applied") board.collect(applied);
      for (const task of frames.splice(0)) task();
      ticker.tick();
      await nextTick();
    },
    /** Lets time pass; frames go on being heard unless `isSilent`. */
    async pass(ms: number, isSilent = false) {
      for (let passed = 0; passed < ms; passed += 100) {
        time.now += 100;
        if (!isSilent) time.lastFrameAt = time.now;
        ticker.tick();
      }
      await nextTick();
    },
  };
}
