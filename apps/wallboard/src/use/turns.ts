/**
 * Pages that turn by themselves, on the server's seconds: no timer of their own, and two screens in one room turn
 * together. Tiles are re-sorted when a page turns and at no other time.
 */
import { onScopeDispose, type ShallowRef, shallowRef, watch } from "vue";
import type { Ticker } from "../clock/ticker.ts";
import {
  type Cycle,
  FIRST_CYCLE,
  nextPage,
  type Page,
  type PageItem,
  type PageSize,
} from "../layout/paging.ts";

export interface TurnsInput {
  readonly ticker: Ticker;
  /** The number of the turn at an instant of the server's clock; the page turns when it changes. */
  turnAt(serverNow: number): number;
  size(): PageSize;
  /** Everything there is, neediest first. Asked only when a page turns. */
  order(): readonly PageItem[];
  /** Anything whose change means that the present page no longer fits: the first page is then taken at once. */
  restartOn(): unknown;
  /** Who is shown from now on. */
  onTurn(ids: ReadonlySet<string>): void;
  /** Where the pages went on when this list was last on the screen, and where they are now. */
  readonly memory?: { read(): Cycle | null; write(cycle: Cycle): void };
}

const NO_PAGE: Page = { columns: [], ids: [], page: 1, pages: 1 };

export function useTurns(input: TurnsInput): Readonly<ShallowRef<Page>> {
  const page = shallowRef<Page>(NO_PAGE);
  let cycle: Cycle = input.memory?.read() ?? FIRST_CYCLE;
  let turn: number | null = null;

  function take(): void {
    const next = nextPage(input.order(), cycle, input.size());
    cycle = next.cycle;
    input.memory?.write(cycle);
    input.onTurn(new Set(next.page.ids));
    page.value = next.page;
  }

  onScopeDispose(
    input.ticker.everySecond((serverNow) => {
      const number = input.turnAt(serverNow);
      const isDue = turn !== null && number !== turn;
      turn = number;
      if (isDue) take();
    }),
  );
  watch(
    [() => input.restartOn(), () => input.size().columns, () => input.size().lines],
    (_now, before) => {
      // The first time it goes on where it was; later only a change of what fits brings us here.
      if (before[1] !== undefined) cycle = FIRST_CYCLE;
      take();
    },
    { immediate: true },
  );
  return page;
}
