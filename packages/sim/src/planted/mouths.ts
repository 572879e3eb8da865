/** Planted bugs in what screens are told (see bugs.ts). Never used but to be found. */
import type { ViewerSocket } from "@callboard/desk";
import type { TenantWraps } from "../bugs.ts";

const SNAPSHOT = 0;
const DELTA = 1;
const BEAT = 2;
const DROPPED_EVERY = 50;

type Fields = unknown[];

/** Rewrites the fields of each frame; `null` sends nothing. */
const withFrames = (rewriteOf: () => (fields: Fields) => Fields | null): Partial<TenantWraps> => ({
  viewerSocket: (socket) => rewriting(socket, rewriteOf()),
});

const rewriting = (socket: ViewerSocket, rewrite: (fields: Fields) => Fields | null): ViewerSocket => ({
  send(text) {
    const fields: unknown = JSON.parse(text);
    const rewritten = Array.isArray(fields) ? rewrite(fields) : null;
    if (rewritten !== null) socket.send(JSON.stringify(rewritten));
  },
  close: (code, reason) => socket.close(code, reason),
  buffered: () => socket.buffered(),
});

/** `[1, epoch, base, seq, …]`: the base of the delta after a lost one is set back, so that it seems to fit. */
export const droppedDelta = (): Partial<TenantWraps> =>
  withFrames(() => {
    let deltas = 0;
    let lostBase: unknown = null;
    return (fields) => {
      if (fields[0] !== DELTA) return fields;
      deltas += 1;
      if (deltas % DROPPED_EVERY === 0) {
        lostBase = fields[2];
        return null;
      }
      const base = lostBase ?? fields[2];
      lostBase = null;
      return fields.with(2, base);
    };
  });

/** Wherever the feed stands in a frame: `[state, since, lastMessage, clock, reconciled, advice]`. */
const FEED_PLACE = new Map<unknown, number>([
  [SNAPSHOT, 7],
  [DELTA, 5],
  [BEAT, 5],
]);
const LIVE = 1;

export const evergreenLabel = (): Partial<TenantWraps> =>
  withFrames(() => (fields) => {
    const place = FEED_PLACE.get(fields[0]);
    const feed = place === undefined ? null : fields[place];
    if (place === undefined || !Array.isArray(feed)) return fields;
    return fields.with(place, feed.with(0, LIVE).with(2, 0));
  });

/** A snapshot to a screen that was served before bears the number before its own. */
export const seqThatFalls = (): Partial<TenantWraps> =>
  withFrames(() => {
    let isServed = false;
    return (fields) => {
      if (fields[0] !== SNAPSHOT) return fields;
      const seq = Number(fields[3]);
      const told = isServed && seq > 0 ? seq - 1 : seq;
      isServed = true;
      return fields.with(3, told);
    };
  });
