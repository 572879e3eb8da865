/** Planted bugs in relays (see bugs.ts). Never used but to be found. */
import { BOUNDS } from "@callboard/core";
import type { Line, LineDialer, RelayPorts } from "@callboard/desk";
import type { TenantWraps } from "../bugs.ts";

const BEAT = 2;
/** Where a frame's epoch stands, where its seq does, and where a beat says when it was said. */
const EPOCH = 1;
const BEAT_SEQ = 2;
const BOARD_SEQ = 3;
const BEAT_AT = 3;

type Fields = readonly unknown[];

function fieldsOf(text: string): Fields | null {
  const fields: unknown = JSON.parse(text);
  return Array.isArray(fields) ? fields : null;
}

/** The desk's last beat as if it were said now of what is held, its news with it: a frame dates them by their age. */
const redated = (beat: Fields, seq: unknown, byMs: number): string =>
  JSON.stringify(beat.with(BEAT_AT, Number(beat[BEAT_AT]) + byMs).with(BEAT_SEQ, seq));

/** While its line says nothing the relay tells its screens the last beat again and again, and takes it for the desk's. */
export const selfBeating = (): Partial<TenantWraps> => ({
  relayPorts: (ports) => ({ ...ports, dialer: beatingOn(ports) }),
});

function beatingOn({ dialer, timers, clock }: RelayPorts): LineDialer {
  return {
    dial(names, events): Line {
      let last: { readonly beat: Fields; readonly atMs: number } | null = null;
      let seq: unknown = 0;
      let heardAt = clock.now();
      let isOver = false;
      const goOn = (): void => {
        if (isOver) return;
        if (last !== null && clock.now() - heardAt >= BOUNDS.beatEveryMs)
          events.message(redated(last.beat, seq, clock.now() - last.atMs));
        timers.after(BOUNDS.beatEveryMs, goOn);
      };
      const line = dialer.dial(names, {
        opened() {
          events.opened();
          goOn();
        },
        message(text) {
          heardAt = clock.now();
          const fields = fieldsOf(text);
          seq = fields?.[fields[0] === BEAT ? BEAT_SEQ : BOARD_SEQ];
          if (fields?.[0] === BEAT) last = { beat: fields, atMs: heardAt };
          events.message(text);
        },
        closed(code) {
          isOver = true;
          events.closed(code);
        },
      });
      return {
        send: (text) => line.send(text),
        close() {
          isOver = true;
          line.close();
        },
      };
    },
  };
}

/** Each epoch of the desk is taken for the first one that was heard: what screens hold of that is gone on from. */
export const acrossEpochs = (): Partial<TenantWraps> => ({
  relayPorts: (ports) => {
    let first: unknown = null;
    const asFirst = (text: string): string => {
      const fields = fieldsOf(text);
      if (fields === null) return text;
      first ??= fields[EPOCH];
      return JSON.stringify(fields.with(EPOCH, first));
    };
    return {
      ...ports,
      dialer: {
        dial: (names, events) =>
          ports.dialer.dial(names, { ...events, message: (text) => events.message(asFirst(text)) }),
      },
    };
  },
});

/** One line for all, and so the names of people in full for all. */
export const fullNamesForAll = (): Partial<TenantWraps> => ({
  relayPorts: (ports) => ({
    ...ports,
    dialer: { dial: (_names, events) => ports.dialer.dial("full", events) },
  }),
});
