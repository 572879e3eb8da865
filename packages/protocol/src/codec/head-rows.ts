/** The parts every frame shares, in compact form: the feed's own state, who watches for alerts, the counts, the site. */
import { AGENT_STATES, FEED_STATES } from "@callboard/core";
import { ALERTING_STATES, type BoardAlerting } from "../alerts.ts";
import type { BoardCounts, BoardFeed, BoardSite } from "../board.ts";
import { ago, count, fail, figure, type Row, row, text, timeAgo, wordAt } from "./reader.ts";

export function writeFeed(feed: BoardFeed, at: number): Row {
  return [
    FEED_STATES.indexOf(feed.state),
    at - feed.since,
    ago(at, feed.asOf),
    ago(at, feed.clock),
    ago(at, feed.reconciledAt),
    feed.advice,
  ];
}

export function readFeed(value: unknown, at: number): BoardFeed {
  const fields = row(value, "feed");
  return {
    state: wordAt(FEED_STATES, fields[0], "feed state"),
    since: at - figure(fields[1], "feed since"),
    asOf: timeAgo(at, fields[2], "as of"),
    clock: timeAgo(at, fields[3], "event clock"),
    reconciledAt: timeAgo(at, fields[4], "reconciled"),
    advice: text(fields[5], "advice"),
  };
}

export function writeAlerting(alerting: BoardAlerting, at: number): Row {
  return [ALERTING_STATES.indexOf(alerting.state), at - alerting.since, alerting.more];
}

export function readAlerting(value: unknown, at: number): BoardAlerting {
  const [state, since, more] = row(value, "alerting");
  return {
    state: wordAt(ALERTING_STATES, state, "alerting state"),
    since: at - figure(since, "alerting since"),
    more: count(more, "more alerts"),
  };
}

export function writeCounts(counts: BoardCounts): Row {
  return [counts.byState, counts.routable, counts.readyNotRoutable, counts.readyUnknown];
}

export function readCounts(value: unknown): BoardCounts {
  const [byState, routable, readyNotRoutable, readyUnknown] = row(value, "counts");
  const states = row(byState, "counts by state");
  if (states.length !== AGENT_STATES.length) fail("counts by state");
  return {
    byState: states.map((state) => count(state, "count")),
    routable: count(routable, "routable"),
    readyNotRoutable: count(readyNotRoutable, "ready, not routable"),
    readyUnknown: count(readyUnknown, "ready, unknown"),
  };
}

export function writeSite(site: BoardSite): Row {
  return [site.tenant, site.name, site.zone];
}

export function readSite(value: unknown): BoardSite {
  const [tenant, name, zone] = row(value, "site");
  return { tenant: text(tenant, "tenant"), name: text(name, "site name"), zone: text(zone, "zone") };
}
