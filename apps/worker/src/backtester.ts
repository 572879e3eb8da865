/**
 * Runs one rule over a tenant's stored history, in a stateless place of its own: hours of a floor go through the rules
 * there without the alert desk waiting for it. It reads page by page, so that no more than a page is held at once.
 */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { HistoryEntry, HistoryPage, Reply } from "@callboard/alert-desk";
import type { EpochMs } from "@callboard/core";
import { type BacktestReport, createBacktest, type Rule, type SiteCalendar } from "@callboard/core/alerting";
import { faultFacts } from "@callboard/shell";
import { alertDeskOf } from "./desks.ts";
import type { Env } from "./env.ts";
import { consoleJournal } from "./ports/ports.ts";
import { unpack } from "./storage/pack.ts";

/** What is tried, on whose history, and on which stretch of it. */
export interface BacktestOrder {
  readonly tenant: string;
  readonly rule: Rule;
  readonly calendar: SiteCalendar;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export class Backtester extends WorkerEntrypoint<Env> {
  /** `null` where the alert desk cannot be asked, or what it stored cannot be read. Never throws. */
  async run(order: BacktestOrder): Promise<Reply<BacktestReport> | null> {
    try {
      return await this.#run(order);
    } catch (error) {
      consoleJournal().note("backtest failed", { tenant: order.tenant, ...faultFacts(error) });
      return null;
    }
  }

  async #run({ tenant, rule, calendar, from, to }: BacktestOrder): Promise<Reply<BacktestReport> | null> {
    const backtest = createBacktest(rule, calendar, { from, to });
    let cursor: string | null = null;
    do {
      const query: Readonly<Record<string, unknown>> = cursor === null ? { from, to } : { from, to, cursor };
      const page: Reply<HistoryPage> | null = await alertDeskOf(this.env, tenant).historyPage(query);
      if (page === null || page.kind === "refused") return page;
      for await (const text of textsOf(page.value)) {
        for (const entry of entriesOf(text)) backtest.take(entry);
      }
      cursor = page.value.cursor;
    } while (cursor !== null);
    return { kind: "done", value: backtest.report() };
  }
}

async function* textsOf({ packed, plain }: HistoryPage): AsyncIterable<string> {
  for (const bytes of packed) yield await unpack(bytes);
  yield* plain;
}

/** One line after the other, so that a text of millions of characters is not held twice. */
function* entriesOf(text: string): Iterable<HistoryEntry> {
  let from = 0;
  while (from < text.length) {
    const newline = text.indexOf("\n", from);
    const to = newline < 0 ? text.length : newline;
    if (to > from) yield JSON.parse(text.slice(from, to)) as HistoryEntry;
    from = to + 1;
  }
}
