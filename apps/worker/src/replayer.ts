/**
 * A stretch of a tenant's past as the frames of a live board, in a stateless place of its own like the backtest's: minutes
 * of a floor are unpacked and played there without the alert desk waiting for it.
 */
import { WorkerEntrypoint } from "cloudflare:workers";
import { type HistoryPage, type Past, Replay, type Reply } from "@callboard/alert-desk";
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Aliases, NameStyle, ReplayPage } from "@callboard/protocol";
import { faultFacts } from "@callboard/shell";
import { alertDeskOf, deskOf } from "./desks.ts";
import type { Env } from "./env.ts";
import type { TenantName } from "./gate/whose.ts";
import { consoleJournal } from "./ports/ports.ts";
import { historyEntries } from "./storage/history-entries.ts";

export interface ReplayRequest {
  readonly tenant: TenantName;
  /** As they were sent: the alert desk reads them. */
  readonly from: string | undefined;
  readonly seconds: string | undefined;
  readonly names: NameStyle;
}

const NO_ALIASES: Aliases = new Map();

export class Replayer extends WorkerEntrypoint<Env> {
  /** `null` where a desk cannot be asked, or what is stored cannot be read. Never throws. */
  async run(request: ReplayRequest): Promise<Reply<ReplayPage> | null> {
    try {
      return await this.#run(request);
    } catch (error) {
      consoleJournal().note("replay failed", { tenant: request.tenant, ...faultFacts(error) });
      return null;
    }
  }

  async #run({ tenant, from, seconds, names }: ReplayRequest): Promise<Reply<ReplayPage> | null> {
    const asked = { ...(from === undefined ? {} : { from }), ...(seconds === undefined ? {} : { seconds }) };
    const past: Reply<Past> | null = await alertDeskOf(this.env, tenant).past(asked);
    if (past === null || past.kind === "refused") return past;
    const aliases = names === "alias" ? await this.#aliases(tenant) : NO_ALIASES;
    if (aliases === null) return null;
    const { kept, alerts, moreAlerts, ...stretch } = past.value;
    const replay = new Replay({
      ...{ ...stretch, alerts, moreAlerts, names: { style: names, aliases } },
      // No two pages share their numbers of agents, even where they are of the same minute.
      ...{ epoch: `past-${crypto.randomUUID()}`, build: this.env.VERSION.id },
    });
    // What is older than all that is kept has no frames; whoever asked sees by `kept` what there is.
    const isKept = kept !== null && kept.from < stretch.to;
    const refused = isKept ? await this.#play(tenant, stretch, replay) : null;
    return refused ?? { kind: "done", value: { ...replay.page(), kept } };
  }

  /** Gives the replay all that it wants; what kept it from that otherwise. */
  async #play(
    tenant: TenantName,
    { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
    replay: Replay,
  ): Promise<Exclude<Reply<never>, { kind: "done" }> | null> {
    // History is kept by our own clock: CXone's may be a little ahead of it, and rows come after what they tell of.
    const stretch = { from: from - BOUNDS.futureToleranceMs, to: to + BOUNDS.replayLateMs };
    let cursor: string | null = null;
    do {
      const query: Readonly<Record<string, unknown>> = { ...stretch, withWaypoints: true, cursor };
      const page: Reply<HistoryPage> | null = await alertDeskOf(this.env, tenant).historyPage(query);
      if (page === null) throw new Error("the alert desk is not open");
      if (page.kind === "refused") return page;
      for await (const entry of historyEntries(page.value)) if (!replay.take(entry)) return null;
      cursor = page.value.cursor;
    } while (cursor !== null);
    return null;
  }

  async #aliases(tenant: TenantName): Promise<Aliases | null> {
    const answer = await deskOf(this.env, tenant).aliases();
    if (answer?.kind !== "answered") return null;
    return new Map(answer.value.map(({ agentId, alias }) => [agentId, alias]));
  }
}
