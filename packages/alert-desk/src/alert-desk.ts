/**
 * The alert desk of one tenant: from the floor's batches to alerts of record, to what the walls show and to notices.
 * Every call is one turn that decides, commits in one transaction, and then tells; it must never wait for anything, look
 * at a clock of its own, or tell what is not committed (SPEC D).
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Explanation } from "@callboard/core/alerting";
import type { DeliveryAnswer } from "@callboard/notices";
import type { AgentTimeline } from "@callboard/protocol";
import { Agenda, faultFacts, type Reply } from "@callboard/shell";
import { type AlertDeskSettings, Book } from "./book.ts";
import { ClockWatch } from "./clock-watch.ts";
import { DataDesk } from "./data/data-desk.ts";
import { Eraser } from "./data/eraser.ts";
import type { AlertAgenda, Due } from "./dues.ts";
import { Archivist } from "./history/archivist.ts";
import { historyPage } from "./history/pages.ts";
import { past } from "./history/past.ts";
import { nextTellAt, tellIncidents } from "./incidents/tell.ts";
import { Intake } from "./intake/intake.ts";
import { timeline } from "./minutes/timeline.ts";
import { trends } from "./minutes/trends.ts";
import { HandOut } from "./notices/hand-out.ts";
import { NoticeLife } from "./notices/life.ts";
import * as alerts from "./people/alerts.ts";
import * as notices from "./people/notices.ts";
import * as rules from "./people/rules.ts";
import * as silences from "./people/silences.ts";
import * as sinks from "./people/sinks.ts";
import type { AlertPorts } from "./ports.ts";
import * as seals from "./sinks/seals.ts";
import { figuresOf, statusOf } from "./status.ts";
import { Teller } from "./tell/teller.ts";
import type * as view from "./views.ts";

export class AlertDesk {
  /** What is kept, deleted on request, and taken along as a file. */
  readonly data: DataDesk;
  readonly #book: Book;
  readonly #agenda: AlertAgenda;
  readonly #intake: Intake;
  readonly #teller: Teller;
  readonly #handOut: HandOut;
  readonly #life: NoticeLife;
  readonly #archivist: Archivist;
  readonly #eraser: Eraser;
  readonly #clock: ClockWatch;
  readonly #startedAt: EpochMs;
  #isBegun = false;
  #duesFailed = 0;

  /** Nothing is read, asked or planned before `begin`. */
  constructor(settings: AlertDeskSettings, ports: AlertPorts) {
    const book = new Book(settings, ports);
    const agenda = new Agenda<Due>(ports.alarm, BOUNDS.alertWatchdogMs);
    this.#book = book;
    this.#agenda = agenda;
    this.#intake = new Intake(book, () => this.#endTurn());
    this.#teller = new Teller(book, agenda, () => this.#endTurn());
    this.#handOut = new HandOut(book, agenda);
    this.#life = new NoticeLife(book);
    this.#archivist = new Archivist(book);
    this.#eraser = new Eraser(book);
    const { pace } = this.#life;
    const waits = [this.#intake, this.#teller, this.#handOut, pace, this.#archivist, this.#eraser, agenda];
    this.#clock = new ClockWatch(book, waits);
    this.#startedAt = book.now;
    const soon = (due: Due): void => agenda.planBy(due, book.now);
    this.data = new DataDesk({ turn: (work) => this.#turn(work), soon });
  }

  /** Brings back what is stored and begins to listen. Called once by whoever holds the desk; `wake` calls it again. */
  begin(): this {
    if (this.#isBegun) return this;
    const { now } = this.#book;
    const plan = (due: Due, ms: number): void => this.#agenda.plan(due, now + ms);
    plan("watchdog", BOUNDS.alertWatchdogMs);
    plan("tell", BOUNDS.alertsTellEveryMs);
    plan("checkpoint", BOUNDS.engineCheckpointEveryMs);
    plan("pack", BOUNDS.historyChunkMs);
    plan("prune", BOUNDS.pruneEveryMs);
    plan("erase", BOUNDS.erasureEveryMs);
    this.#isBegun = true;
    this.#intake.watch();
    this.#endTurn();
    return this;
  }

  /** The alarm rang, a cron passed by, or the tenant's desk began: what is due is done. Never throws. */
  wake(): void {
    try {
      this.begin();
      this.#clock.look();
      const dues = this.#agenda.takeDue(this.#book.now);
      for (const due of dues) this.#try(due);
      // Nothing was due: somebody wants to hear of us. A tenant's desk that has just begun shows nothing yet.
      if (dues.length === 0) this.#teller.remind();
      this.#endTurn();
    } catch (error) {
      this.#fault("wake", error);
    }
  }

  /** One failure stops nothing else. */
  #try(due: Due): void {
    try {
      this.#do(due);
    } catch (error) {
      this.#fault(due, error);
    }
  }

  #fault(due: string, error: unknown): void {
    this.#duesFailed += 1;
    const { journal } = this.#book.ports;
    journal.note("alert due failed", { tenant: this.#book.settings.tenant, due, ...faultFacts(error) });
  }

  #do(due: Due): void {
    const { now } = this.#book;
    switch (due) {
      case "watchdog":
        this.#intake.watch();
        return;
      case "tell":
        this.#teller.remind();
        return;
      case "plan":
        this.#book.commit((memory) => tellIncidents(this.#book, memory, now));
        return;
      case "handOut":
        this.#handOut.remind();
        return;
      case "checkpoint":
        this.#agenda.plan("checkpoint", now + BOUNDS.engineCheckpointEveryMs);
        this.#book.commit((memory) => this.#book.checkpoint(memory));
        return;
      case "pack":
        this.#agenda.plan("pack", now + BOUNDS.historyChunkMs);
        this.#archivist.pack((hasMore) => {
          if (hasMore) this.#agenda.planBy("pack", this.#book.now);
        });
        return;
      case "prune":
        this.#agenda.plan("prune", now + BOUNDS.pruneEveryMs);
        if (this.#archivist.prune()) this.#agenda.plan("prune", now + BOUNDS.alertsTellEveryMs);
        return;
      case "erase":
        this.#erase();
        return;
      default:
        due satisfies never;
    }
  }

  #erase(): void {
    const came = this.#eraser.step();
    if (came !== "idle") this.#agenda.plan("erase", this.#book.now + BOUNDS.erasureEveryMs);
    if (came === "waits") this.#agenda.planBy("pack", this.#book.now);
  }

  /** Every turn ends here: what was committed is told, and what time alone will bring is planned. */
  #endTurn(): void {
    try {
      this.#tellAndPlan();
    } catch (error) {
      // What was committed stands, and whoever asked gets their answer; the next turn tells of it.
      this.#fault("end of turn", error);
    }
  }

  #lookAtClock(): void {
    try {
      this.#clock.look();
    } catch (error) {
      this.#fault("clock", error);
    }
  }

  #tellAndPlan(): void {
    this.#clock.look();
    this.#teller.flush();
    this.#handOut.flush();
    const memory = this.#book.open();
    if (memory === null) return;
    const nextAt = nextTellAt(memory);
    // What is overdue could not be done just now: the next batch does it, or else the alarm, which must not spin.
    const soonest = this.#book.now + BOUNDS.deskSilentMs;
    if (nextAt !== null && nextAt < soonest) this.#agenda.planBy("plan", soonest);
    else if (nextAt === null) this.#agenda.cancel("plan");
    else this.#agenda.plan("plan", nextAt);
  }

  /** A turn of somebody's asking. */
  #turn<Given>(work: (book: Book) => Given): Given {
    this.#lookAtClock();
    const given = work(this.#book);
    this.#endTurn();
    return given;
  }

  /**
   * Messages of the Queue, in whatever order and as often as they come. `done` is called once, with one verdict for each:
   * `again` asks for redelivery, all others may be acknowledged.
   */
  take(batches: readonly unknown[], done: (verdicts: readonly view.BatchVerdict[]) => void): void {
    this.#turn(() => this.#intake.take(batches, done));
  }

  /** A batch came to the dead-letter queue. It is counted; what it held is fetched from the desk's log. */
  noteLostBatch(batch: unknown): void {
    this.#turn(() => this.#intake.noteLost(batch));
  }

  /** `{state?, text?, severity?, ruleId?, entityId?, queueId?, from?, to?, limit?, before?}`, newest first. */
  alerts(query: unknown): Reply<view.AlertPage> {
    return this.#turn((book) => alerts.searchAlerts(book, query));
  }

  alert(id: string): Reply<view.AlertDetail> {
    return this.#turn((book) => alerts.showAlert(book, id));
  }

  acknowledge(id: string, person: unknown): Reply<view.AlertDetail> {
    return this.#turn((book) => alerts.acknowledge(book, id, person));
  }

  unacknowledge(id: string, person: unknown): Reply<view.AlertDetail> {
    return this.#turn((book) => alerts.unacknowledge(book, id, person));
  }

  comment(id: string, person: unknown, text: unknown): Reply<view.AlertDetail> {
    return this.#turn((book) => alerts.comment(book, id, person, text));
  }

  // ── Silences ─────────────────────────────────────────────────────────────────────────────────────────

  /** Those that are active, then those that ended last. */
  silences(): Reply<readonly view.SilenceView[]> {
    return this.#turn((book) => silences.listSilences(book));
  }

  /** `{matcher: {rules?, severities?, queues?, teams?, agents?}, minutes | until, reason, by}`. */
  silence(value: unknown): Reply<view.SilenceView> {
    return this.#turn((book) => silences.addSilence(book, value));
  }

  endSilence(id: string, person: unknown): Reply<view.SilenceView> {
    return this.#turn((book) => silences.endSilence(book, id, person));
  }

  // ── Rules and the calendar ───────────────────────────────────────────────────────────────────────────

  rules(): Reply<readonly view.RuleView[]> {
    return this.#turn((book) => rules.listRules(book));
  }

  rule(id: string): Reply<view.RuleView> {
    return this.#turn((book) => rules.showRule(book, id));
  }

  putRule(value: unknown, person: unknown): Reply<view.RuleView> {
    return this.#turn((book) => rules.putRule(book, value, person));
  }

  /** A rule of the site's own; a shipped one is disabled instead. */
  removeRule(id: string, person: unknown): Reply<{ readonly id: string }> {
    return this.#turn((book) => rules.removeRule(book, id, person));
  }

  /** A shipped rule as it is shipped. */
  restoreRule(id: string, person: unknown): Reply<view.RuleView> {
    return this.#turn((book) => rules.restoreRule(book, id, person));
  }

  checkRule(value: unknown): Reply<view.RuleCheck> {
    return this.#turn((book) => rules.checkRule(book, value));
  }

  /** `entity`: `{kind: "agent" | "queue", id}` or `{kind: "feed"}`. */
  why(ruleId: string, entity: unknown): Reply<Explanation> {
    return this.#turn((book) => rules.why(book, ruleId, entity));
  }

  calendar(): Reply<view.CalendarView> {
    return this.#turn((book) => rules.showCalendar(book));
  }

  putCalendar(value: unknown, person: unknown): Reply<view.CalendarView> {
    return this.#turn((book) => rules.putCalendar(book, value, person));
  }

  // ── Sinks and notices ────────────────────────────────────────────────────────────────────────────────

  sinks(): Reply<readonly view.SinkView[]> {
    return this.#turn((book) => sinks.listSinks(book));
  }

  putSink(value: unknown, person: unknown): Reply<view.SinkWritten> {
    return this.#turn((book) => sinks.putSink(book, value, person));
  }

  removeSink(id: string, person: unknown): Reply<{ readonly id: string }> {
    return this.#turn((book) => sinks.removeSink(book, id, person));
  }

  /** A webhook signs with a new secret and the old one until `endRotation`. */
  rotateSecret(id: string, person: unknown): Reply<view.SinkWritten> {
    return this.#turn((book) => sinks.rotateSecret(book, id, person));
  }

  endRotation(id: string, person: unknown): Reply<view.SinkWritten> {
    return this.#turn((book) => sinks.endRotation(book, id, person));
  }

  /** What the route delivers at once, outside of the queue. It holds the sink's secrets: never answer with it. */
  testNotice(sinkId: string): Reply<view.TestNotice> {
    return this.#turn((book) => sinks.testNotice(book, sinkId));
  }

  noteTest(sinkId: string, answer: DeliveryAnswer): Reply<view.SinkTest> {
    return this.#turn((book) => sinks.noteTest(book, sinkId, answer));
  }

  /** With which keys sinks are sealed. */
  seals(): Reply<view.SealsInUse> {
    return this.#turn((book) => seals.sealsInUse(book));
  }

  /** All sinks sealed with the current key; may be asked again and again. */
  reseal(person: unknown): Reply<view.SinksResealed> {
    return this.#turn((book) => seals.resealSinks(book, person));
  }

  /** `{state?, sinkId?, incidentId?, limit?, before?}`, newest first. */
  notices(query: unknown): Reply<view.NoticePage> {
    return this.#turn((book) => notices.searchNotices(book, query));
  }

  /** A dead letter is sent again. */
  resend(noticeId: string, person: unknown): Reply<view.NoticeView> {
    return this.#turn((book) => notices.resend(book, noticeId, person));
  }

  /** All dead letters of a sink are sent again, `resendsMax` at once. */
  resendDead(sinkId: string, person: unknown): Reply<view.DeadResent> {
    return this.#turn((book) => notices.resendDead(book, sinkId, person));
  }

  // ── The Queue's consumer ─────────────────────────────────────────────────────────────────────────────

  /** Before a delivery: whether, to whom and what. Never throws. */
  claim(noticeId: string): view.Claim {
    return this.#turn(() => this.#life.claim(noticeId));
  }

  /** After it. */
  settle(noticeId: string, answer: DeliveryAnswer): view.Settled {
    return this.#turn(() => this.#life.settle(noticeId, answer));
  }

  /** It came to the dead-letter queue. */
  bury(noticeId: string, why: string): void {
    this.#turn(() => this.#life.bury(noticeId, why));
  }

  // ── History and status ───────────────────────────────────────────────────────────────────────────────

  /** `{from, to, cursor?}`: from the newest keyframe at or before `from`. */
  historyPage(query: unknown): Reply<view.HistoryPage> {
    return this.#turn((book) => historyPage(book, query));
  }

  /** `{from, seconds?}`: what a replay needs besides pages of history. */
  past(query: unknown): Reply<view.Past> {
    return this.#turn((book) => past(book, query));
  }

  /** `{queues, stretch}`: how queues went, by the minute or by the quarter hour. */
  trends(query: unknown): Reply<view.TrendFigures> {
    return this.#turn((book) => trends(book, query));
  }

  /** `{agentId, from?, to?}`: an agent's states, and holes where nobody saw them. */
  timeline(query: unknown): Reply<AgentTimeline> {
    return this.#turn((book) => timeline(book, query));
  }

  /** `null` while the storage cannot be read. */
  status(): view.AlertDeskStatus | null {
    const { book, intake, teller } = { book: this.#book, intake: this.#intake, teller: this.#teller };
    return statusOf({ book, intake, teller, startedAt: this.#startedAt, duesFailed: this.#duesFailed });
  }

  /** `null` while the storage cannot be read. */
  figures(): view.AlertFigures | null {
    return figuresOf(this.#book);
  }
}
