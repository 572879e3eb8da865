/**
 * Runs one rule over a tenant's stored history, in a stateless place of its own: hours of a floor go through the rules
 * there without the alert desk waiting for it. It reads page by page, so that no more than a page is held at once.
 */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { HistoryPage, Reply } from "@callboard/alert-desk";
import type { EpochMs } from "@callboard/core";
import { type BacktestReport, createBacktest, type Rule, type SiteCalendar } from "@callboard/core/alerting";
import { faultFacts } from "@callboard/shell";
import { alertDeskOf } from "./desks.ts";
import type { Env } from "./env.ts";
import type { TenantName } from "./gate/whose.ts";
import { consoleJournal } from "./ports/ports.ts";
import { historyEntries } from "./storage/history-entries.ts";

/** What is tried, on whose history, and on which stretch of it. */
export interface BacktestOrder {
  readonly tenant: TenantName;
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
      for await (const entry of historyEntries(page.value)) backtest.take(entry);
      cursor = page.value.cursor;
    } while (cursor !== null);
    return { kind: "done", value: backtest.report() };
  }
}
