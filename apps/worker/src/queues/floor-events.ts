/**
 * Rows of the floors' logs, on their way to the alert desks: one call a tenant, and an answer for each row. Order, doubles
 * and holes are the alert desk's to see to; a row is acknowledged only when it is committed there.
 */
import { BOUNDS } from "@callboard/core";
import { doublingMs } from "@callboard/shell";
import { alertDeskOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { type TenantName, vouched } from "../gate/whose.ts";
import { consoleJournal } from "../ports/ports.ts";
import { isTaken, placeOfBatches, retryIn, tenantOfBatch } from "./messages.ts";

export async function consumeFloorEvents(batch: MessageBatch, env: Env): Promise<void> {
  const tasks = [...byTenant(batch)].map(([tenant, rows]) => handOver(env, tenant, rows));
  await Promise.all(tasks);
}

/** Rows that were given up are noted and let go: what they held is in the log, where the alert desk asks for it. */
export async function consumeDeadFloorEvents(batch: MessageBatch, env: Env): Promise<void> {
  const tasks = [...byTenant(batch)].map(async ([tenant, rows]) => {
    const bodies = rows.map(({ body }) => body);
    const place = placeOfBatches(bodies);
    consoleJournal().note("floor events dead", { tenant, rows: rows.length, ...place });
    const isNoted = await isTaken(() => alertDeskOf(env, tenant).noteLostBatches(bodies));
    for (const row of rows) {
      if (isNoted) row.ack();
      else row.retry(retryIn(BOUNDS.batchRetryMaxMs));
    }
  });
  await Promise.all(tasks);
}

/** The rows by their tenant. What names none is acknowledged: nobody will ever want it. */
function byTenant(batch: MessageBatch): Map<TenantName, Message[]> {
  const rows = new Map<TenantName, Message[]>();
  let unknown = 0;
  for (const message of batch.messages) {
    const tenant = tenantOfBatch(message.body);
    if (tenant === null) {
      unknown += 1;
      message.ack();
      continue;
    }
    const name = vouched(tenant, "message");
    const of = rows.get(name);
    if (of === undefined) rows.set(name, [message]);
    else of.push(message);
  }
  if (unknown > 0) consoleJournal().note("rows of no tenant", { queue: batch.queue, rows: unknown });
  return rows;
}

async function handOver(env: Env, tenant: TenantName, rows: readonly Message[]): Promise<void> {
  const verdicts = await take(env, tenant, rows);
  // No tenant (any more), or a paused one, which asks for what it lacks when it goes on.
  if (verdicts === "unwanted") {
    for (const row of rows) row.ack();
    return;
  }
  for (const [index, row] of rows.entries()) {
    const verdict = verdicts?.[index] ?? "again";
    switch (verdict) {
      case "committed":
      case "duplicate":
      case "poisoned":
        row.ack();
        break;
      case "again":
        row.retry(retryIn(waitMs(row.attempts)));
        break;
      default:
        verdict satisfies never;
    }
  }
}

/** Each time twice as long: an alert desk that is away for minutes is not knocked at every second. */
const waitMs = (attempts: number): number =>
  doublingMs(BOUNDS.batchRetryMs, attempts, BOUNDS.batchRetryMaxMs);

/** What became of each row; `null` where the alert desk could not be reached, or takes too long over a hole. */
async function take(env: Env, tenant: TenantName, rows: readonly Message[]) {
  const bodies = rows.map(({ body }) => body);
  try {
    const taken = alertDeskOf(env, tenant).take(bodies);
    return await Promise.race([taken, scheduler.wait(BOUNDS.takePatienceMs).then(() => null)]);
  } catch {
    const place = placeOfBatches(bodies);
    consoleJournal().note("alert desk not reached", { tenant, rows: rows.length, ...place });
    return null;
  }
}
