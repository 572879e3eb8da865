import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InteractionInput } from "../inputs.ts";
import { DEFAULT_QUEUE_GOAL } from "../site.ts";
import { CONTACT_PHASES, type ContactPhase, type EpochMs, MEDIA, type QueueId } from "../vocabulary.ts";
import { figures, WINDOW_KINDS, type WindowFigures, type WindowKind } from "../windows/figures.ts";
import { createWindows, type QueueWindows } from "../windows/windows.ts";
import { applyInteraction, type ContactBook, createContactBook, markUnsure } from "./contact.ts";
import { packContacts, unpackContacts } from "./pack-contacts.ts";
import { waitingContacts } from "./waiting.ts";

const NOW = Date.parse("2024-05-15T12:34:56.789Z");
const MINUTE = 60_000;
const ZONE = "Asia/Kathmandu";
const QUEUES = ["q1", "q2"];
const GOAL = { ...DEFAULT_QUEUE_GOAL, shortAbandonSeconds: 5 };

/** What everybody would see after these events, in this order. */
function seenAfter(events: readonly InteractionInput[], clocks: "running" | "settled") {
  const book = createContactBook();
  const windows = new Map<QueueId, QueueWindows>(QUEUES.map((queueId) => [queueId, createWindows()]));
  const windowsOf = (queueId: QueueId) => windows.get(queueId) ?? null;
  let clock = clocks === "settled" ? NOW : Number.NEGATIVE_INFINITY;
  for (const input of events) {
    clock = Math.max(clock, input.at);
    applyInteraction(book, input, { clock, goalOf: () => GOAL, windowsOf });
  }
  const said = QUEUES.flatMap((queueId) =>
    WINDOW_KINDS.map((kind) => figures(windowsOf(queueId) ?? createWindows(), { kind }, NOW, ZONE)),
  );
  return {
    book,
    said,
    records: recordsOf(book),
    waiting: QUEUES.map((id) => waitingContacts(book, id, NOW)),
  };
}

function recordsOf(book: ContactBook) {
  return [...book.contacts.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Some instants are drawn from a handful, so that events meet in the same millisecond. */
const instant = fc.oneof(
  fc.integer({ min: NOW - 110 * MINUTE, max: NOW }),
  fc.constantFrom(NOW - 100 * MINUTE, NOW - 50 * MINUTE, NOW - 5 * MINUTE),
);
const told = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 8, arbitrary: instant },
  { weight: 1, arbitrary: fc.constantFrom(0, NOW + MINUTE, Number.NaN, NOW - 30 * 60 * MINUTE) },
);
/** Events that need not even agree with each other. */
const anyEvent: fc.Arbitrary<InteractionInput> = fc.record({
  kind: fc.constant("interaction" as const),
  contactId: fc.constantFrom("c1", "c2", "c3", "__proto__"),
  queueId: fc.constantFrom(...QUEUES),
  agentId: fc.constant(null),
  phase: fc.constantFrom(...CONTACT_PHASES),
  media: fc.constantFrom(...MEDIA),
  direction: fc.oneof(
    { weight: 9, arbitrary: fc.constant("INBOUND" as const) },
    { weight: 1, arbitrary: fc.constant("OUTBOUND" as const) },
  ),
  at: instant,
  queuedAt: told,
  offeredAt: told,
  answeredAt: told,
  endedAt: told,
});

/** The same events, shuffled, some of them twice. */
const shuffledTwice = <T>(events: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(
      fc.subarray([...events]),
      fc.array(fc.nat(), { minLength: events.length * 2, maxLength: events.length * 2 }),
    )
    .map(([again, keys]) =>
      [...events, ...again]
        .map((event, index) => ({ event, key: keys[index] ?? 0 }))
        .sort((one, other) => one.key - other.key)
        .map(({ event }) => event),
    );

interface Life {
  readonly id: string;
  readonly queueId: QueueId;
  readonly queuedAt: EpochMs;
  readonly answeredAt: EpochMs | null;
  readonly abandonedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
}

/** A true life that is at whatever point it is now. */
const life = fc
  .record({
    queueId: fc.constantFrom(...QUEUES),
    queuedAt: instant,
    waitMs: fc.oneof(fc.integer({ min: 0, max: 25_000 }), fc.integer({ min: 0, max: 20 * MINUTE })),
    talkMs: fc.integer({ min: 0, max: 30 * MINUTE }),
    givesUp: fc.boolean(),
  })
  .map(({ queueId, queuedAt, waitMs, talkMs, givesUp }): Omit<Life, "id"> => {
    const waitEnd = queuedAt + waitMs <= NOW ? queuedAt + waitMs : null;
    const answeredAt = givesUp ? null : waitEnd;
    const ends = answeredAt === null ? NOW + 1 : answeredAt + talkMs;
    return {
      queueId,
      queuedAt,
      answeredAt,
      abandonedAt: givesUp ? waitEnd : null,
      endedAt: ends <= NOW ? ends : null,
    };
  });
const lives = fc
  .array(life, { maxLength: 14 })
  .map((drawn) => drawn.map((one, index): Life => ({ id: `c${index}`, ...one })));

function eventsOf(one: Life): InteractionInput[] {
  const phases: [ContactPhase, EpochMs | null][] = [
    ["QUEUED", one.queuedAt],
    ["OFFERED", one.answeredAt],
    ["ANSWERED", one.answeredAt],
    ["ABANDONED", one.abandonedAt],
    ["ENDED", one.endedAt],
  ];
  return phases.flatMap(([phase, at]) => (at === null ? [] : [eventOf(one, phase, at)]));
}

function eventOf(one: Life, phase: ContactPhase, at: EpochMs): InteractionInput {
  const isAnswered = phase === "ANSWERED" || phase === "ENDED";
  return {
    kind: "interaction",
    contactId: one.id,
    queueId: one.queueId,
    agentId: null,
    phase,
    media: "voice",
    direction: "INBOUND",
    at,
    queuedAt: one.queuedAt,
    offeredAt: phase === "QUEUED" || phase === "ABANDONED" ? null : one.answeredAt,
    answeredAt: isAnswered ? one.answeredAt : null,
    endedAt: phase === "ENDED" || phase === "ABANDONED" ? at : null,
  };
}

/** The figures as anybody would count them from the truth, on fingers. */
function naive(all: readonly Life[], queueId: QueueId, window: WindowFigures) {
  const inside = (at: EpochMs | null): at is EpochMs => at !== null && at >= window.fromMs && at <= NOW;
  const mine = all.filter((one) => one.queueId === queueId);
  const answered = mine.filter((one) => inside(one.answeredAt));
  const abandoned = mine.filter((one) => inside(one.abandonedAt));
  const talked = mine.filter((one) => inside(one.endedAt));
  const wait = (one: Life): number => (one.answeredAt ?? one.abandonedAt ?? 0) - one.queuedAt;
  return {
    arrived: mine.filter((one) => inside(one.queuedAt)).length,
    offered: answered.length + abandoned.length,
    answered: answered.length,
    abandoned: abandoned.length,
    answeredWithin: answered.filter((one) => wait(one) <= 20_000).length,
    abandonedWithin: abandoned.filter((one) => wait(one) <= 20_000).length,
    shortAbandoned: abandoned.filter((one) => wait(one) < 5_000).length,
    unmeasured: 0,
    waitMs: answered.reduce((sum, one) => sum + wait(one), 0),
    talks: talked.length,
    talkMs: talked.reduce((sum, one) => sum + (one.endedAt ?? 0) - (one.answeredAt ?? 0), 0),
  };
}

const windowAt = (index: number): { queueId: QueueId; kind: WindowKind | undefined } => ({
  queueId: QUEUES[Math.floor(index / WINDOW_KINDS.length)] ?? "",
  kind: WINDOW_KINDS[index % WINDOW_KINDS.length],
});

describe("any order, any duplicates", () => {
  test("[K1] [W3] the same records, the same windows, the same live view", () => {
    const orders = fc
      .array(anyEvent, { maxLength: 12 })
      .chain((events) => fc.tuple(fc.constant(events), shuffledTwice(events)));
    fc.assert(
      fc.property(orders, ([events, shuffled]) => {
        const once = seenAfter(events, "settled");
        for (const clocks of ["settled", "running"] as const) {
          const again = seenAfter(shuffled, clocks);
          expect(again.records).toEqual(once.records);
          expect(again.said).toEqual(once.said);
          expect(again.waiting).toEqual(once.waiting);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("[W4] the figures are the truth's, even when only the last event of each contact came through", () => {
    const deliveries = lives.chain((all) => {
      const kept = all.map((one) => {
        const events = eventsOf(one);
        return fc.subarray(events.slice(0, -1)).map((some) => [...some, ...events.slice(-1)]);
      });
      return fc.tuple(
        fc.constant(all),
        fc.tuple(...kept).chain((events) => shuffledTwice(events.flat())),
      );
    });
    fc.assert(
      fc.property(deliveries, ([all, events]) => {
        const { said, waiting } = seenAfter(events, "settled");
        for (const [index, window] of said.entries()) {
          const { queueId, kind } = windowAt(index);
          expect(window.kind).toBe(kind);
          expect(window).toMatchObject(naive(all, queueId, window));
        }
        for (const [index, queueId] of QUEUES.entries()) {
          const open = all.filter(
            (one) => one.queueId === queueId && one.answeredAt === null && one.abandonedAt === null,
          );
          const longest = (some: readonly Life[]) =>
            some.length === 0 ? null : Math.min(...some.map((one) => one.queuedAt));
          const still = open.filter((one) => one.queuedAt >= NOW - 60 * MINUTE);
          const unsure = open.filter((one) => one.queuedAt < NOW - 60 * MINUTE);
          expect(waiting[index]).toEqual({
            count: still.length,
            longestWaitSince: longest(still),
            unsureWaiting: unsure.length,
            longestUnsureSince: longest(unsure),
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("a checkpoint of the book", () => {
  test("[K9] remembers every contact, who is waiting and who is unsure", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), fc.boolean(), (events, blind) => {
        const { book } = seenAfter(events, "settled");
        if (blind) markUnsure(book);
        const packed = packContacts(book);
        const back = unpackContacts(JSON.parse(JSON.stringify(packed)));
        if (back === null) throw new Error("not unpacked");
        expect(packContacts(back)).toEqual(packed);
        for (const queueId of QUEUES) {
          expect(waitingContacts(back, queueId, NOW)).toEqual(waitingContacts(book, queueId, NOW));
        }
        const strip = (one: ContactBook) => recordsOf(one).map(({ sureAsOf: _, ...facts }) => facts);
        expect(strip(back)).toEqual(strip(book));
      }),
    );
  });

  const sound = ["c1", 0, 0, null, null, null, null, null, 20_000, 20_000, 0];
  const row = (changes: Record<number, unknown>): unknown[] =>
    sound.map((value, index) => (index in changes ? changes[index] : value));
  const bookOf = (...contacts: unknown[]) => ({ v: 2, base: NOW, queues: ["q1"], contacts });

  test("[K9] the row that the damaged ones below are made from is sound", () => {
    expect(unpackContacts(bookOf(row({})))?.contacts.size).toBe(1);
  });

  test.each([
    [null],
    [{ v: 2 }],
    [{ ...bookOf(), v: 1 }],
    [{ ...bookOf(), base: "now" }],
    [bookOf(null)],
    [bookOf(row({}), row({}))],
    [bookOf(row({ 0: 7 }))],
    [bookOf(row({ 1: 1 }))],
    [bookOf(row({ 1: "length" }))],
    [bookOf(row({ 2: null }))],
    [bookOf(row({ 2: -1 }))],
    [bookOf(row({ 3: -1 }))],
    [bookOf(row({ 5: "x" }))],
    [bookOf(row({ 10: null }))],
    [bookOf(row({ 10: 4 * MEDIA.length }))],
    [bookOf(row({ 10: -1 }))],
  ])("[K9] a damaged one is nothing: %j", (packed) => {
    expect(unpackContacts(packed)).toBeNull();
  });

  test("[K9] any JSON is either a book or nothing, never a throw", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (contacts, queues) => {
        for (const rows of [contacts, [contacts], [row({ 5: contacts })]]) {
          expect(() => unpackContacts({ v: 2, base: NOW, queues, contacts: rows })).not.toThrow();
        }
      }),
    );
  });
});
