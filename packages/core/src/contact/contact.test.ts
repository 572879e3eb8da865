import { describe, expect, test } from "vitest";
import { BOUNDS } from "../bounds.ts";
import type { InteractionInput } from "../inputs.ts";
import { DEFAULT_QUEUE_GOAL } from "../site.ts";
import type { QueueId } from "../vocabulary.ts";
import { figures, type WindowFigures } from "../windows/figures.ts";
import { createWindows, type QueueWindows } from "../windows/windows.ts";
import {
  applyInteraction,
  createContactBook,
  markUnsure,
  recountContacts,
  sweepContacts,
} from "./contact.ts";
import { waitingContacts } from "./waiting.ts";

const at = (time: string): number => Date.parse(`2024-05-15T${time}Z`);
const NOON = at("12:00:00");
const MINUTE = 60_000;

/** One book with its windows, and a clock that the events move. */
function desk() {
  const book = createContactBook();
  const windows = new Map<QueueId, QueueWindows>([
    ["q1", createWindows()],
    ["q2", createWindows()],
  ]);
  const deps = {
    goalOf: () => DEFAULT_QUEUE_GOAL,
    windowsOf: (queueId: QueueId) => windows.get(queueId) ?? null,
  };
  let clock = NOON;
  return {
    book,
    deps,
    say(changes: Partial<InteractionInput>) {
      const input = event(changes);
      const outcome = applyInteraction(book, input, { ...deps, clock });
      clock = Math.max(clock, input.at);
      return outcome;
    },
    hour(queueId: QueueId, when = clock): WindowFigures {
      return figures(windows.get(queueId) ?? createWindows(), { kind: "last1h" }, when, "UTC");
    },
    waiting: (queueId: QueueId, when = clock) => waitingContacts(book, queueId, when),
  };
}

function event(changes: Partial<InteractionInput>): InteractionInput {
  return {
    kind: "interaction",
    contactId: "c1",
    queueId: "q1",
    agentId: null,
    phase: "QUEUED",
    media: "voice",
    direction: "INBOUND",
    at: NOON,
    queuedAt: null,
    offeredAt: null,
    answeredAt: null,
    endedAt: null,
    ...changes,
  };
}

describe("a contact's life", () => {
  test("[W4] counts its arrival, its answer and its talk where each happened", () => {
    const { say, hour } = desk();
    expect(say({ at: at("12:00:00") })).toEqual({ verdict: "contactPhase", queueIds: ["q1"] });
    expect(hour("q1")).toMatchObject({ arrived: 1, offered: 0 });
    expect(say({ phase: "OFFERED", at: at("12:00:10") }).verdict).toBe("contactPhase");
    expect(say({ phase: "ANSWERED", at: at("12:00:20") }).verdict).toBe("contactPhase");
    expect(hour("q1")).toMatchObject({
      arrived: 1,
      offered: 1,
      answered: 1,
      answeredWithin: 1,
      waitMs: 20_000,
    });
    expect(say({ phase: "ENDED", at: at("12:03:20") }).verdict).toBe("contactPhase");
    expect(hour("q1")).toMatchObject({ answered: 1, talks: 1, talkMs: 180_000, abandoned: 0 });
  });

  test.each([
    ["12:00:20.000", { answeredWithin: 1, waitMs: 20_000 }],
    ["12:00:20.001", { answeredWithin: 0, waitMs: 20_001 }],
  ])("[W4] within the threshold means up to and with it: answered at %s", (time, expected) => {
    const { say, hour } = desk();
    say({});
    say({ phase: "ANSWERED", at: at(time) });
    expect(hour("q1")).toMatchObject({ answered: 1, ...expected });
  });

  test.each([
    ["12:00:19.999", { abandonedWithin: 1, shortAbandoned: 1 }],
    ["12:00:20.000", { abandonedWithin: 1, shortAbandoned: 0 }],
    ["12:00:20.001", { abandonedWithin: 0, shortAbandoned: 0 }],
  ])("[W4] short means sooner than the limit: abandoned at %s", (time, expected) => {
    const { say, hour } = desk();
    say({});
    say({ phase: "ABANDONED", at: at(time), endedAt: at(time) });
    expect(hour("q1")).toMatchObject({ offered: 1, abandoned: 1, answered: 0, talks: 0, ...expected });
  });

  test("[K2] a late event tells what was lost, and the windows are counted again", () => {
    const { say, hour } = desk();
    say({ phase: "ANSWERED", at: at("12:00:30") });
    expect(hour("q1")).toMatchObject({ arrived: 0, offered: 0, unmeasured: 1 });
    expect(say({ phase: "QUEUED", at: at("12:00:00") }).verdict).toBe("contactRepaired");
    expect(hour("q1")).toMatchObject({ arrived: 1, answered: 1, waitMs: 30_000, unmeasured: 0 });
  });

  test("[K2] an event that repeats earlier times repairs their loss", () => {
    const { say, hour } = desk();
    const times = { queuedAt: at("12:00:00"), offeredAt: at("12:00:05"), answeredAt: at("12:00:09") };
    expect(say({ phase: "ENDED", at: at("12:01:09"), ...times }).verdict).toBe("contactRepaired");
    expect(hour("q1")).toMatchObject({ arrived: 1, answered: 1, answeredWithin: 1, talkMs: 60_000 });
  });

  test("[K2] the same event again is a duplicate and changes nothing", () => {
    const { say, hour } = desk();
    say({ phase: "ABANDONED", at: at("12:01:00"), queuedAt: NOON });
    const before = hour("q1");
    const again = say({ phase: "ABANDONED", at: at("12:01:00"), queuedAt: NOON });
    expect(again).toEqual({ verdict: "duplicate", queueIds: [] });
    expect(hour("q1")).toEqual(before);
  });

  test("[K3] an abandon counts only if nobody answered, whichever is told first", () => {
    for (const order of [
      ["ABANDONED", "ANSWERED"],
      ["ANSWERED", "ABANDONED"],
    ] as const) {
      const { say, hour } = desk();
      say({});
      for (const phase of order) say({ phase, at: at(phase === "ANSWERED" ? "12:00:15" : "12:00:10") });
      expect(hour("q1")).toMatchObject({ answered: 1, abandoned: 0, waitMs: 15_000, talks: 0 });
    }
  });

  test("[K3] when a caller gave up is never the end of a talk", () => {
    const { say, hour } = desk();
    say({ phase: "ANSWERED", at: at("12:00:05"), queuedAt: NOON });
    say({ phase: "ABANDONED", at: at("12:00:10"), endedAt: at("12:00:10") });
    expect(hour("q1")).toMatchObject({ answered: 1, abandoned: 0, talks: 0, talkMs: 0 });
  });

  test("[K3] an answer before the arrival contradicts itself and is not measured; a moment before is no wait", () => {
    const { say, hour } = desk();
    say({ contactId: "c1", at: NOON });
    say({ contactId: "c1", phase: "ANSWERED", at: NOON - BOUNDS.sinceJitterMs - 1 });
    expect(hour("q1")).toMatchObject({ arrived: 1, answered: 0, unmeasured: 1 });
    say({ contactId: "c2", at: NOON });
    say({ contactId: "c2", phase: "ANSWERED", at: NOON - BOUNDS.sinceJitterMs });
    expect(hour("q1")).toMatchObject({ answered: 1, waitMs: 0, unmeasured: 1 });
  });

  test("[K3] an end without any answer is in no count, rather than in a wrong one", () => {
    const { say, hour, waiting } = desk();
    say({});
    say({ phase: "ENDED", at: at("12:05:00") });
    expect(hour("q1")).toMatchObject({ arrived: 1, offered: 0, talks: 0, unmeasured: 1 });
    expect(waiting("q1").count).toBe(0);
  });

  test("[K1] no event knows the future, and a zero date is no date", () => {
    const { say, book } = desk();
    say({ phase: "OFFERED", queuedAt: 0, answeredAt: at("12:00:10") });
    expect(book.contacts.get("c1")).toMatchObject({ queuedAt: null, offeredAt: NOON, answeredAt: null });
    say({ phase: "OFFERED", queuedAt: NOON + 1_000 });
    expect(book.contacts.get("c1")?.queuedAt).toBe(NOON);
  });

  test("[K4] a contact that moves takes its counts along to the queue of its newest event", () => {
    const { say, hour, waiting } = desk();
    say({ at: at("12:00:00") });
    const moved = say({ at: at("12:01:00"), queueId: "q2", queuedAt: NOON });
    expect(moved.queueIds).toEqual(["q1", "q2"]);
    expect([hour("q1").arrived, hour("q2").arrived]).toEqual([0, 1]);
    expect([waiting("q1").count, waiting("q2").count]).toEqual([0, 1]);
    expect(say({ phase: "OFFERED", at: at("12:00:30") }).queueIds).toEqual(["q2"]);
    expect([hour("q1").arrived, hour("q2").arrived]).toEqual([0, 1]);
  });

  test("[K8] an outbound contact waits in no queue and is in no window", () => {
    const { say, hour, waiting } = desk();
    say({});
    say({ phase: "ANSWERED", at: at("12:00:05"), direction: "OUTBOUND" });
    expect(hour("q1")).toMatchObject({ arrived: 0, offered: 0, unmeasured: 0 });
    expect(waiting("q1").count).toBe(0);
  });

  test("[K1] a contact or queue may be called anything", () => {
    const { say, book, waiting } = desk();
    say({ contactId: "__proto__", queueId: "constructor" });
    expect(book.contacts.get("__proto__")?.queueId).toBe("constructor");
    expect(waiting("constructor").count).toBe(1);
  });
});

describe("waiting now", () => {
  test("[K5] counts who is queued and neither answered nor gone, and since when the longest waits", () => {
    const { say, waiting } = desk();
    say({ contactId: "c1", at: at("12:00:05") });
    say({ contactId: "c2", at: at("12:00:01") });
    say({ contactId: "c3", at: at("12:00:00") });
    say({ contactId: "c4", at: at("12:00:00"), queueId: "q2" });
    expect(waiting("q1")).toMatchObject({ count: 3, longestWaitSince: at("12:00:00") });
    say({ contactId: "c3", phase: "ABANDONED", at: at("12:00:30") });
    expect(waiting("q1")).toMatchObject({ count: 2, longestWaitSince: at("12:00:01") });
    say({ contactId: "c2", phase: "ANSWERED", at: at("12:00:40") });
    expect(waiting("q1")).toMatchObject({ count: 1, longestWaitSince: at("12:00:05") });
    say({ contactId: "c1", phase: "ENDED", at: at("12:00:50") });
    expect(waiting("q1")).toMatchObject({ count: 0, longestWaitSince: null });
  });

  test("[K5] a wait whose start is unknown counts, and is not the longest", () => {
    const { say, waiting } = desk();
    say({ phase: "OFFERED" });
    expect(waiting("q1")).toMatchObject({ count: 1, longestWaitSince: null });
  });

  test.each([
    ["voice", BOUNDS.waitTrustedMs],
    ["chat", BOUNDS.waitTrustedMs],
    ["email", BOUNDS.mailWaitTrustedMs],
    ["digital", BOUNDS.mailWaitTrustedMs],
    ["other", BOUNDS.mailWaitTrustedMs],
  ] as const)(
    "[K5] %s not heard of for %i ms is unsure and not gone, until the next news",
    (media, trustedMs) => {
      const { say, book, waiting } = desk();
      say({ media });
      const later = NOON + trustedMs;
      const unsure = { count: 0, longestWaitSince: null, unsureWaiting: 1, longestUnsureSince: NOON };
      expect(waiting("q1", later)).toMatchObject({ count: 1, longestWaitSince: NOON, unsureWaiting: 0 });
      expect(waiting("q1", later + 1)).toEqual(unsure);
      sweepContacts(book, later + 1);
      expect(waiting("q1", later + 1)).toEqual(unsure);
      say({ media, phase: "OFFERED", at: later + 2 });
      expect(waiting("q1")).toMatchObject({ count: 1, longestWaitSince: NOON, unsureWaiting: 0 });
    },
  );

  test("[K1] [K5] the medium is the first that any event has named: silence about it makes a caller no mail", () => {
    const { say, book, waiting } = desk();
    say({ media: "other" });
    say({ media: "voice", phase: "OFFERED", at: NOON + 1 });
    say({ media: "other", phase: "OFFERED", at: NOON + 2 });
    expect(book.contacts.get("c1")?.media).toBe("voice");
    expect(waiting("q1", NOON + 2 + BOUNDS.waitTrustedMs + 1)).toMatchObject({ count: 0, unsureWaiting: 1 });
  });

  test("[K7] after a blind stretch the waiting are unsure until something newer is heard of them", () => {
    const { say, book, waiting } = desk();
    say({ contactId: "c1", at: NOON });
    say({ contactId: "c2", at: NOON + 1 });
    markUnsure(book);
    expect(waiting("q1")).toEqual({
      count: 0,
      longestWaitSince: null,
      unsureWaiting: 2,
      longestUnsureSince: NOON,
    });
    expect(say({ contactId: "c1", at: NOON }).verdict).toBe("duplicate");
    expect(waiting("q1").unsureWaiting).toBe(2);
    expect(say({ contactId: "c1", phase: "OFFERED", at: NOON - 1 }).verdict).toBe("contactRepaired");
    expect(waiting("q1").unsureWaiting).toBe(2);
    say({ contactId: "c1", phase: "OFFERED", at: NOON + MINUTE });
    say({ contactId: "c3", at: NOON + MINUTE });
    expect(waiting("q1")).toMatchObject({ count: 2, unsureWaiting: 1, longestUnsureSince: NOON + 1 });
  });
});

describe("bounds", () => {
  test("[K6] an event older than two hours is too late for a known and for an unknown contact", () => {
    const { say, hour } = desk();
    say({});
    const tooLate = { verdict: "tooLate", queueIds: [] };
    expect(say({ phase: "OFFERED", at: NOON - BOUNDS.lateEventMs - 1 })).toEqual(tooLate);
    expect(say({ contactId: "c2", at: NOON - BOUNDS.lateEventMs - 1 })).toEqual(tooLate);
    expect(say({ contactId: "c3", at: NOON - BOUNDS.lateEventMs }).verdict).toBe("contactPhase");
    expect(hour("q1").arrived).toBe(1);
  });

  test("[K6] a resolved contact is forgotten after three hours, an unresolved one after 26", () => {
    const { say, book, hour } = desk();
    say({ contactId: "done", phase: "ABANDONED", queuedAt: NOON });
    say({ contactId: "open" });
    sweepContacts(book, NOON + 180 * MINUTE);
    expect([...book.contacts.keys()]).toEqual(["done", "open"]);
    sweepContacts(book, NOON + 181 * MINUTE);
    expect([...book.contacts.keys()]).toEqual(["open"]);
    sweepContacts(book, NOON + 26 * 60 * MINUTE + MINUTE);
    expect([book.contacts.size, book.waiting.size]).toEqual([0, 0]);
    expect(hour("q1", NOON)).toMatchObject({ arrived: 2, abandoned: 1 });
  });

  test("[K6] forgetting is done once a minute of event time, however many events there are", () => {
    const { say, book } = desk();
    say({ phase: "ABANDONED" });
    sweepContacts(book, NOON + 180 * MINUTE);
    sweepContacts(book, NOON + 180 * MINUTE + 59_999);
    expect(book.contacts.size).toBe(1);
    sweepContacts(book, NOON + 181 * MINUTE);
    expect(book.contacts.size).toBe(0);
  });

  test("[K6] a full book refuses new contacts by name and still follows those it knows", () => {
    const { say, book } = desk();
    for (let index = 0; index < BOUNDS.contactsMax; index++) say({ contactId: `c${index}` });
    expect(say({ contactId: "one more" })).toEqual({ verdict: "tooManyContacts", queueIds: [] });
    expect(say({ contactId: "c7", phase: "OFFERED", at: NOON + 1 }).verdict).toBe("contactPhase");
    expect(book.contacts.size).toBe(BOUNDS.contactsMax);
  });
});

describe("changed goals", () => {
  test("[W9] contacts are counted again with the new threshold, and only where it changed", () => {
    const { say, hour, book, deps } = desk();
    say({ contactId: "c1", phase: "ANSWERED", at: at("12:00:25"), queuedAt: NOON });
    say({ contactId: "c2", phase: "ABANDONED", at: at("12:00:25"), queuedAt: NOON, queueId: "q2" });
    const wider = { ...DEFAULT_QUEUE_GOAL, thresholdSeconds: 30 };
    const goalOf = (queueId: QueueId) => (queueId === "q1" ? wider : DEFAULT_QUEUE_GOAL);
    expect(recountContacts(book, { ...deps, goalOf })).toEqual(["q1"]);
    expect(hour("q1")).toMatchObject({ answered: 1, answeredWithin: 1 });
    expect(hour("q2")).toMatchObject({ abandoned: 1, abandonedWithin: 0 });
    expect(recountContacts(book, { ...deps, goalOf })).toEqual([]);
  });

  test("[W9] a contact that goes on after the change takes back exactly what it had added", () => {
    const { say, hour, book, deps } = desk();
    say({ phase: "ANSWERED", at: at("12:00:25"), queuedAt: NOON });
    const wider = { ...DEFAULT_QUEUE_GOAL, thresholdSeconds: 30 };
    const ended = event({ phase: "ENDED", at: at("12:05:00") });
    applyInteraction(book, ended, { ...deps, goalOf: () => wider, clock: ended.at });
    expect(hour("q1", ended.at)).toMatchObject({ answered: 1, answeredWithin: 1, waitMs: 25_000, talks: 1 });
  });
});
