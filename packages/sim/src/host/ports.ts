/**
 * The desk's ports, made of virtual time. Each call into the desk is a turn of its own; nothing is answered within
 * the call that asked. Whatever belongs to an earlier desk is dropped, as it is with a real object.
 */
import { BOUNDS } from "@callboard/core";
import type { HttpAnswer, HttpRequest } from "@callboard/cxone";
import type {
  AlertDeskBell,
  BatchQueue,
  Dialer,
  Journal,
  Ledger,
  Ports,
  Rest,
  SocketEvents,
  Timers,
} from "@callboard/desk";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { DialBook } from "../check/dial-book.ts";
import type { Findings } from "../check/findings.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Upstream } from "../upstream/upstream.ts";
import type { Weather } from "../weather.ts";
import type { LastingAlarm } from "./alarm.ts";
import type { MachineClock } from "./clock.ts";

export interface PortsParts {
  readonly tenant: string;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly upstream: Upstream;
  readonly clock: MachineClock;
  readonly alarm: LastingAlarm;
  readonly ledger: Ledger;
  readonly findings: Findings;
  readonly book: DialBook;
  readonly secrets: readonly string[];
  /** Runs a call into the desk, if the desk that these ports were made for still lives. */
  readonly turn: (what: string, run: () => void) => void;
  readonly isAlive: () => boolean;
  /** The desk has begun to wait for an answer. */
  readonly onAwait: () => void;
  readonly onRequest: (request: HttpRequest) => void;
  /** The upstream's REST has answered something, and with that told what its clock says. */
  readonly onAnswered: () => void;
  /** A frame of the live dial is being heard. */
  readonly onHeard: () => void;
  /** A dial has come to a stream. */
  readonly onOpened: () => void;
  /** The Queue `floor-events`, and the way to the alert desk. Both outlive the desk. */
  readonly events: BatchQueue;
  readonly alertDesk: AlertDeskBell;
}

export function makePorts(parts: PortsParts): Ports {
  const { clock, random, alarm, ledger, alertDesk } = parts;
  return {
    clock,
    chance: () => random.next(),
    timers: timersOf(parts),
    alarm,
    rest: restOf(parts),
    dialer: dialerOf(parts),
    ledger,
    events: batchQueueOf(parts),
    alertDesk,
    journal: journalOf(parts),
    newEpoch: () => random.uuid(),
  };
}

function timersOf({ scheduler, turn, findings, tenant, isAlive }: PortsParts): Timers {
  let pending = 0;
  return {
    after(ms, run) {
      pending += 1;
      if (pending > SIM.timersMax && isAlive()) findings.breach("I12", tenant, `${pending} timers pending`);
      let isOff = false;
      const callOff = scheduler.after(Math.max(0, ms), () => {
        pending -= 1;
        turn("timer", run);
      });
      return () => {
        if (!isOff) pending -= 1;
        isOff = true;
        callOff();
      };
    },
  };
}

function restOf(parts: PortsParts): Rest {
  const { scheduler, turn, findings, tenant, isAlive, onAwait, onRequest, onAnswered } = parts;
  let batches = 0;
  return {
    send(requests, done) {
      batches += 1;
      if (batches > SIM.restBatchesMax) findings.breach("I12", tenant, `${batches} batches in flight`);
      if (requests.length > BOUNDS.requestsPerRound) {
        findings.breach("I12", tenant, `${requests.length} requests in one batch`);
      }
      const answers: HttpAnswer[] = [];
      let left = requests.length;
      let isComplete = true;
      for (const [index, request] of requests.entries()) {
        onRequest(request);
        carry(parts, request, (answer) => {
          isComplete = isComplete && answer !== null;
          if (answer !== null) answers[index] = answer;
          left -= 1;
          if (left > 0) return;
          batches -= 1;
          if (!isComplete || !isAlive()) return;
          if (answers.some(({ kind }) => kind === "answered")) onAnswered();
          turn("answer", () => done(answers));
        });
      }
      if (requests.length === 0) scheduler.after(1, () => turn("answer", () => done([])));
      onAwait();
    },
  };
}

/** One request over the pretended network and back; `null` for an answer that was lost, long after. */
function carry(parts: PortsParts, request: HttpRequest, done: (answer: HttpAnswer | null) => void): void {
  const { scheduler, weather, random, upstream, isAlive } = parts;
  const hopMs = (): number =>
    random.between(SIM.hopMinMs, SIM.hopMaxMs) +
    (weather.strikes("restSlow") ? random.between(500, 14_000) : 0);
  const thereMs = hopMs();
  const backMs = hopMs();
  if (weather.strikes("partition")) {
    const isRefused = random.chance(0.5);
    const failed: HttpAnswer = { kind: "failed", why: isRefused ? "network" : "timeout" };
    scheduler.after(isRefused ? thereMs : BOUNDS.requestTimeoutMs, () => done(failed));
    return;
  }
  if (thereMs + backMs > BOUNDS.requestTimeoutMs) {
    // The upstream works on it, and nobody waits for the answer any more.
    scheduler.after(thereMs, () => upstream.answer(request));
    scheduler.after(BOUNDS.requestTimeoutMs, () => done({ kind: "failed", why: "timeout" }));
    return;
  }
  // An answer that never comes, not even as a time-out.
  if (weather.strikes("restLost")) {
    scheduler.after(SIM.forgottenMs, () => done(null));
    return;
  }
  scheduler.after(thereMs, () => {
    if (!isAlive()) return;
    const broken: HttpAnswer | null = weather.strikes("restBroken")
      ? { kind: "failed", why: random.pick(["network", "notJson", "tooLarge", "timeout"] as const) }
      : null;
    const answer = upstream.answer(request);
    scheduler.after(backMs, () => done(broken ?? answer));
  });
}

function dialerOf({
  upstream,
  book,
  turn,
  weather,
  onAwait,
  isAlive,
  onHeard,
  onOpened,
}: PortsParts): Dialer {
  return {
    dial(request, events) {
      const dial = book.begin();
      const isHeard = (): boolean => isAlive() && (!dial.isOver || weather.strikes("stragglers"));
      const heard: SocketEvents = {
        opened() {
          if (!isHeard()) return;
          book.opened(dial);
          onOpened();
          turn("opened", () => events.opened());
        },
        failed(failure) {
          if (!isHeard()) return;
          book.failed(dial, failure);
          turn("failed", () => events.failed(failure));
        },
        message(text) {
          if (!isHeard()) return;
          if (!dial.isOver) {
            book.message(dial);
            onHeard();
          }
          turn("message", () => events.message(text));
        },
        closed(code) {
          if (!isHeard()) return;
          book.ended(dial);
          turn("closed", () => events.closed(code));
        },
      };
      const socket = upstream.dial(request, heard);
      onAwait();
      return {
        close() {
          book.ended(dial);
          socket.close();
        },
      };
    },
  };
}

function batchQueueOf({ events, turn, onAwait }: PortsParts): BatchQueue {
  return {
    send(batch, done) {
      events.send(batch, (isTaken) => turn("batch", () => done(isTaken)));
      onAwait();
    },
  };
}

/** Lines are counted, and none of them may hold a secret. */
function journalOf({ findings, tenant, secrets, scheduler }: PortsParts): Journal {
  let minute = -1;
  let lines = 0;
  return {
    note(event, facts) {
      const now = Math.floor(scheduler.nowMs / 60_000);
      if (now !== minute) lines = 0;
      minute = now;
      lines += 1;
      if (lines === SIM.journalLinesPerMinuteMax) findings.breach("I12", tenant, "the journal overflows");
      const text = JSON.stringify([event, facts]);
      findings.checked();
      if (secrets.some((secret) => text.includes(secret))) {
        findings.breach("I12", tenant, `a secret in the journal: ${event}`);
      }
    },
  };
}
