/**
 * The pages of the board as they are placed on this screen, and which of them is shown: by the server's clock, by hand, or
 * held by an alert. A board that has changed is taken over when a page turns, so that nothing moves under anybody's eyes.
 */
import type { BoardPlan, PagePlan, Widget } from "@callboard/boards";
import { type BoardAlert, SEVERITIES } from "@callboard/protocol";
import { type ComputedRef, computed, onScopeDispose, type ShallowRef, shallowRef, watch } from "vue";
import type { Ticker } from "../clock/ticker.ts";
import { type Keep, neighbourOf, type PageTurn, type Showing, showingAt } from "../layout/page-turns.ts";
import { type Placed, placePage, type RoomEm } from "../layout/place-page.ts";
import { useBoardStore } from "../stores/board.ts";
import { type FloorIndex, useFloorIndices } from "../stores/floor-index.ts";
import type { TurnMemory } from "../use/turn-memory.ts";
import { leastOf, mostHighOf } from "../widgets/registry.ts";
import { holderOf } from "./pins.ts";

export interface PlacedPage {
  readonly page: PagePlan;
  readonly screens: readonly (readonly Placed<Widget>[])[];
}

export interface Pages {
  /** The board that is shown, which may be the former one for the rest of its page. */
  readonly board: ComputedRef<BoardPlan>;
  readonly pages: ComputedRef<readonly PlacedPage[]>;
  readonly showing: Readonly<ShallowRef<Showing | null>>;
  /** The alert that holds the page. */
  readonly holder: Readonly<ShallowRef<BoardAlert | null>>;
  readonly isPaused: Readonly<ShallowRef<boolean>>;
  turn(step: 1 | -1): void;
  pause(): void;
  resume(): void;
}

interface Hold {
  readonly pageId: string;
  readonly alert: BoardAlert;
}

const isWorse = (one: BoardAlert, other: BoardAlert) =>
  SEVERITIES.indexOf(one.severity) < SEVERITIES.indexOf(other.severity);

/** Somebody who turned by hand reads; nobody reads for longer. */
const CHOSEN_MS = 60_000;
/** A wall that somebody stopped and left goes on by itself. */
const PAUSED_MS = 15 * 60_000;
/** Advice that is too long to stand below the widgets has this page. */
export const ADVICE_PAGE = " advice";
const ADVICE_SECONDS = 12;

export function usePages(
  input: {
    readonly wanted: () => BoardPlan;
    readonly room: () => RoomEm;
    readonly hasAdvicePage: () => boolean;
  },
  ticker: Ticker,
  memory: TurnMemory,
): Pages {
  const floor = useBoardStore();
  const shown = shallowRef<BoardPlan>(input.wanted());
  const showing = shallowRef<Showing | null>(null);
  const holder = shallowRef<BoardAlert | null>(null);
  const isPaused = shallowRef(false);
  const pins = usePins(() => shown.value);
  let keep: Keep = { kind: "none" };

  const pages = computed<readonly PlacedPage[]>(() => {
    const room = input.room();
    return shown.value.pages.map((page) => ({
      page,
      screens: placePage(page.widgets, { leastOf, mostHighOf }, room),
    }));
  });
  const turns = computed<readonly PageTurn[]>(() => {
    const own = pages.value
      .filter(({ screens }) => screens.length > 0)
      .map(({ page, screens }) => ({ id: page.id, seconds: page.seconds, screens: screens.length }));
    return input.hasAdvicePage() ? [...own, { id: ADVICE_PAGE, seconds: ADVICE_SECONDS, screens: 1 }] : own;
  });

  function takeOver(): void {
    if (shown.value === input.wanted()) return;
    memory.clear();
    shown.value = input.wanted();
  }

  function look(serverNow: number): void {
    if (keep.kind === "chosen" && keep.until <= serverNow) {
      keep = { kind: "none" };
      isPaused.value = false;
    }
    if (keep.kind !== "chosen") keepIfHeld();
    const next = showingAt(turns.value, keep, serverNow);
    const last = showing.value;
    const isSame = next?.pageId === last?.pageId && next?.screen === last?.screen;
    if (isSame) return;
    takeOver();
    showing.value = showingAt(turns.value, keep, serverNow);
    if (keep.kind === "chosen") return;
    keepIfHeld();
    if (keep.kind === "held" && keep.pageId !== showing.value?.pageId) {
      showing.value = showingAt(turns.value, keep, serverNow);
    }
  }

  /** The page that is shown stays while an alert holds it. Another one is sought out only where a worse alert holds that. */
  function keepIfHeld(): void {
    const own = holdOf(showing.value?.pageId ?? null);
    const hold = own === null ? null : worstHold(own);
    holder.value = hold?.alert ?? null;
    keep = hold === null ? { kind: "none" } : { kind: "held", pageId: hold.pageId };
  }

  function holdOf(pageId: string | null): Hold | null {
    const page = shown.value.pages.find(({ id }) => id === pageId);
    const alert = page === undefined ? null : pins.holderOf(page, floor.alerts);
    return alert === null || pageId === null ? null : { pageId, alert };
  }

  function worstHold(own: Hold): Hold {
    return turns.value.reduce((worst, { id }) => {
      const other = holdOf(id);
      return other !== null && isWorse(other.alert, worst.alert) ? other : worst;
    }, own);
  }

  function choose(at: Showing | null, forMs: number): void {
    const now = floor.serverNow();
    if (at === null || now === null) return;
    keep = { kind: "chosen", ...at, until: now + forMs };
    holder.value = null;
    showing.value = at;
  }

  watch(input.wanted, (wanted) => {
    // With a single page there is no turn to wait for; another board is what the schedule or a person asked for.
    const isOnePage = turns.value.reduce((sum, { screens }) => sum + screens, 0) <= 1;
    if (isOnePage || wanted.id !== shown.value.id) takeOver();
  });
  watch(
    turns,
    () => {
      const now = floor.serverNow();
      // Before the server was heard the first page is shown, as it is at no time in particular.
      showing.value = showingAt(turns.value, keep, now ?? 0);
    },
    { immediate: true },
  );
  onScopeDispose(ticker.everySecond(look));

  return {
    board: computed(() => shown.value),
    pages,
    showing,
    holder,
    isPaused,
    turn(step) {
      if (showing.value === null) return;
      choose(neighbourOf(turns.value, showing.value, step), isPaused.value ? PAUSED_MS : CHOSEN_MS);
    },
    pause() {
      isPaused.value = true;
      choose(showing.value, PAUSED_MS);
    },
    resume() {
      isPaused.value = false;
      keep = { kind: "none" };
      look(floor.serverNow() ?? 0);
    },
  };
}

/** The parts of the floor that pages are about, kept for as long as the board is shown. */
function usePins(board: () => BoardPlan) {
  const indices = useFloorIndices();
  let used: { readonly page: PagePlan; readonly index: FloorIndex }[] = [];
  const release = () => {
    for (const { page } of used) indices.release([page.filter]);
    used = [];
  };
  watch(
    board,
    ({ pages }) => {
      const next = pages
        .filter(({ pinOn }) => pinOn !== null)
        .map((page) => ({ page, index: indices.use([page.filter]) }));
      release();
      used = next;
    },
    { immediate: true, flush: "sync" },
  );
  onScopeDispose(release);
  return {
    holderOf(page: PagePlan, alerts: readonly BoardAlert[]): BoardAlert | null {
      const index = used.find((each) => each.page === page)?.index;
      return index === undefined ? null : holderOf(page, alerts, index);
    },
  };
}
