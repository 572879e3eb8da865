/** What a replay needs besides history itself: how far it reaches, and the alerts of the stretch that is asked for. */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { done, type Reply, refused } from "@callboard/shell";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import { replayQuery } from "../people/asked.ts";
import { noStorage, readEdge } from "../people/edge.ts";
import type { PastAlert } from "../replay/past-alerts.ts";
import { boardAlert } from "../tell/board.ts";
import type { Past } from "../views.ts";
import { isWhole } from "./entries.ts";

/** `{from, seconds?}`, by CXone's clock. */
export function past(book: Book, value: unknown): Reply<Past> {
  const read = readEdge("question for a replay", replayQuery, value);
  if (read.kind === "refused") return read;
  const memory = book.open();
  if (memory === null) return noStorage;
  const { from, seconds } = read.value;
  const to = from + seconds * 1_000;
  if (from > Math.max(book.now, memory.stream.clock)) return refused(400, "This is no past moment", FUTURE);
  const found = book.read(() => ({ kept: keptBy(book, memory), ...alertsDuring(book, from, to) }));
  return found === null ? noStorage : done({ from, to, ...found });
}

const FUTURE = "`from` is in the future: only what has happened can be shown.";

/** From the oldest whole floor to the newest row. */
function keptBy({ stores: { history, stream } }: Book, memory: Memory): Past["kept"] {
  const oldest = history.firstKeyframe({ withWaypoints: true });
  const unpacked = oldest === null ? stream.nextUnpacked(0) : null;
  const from = oldest?.from ?? (unpacked !== null && isWhole(unpacked) ? unpacked.at : null);
  return from === null ? null : { from, to: Math.max(from, memory.stream.clock) };
}

function alertsDuring({ stores }: Book, from: EpochMs, to: EpochMs): Pick<Past, "alerts" | "moreAlerts"> {
  const { alerts, count } = stores.alerts.during(from, to, BOUNDS.alertsShownMax);
  const pastAlerts = alerts.map(
    (alert): PastAlert => ({ alert: boardAlert(alert), resolvedAt: alert.resolvedAt }),
  );
  return { alerts: pastAlerts, moreAlerts: count - alerts.length };
}
