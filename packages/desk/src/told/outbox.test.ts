import { BOUNDS } from "@callboard/core";
import type { FloorBatch } from "@callboard/core/alerting";
import { ManualTime } from "@callboard/shell/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryLedger } from "../../test/memory-ledger.ts";
import { SITE } from "../../test/timeline.ts";
import { Outbox } from "./outbox.ts";
import { ToldLog } from "./told-log.ts";

type Done = (isTaken: boolean) => void;

/** An outbox over a ledger, and a queue that answers as the test says. */
class Post {
  readonly time = new ManualTime();
  readonly ledger = new MemoryLedger();
  readonly log = new ToldLog({ ledger: this.ledger, tenant: "demo", site: () => SITE });
  readonly sent: { batch: FloorBatch; done: Done }[] = [];
  /** `null`: it answers when the test calls `done`. */
  answer: boolean | "throws" | null = true;
  chance = 0;
  #seq = 0;
  readonly outbox = new Outbox({
    clock: this.time.clock,
    chance: () => this.chance,
    queue: {
      send: (batch, done) => {
        this.sent.push({ batch, done });
        if (this.answer === "throws") throw new Error("no queue");
        if (this.answer !== null) done(this.answer);
      },
    },
    log: this.log,
  });

  /** Rows as the recorder hands them over: in the ledger first. */
  rows(count = 1): this {
    for (let row = 0; row < count; row += 1) {
      const [fromSeq, toSeq] = [this.#seq + 1, this.#seq + 2];
      this.#seq = toSeq;
      const at = this.time.now();
      const told = { fromSeq, toSeq, at, clock: at, feed: "live", events: "[]" };
      this.ledger.rows.push({ ...told, body: "[]" });
      this.outbox.take(this.log.batch(told, "live", []));
    }
    return this;
  }

  /** As the desk's pulse does, once a second. */
  seconds(count: number): this {
    for (let second = 0; second < count; second += 1) {
      this.time.advance(1_000);
      this.outbox.pump();
    }
    return this;
  }

  get seqs(): number[] {
    return this.sent.map(({ batch }) => batch.fromSeq);
  }
}

describe("a row", () => {
  it("that is taken goes once, as it stands in the log", () => {
    const post = new Post().rows(3).seconds(60);
    expect(post.seqs).toEqual([1, 3, 5]);
    expect(post.sent[0]?.batch).toEqual(post.log.rowFrom(1));
    expect(post.outbox.facts()).toMatchObject({ sent: 3, unsent: 0, inFlight: 0, refused: 0 });
  });

  it("that is refused is kept, read back from the log, and sent again", () => {
    const post = new Post();
    post.answer = false;
    post.rows();
    expect(post.outbox.facts()).toMatchObject({ refused: 1, unsent: 1, inFlight: 0 });
    post.answer = true;
    post.seconds(3);
    expect(post.seqs).toEqual([1, 1]);
    expect(post.sent[1]?.batch).toEqual(post.sent[0]?.batch);
    expect(post.outbox.facts()).toMatchObject({ sent: 1, unsent: 0 });
  });

  it("waits behind a refusal, so that a queue that is down is not stormed", () => {
    const post = new Post();
    post.answer = false;
    post.rows(5).seconds(1);
    expect(post.seqs).toEqual([1]);
    post.answer = true;
    post.seconds(2);
    expect(post.seqs).toEqual([1, 1, 3, 5, 7, 9]);
  });

  it("that the log no longer holds is given up: the alert desk takes a snapshot", () => {
    const post = new Post();
    post.answer = false;
    post.rows(2);
    post.ledger.rows = [];
    post.answer = true;
    post.seconds(3);
    expect(post.outbox.facts()).toMatchObject({ sent: 0, unsent: 0, givenUp: 2 });
  });

  it("that the alert desk holds already is not sent any more", () => {
    const post = new Post();
    post.answer = false;
    post.rows(3);
    post.outbox.onHeld(4);
    post.answer = true;
    post.seconds(3);
    expect(post.seqs).toEqual([1, 5]);
    post.outbox.onHeld(6);
    expect(post.outbox.facts()).toMatchObject({ unsent: 0, givenUp: 0 });
  });

  it("whose answer never comes is sent again, and an answer that comes after all changes nothing", () => {
    const post = new Post();
    post.answer = null;
    post.rows().seconds(BOUNDS.batchLostMs / 1_000 + 1);
    expect(post.outbox.facts()).toMatchObject({ lost: 1, inFlight: 0, unsent: 1 });
    post.answer = true;
    post.seconds(3);
    expect(post.seqs).toEqual([1, 1]);
    post.sent[0]?.done(true);
    post.sent[0]?.done(false);
    expect(post.outbox.facts()).toMatchObject({ sent: 1, unsent: 0, inFlight: 0 });
  });

  it("counts as refused where the queue throws", () => {
    const post = new Post();
    post.answer = "throws";
    post.rows();
    expect(post.outbox.facts()).toMatchObject({ refused: 1, unsent: 1 });
  });
});

describe("a queue that goes on refusing", () => {
  it("is asked ever more seldom, down to once a minute, and at once again after a success", () => {
    const post = new Post();
    post.answer = false;
    post.rows().seconds(600);
    const askedIn10Min = post.sent.length;
    expect(askedIn10Min).toBeGreaterThan(12);
    expect(askedIn10Min).toBeLessThan(20);
    post.chance = 0.999;
    post.seconds(600);
    expect(post.sent.length - askedIn10Min).toBeGreaterThanOrEqual(600_000 / BOUNDS.batchRetryMaxMs - 1);
    post.answer = true;
    post.seconds(61).rows();
    expect(post.outbox.facts()).toMatchObject({ unsent: 0, sent: 2 });
  });

  it("does not wait for a clock that was set back", () => {
    const post = new Post();
    post.answer = false;
    post.rows();
    post.time.stepClock(-3_600_000);
    post.outbox.shift(-3_600_000);
    post.answer = true;
    post.seconds(3);
    expect(post.outbox.facts()).toMatchObject({ sent: 1, unsent: 0 });
  });

  it("leaves no more behind than the bound, the oldest given up first", () => {
    const post = new Post();
    post.answer = false;
    post.rows(BOUNDS.batchesUnsentMax + 10);
    expect(post.outbox.facts()).toMatchObject({ unsent: BOUNDS.batchesUnsentMax, givenUp: 10 });
    post.answer = true;
    post.seconds(3);
    expect(post.outbox.facts()).toMatchObject({ unsent: 0, sent: BOUNDS.batchesUnsentMax });
    expect(post.seqs.at(-1)).toBe(2 * BOUNDS.batchesUnsentMax + 19);
  });

  it("is never given more at once than the bound, and the rest as it answers", () => {
    const post = new Post();
    post.answer = null;
    post.rows(50);
    expect(post.outbox.facts()).toMatchObject({ inFlight: BOUNDS.batchesInFlightMax, unsent: 30 });
    for (let place = 0; place < 50; place += 1) post.sent[place]?.done(true);
    expect(post.outbox.facts()).toMatchObject({ inFlight: 0, unsent: 0, sent: 50 });
    expect(post.seqs).toEqual(Array.from({ length: 50 }, (_, row) => 2 * row + 1));
  });
});

describe("whatever the queue answers", () => {
  it("each row is taken at least once in the end, and never are more on their way than may be", () => {
    const acts = fc.array(
      fc.record({
        rows: fc.nat({ max: 8 }),
        seconds: fc.nat({ max: 40 }),
        answer: fc.constantFrom(true, false, null),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(acts, (list) => {
        const post = new Post();
        let rows = 0;
        for (const act of list) {
          post.answer = act.answer;
          post.rows(act.rows).seconds(act.seconds);
          rows += act.rows;
          expect(post.outbox.facts().inFlight).toBeLessThanOrEqual(BOUNDS.batchesInFlightMax);
        }
        post.answer = true;
        post.seconds((BOUNDS.batchLostMs + 2 * BOUNDS.batchRetryMaxMs) / 1_000 + 2);
        expect(post.outbox.facts()).toMatchObject({ unsent: 0, inFlight: 0, givenUp: 0, sent: rows });
        expect(new Set(post.seqs).size).toBe(rows);
      }),
    );
  });
});
