/**
 * The alert desk of one tenant: from the floor's batches to alerts of record, to what the walls show and to notices.
 * Every call is one turn that decides, commits in one transaction, and then tells; it must never wait for anything, look
 * at a clock of its own, or tell what is not committed (SPEC D).
 */

import type { Explanation } from "@callboard/core/alerting";
import type { DeliveryAnswer } from "@callboard/notices";
import type { AlertPorts } from "./ports.ts";
import { type Reply, refused } from "./reply.ts";
import type {
  AlertDeskStatus,
  AlertDetail,
  AlertPage,
  BatchVerdict,
  CalendarView,
  Claim,
  HistoryPage,
  NoticePage,
  NoticeView,
  RuleCheck,
  RuleView,
  Settled,
  SilenceView,
  SinkTest,
  SinkView,
  SinkWritten,
  TestNotice,
} from "./views.ts";

export interface AlertDeskSettings {
  readonly tenant: string;
  readonly siteName: string;
  /** IANA zone of the site. */
  readonly zone: string;
  /** Where people look: the wallboard's address; `null` where the deployment has not been told its own. */
  readonly link: string | null;
  /** A developer's machine: receivers on the loopback are allowed. */
  readonly isLocal: boolean;
}

const unready = refused(503, "Not ready", "The alert desk is not built yet.");

export class AlertDesk {
  readonly settings: AlertDeskSettings;
  readonly ports: AlertPorts;

  constructor(settings: AlertDeskSettings, ports: AlertPorts) {
    this.settings = settings;
    this.ports = ports;
  }

  /** Brings back what is stored and begins to listen. Called once by whoever holds the desk; `wake` calls it again. */
  begin(): this {
    return this;
  }

  /** The alarm rang, a cron passed by, or the tenant's desk began: what is due is done. Never throws. */
  wake(): void {}

  /**
   * Messages of the Queue, in whatever order and as often as they come. `done` is called once, with one verdict for each:
   * `again` asks for redelivery, all others may be acknowledged.
   */
  take(batches: readonly unknown[], done: (verdicts: readonly BatchVerdict[]) => void): void {
    done(batches.map(() => "again"));
  }

  /** A batch came to the dead-letter queue. It is counted; what it held is fetched from the desk's log. */
  noteLostBatch(_batch: unknown): void {}

  // ── Alerts ───────────────────────────────────────────────────────────────────────────────────────────

  /** `{state?, text?, severity?, ruleId?, entityId?, queueId?, from?, to?, limit?, before?}`, newest first. */
  alerts(_query: unknown): Reply<AlertPage> {
    return unready;
  }

  alert(_id: string): Reply<AlertDetail> {
    return unready;
  }

  acknowledge(_id: string, _person: unknown): Reply<AlertDetail> {
    return unready;
  }

  unacknowledge(_id: string, _person: unknown): Reply<AlertDetail> {
    return unready;
  }

  comment(_id: string, _person: unknown, _text: unknown): Reply<AlertDetail> {
    return unready;
  }

  // ── Silences ─────────────────────────────────────────────────────────────────────────────────────────

  /** Those that are active, then those that ended last. */
  silences(): Reply<readonly SilenceView[]> {
    return unready;
  }

  /** `{matcher: {rules?, severities?, queues?, teams?, agents?}, minutes | until, reason, by}`. */
  silence(_value: unknown): Reply<SilenceView> {
    return unready;
  }

  endSilence(_id: string, _person: unknown): Reply<SilenceView> {
    return unready;
  }

  // ── Rules and the calendar ───────────────────────────────────────────────────────────────────────────

  rules(): Reply<readonly RuleView[]> {
    return unready;
  }

  rule(_id: string): Reply<RuleView> {
    return unready;
  }

  putRule(_value: unknown, _person: unknown): Reply<RuleView> {
    return unready;
  }

  /** A rule of the site's own; a shipped one is disabled instead. */
  removeRule(_id: string, _person: unknown): Reply<{ readonly id: string }> {
    return unready;
  }

  /** A shipped rule as it is shipped. */
  restoreRule(_id: string, _person: unknown): Reply<RuleView> {
    return unready;
  }

  checkRule(_value: unknown): Reply<RuleCheck> {
    return unready;
  }

  /** `entity`: `{kind: "agent" | "queue", id}` or `{kind: "feed"}`. */
  why(_ruleId: string, _entity: unknown): Reply<Explanation> {
    return unready;
  }

  calendar(): Reply<CalendarView> {
    return unready;
  }

  putCalendar(_value: unknown, _person: unknown): Reply<CalendarView> {
    return unready;
  }

  // ── Sinks and notices ────────────────────────────────────────────────────────────────────────────────

  sinks(): Reply<readonly SinkView[]> {
    return unready;
  }

  putSink(_value: unknown, _person: unknown): Reply<SinkWritten> {
    return unready;
  }

  removeSink(_id: string, _person: unknown): Reply<{ readonly id: string }> {
    return unready;
  }

  /** A webhook signs with a new secret and the old one until `endRotation`. */
  rotateSecret(_id: string, _person: unknown): Reply<SinkWritten> {
    return unready;
  }

  endRotation(_id: string, _person: unknown): Reply<SinkWritten> {
    return unready;
  }

  /** What the route delivers at once, outside of the queue. It holds the sink's secrets: never answer with it. */
  testNotice(_sinkId: string): Reply<TestNotice> {
    return unready;
  }

  noteTest(_sinkId: string, _answer: DeliveryAnswer): Reply<SinkTest> {
    return unready;
  }

  /** `{state?, sinkId?, incidentId?, limit?, before?}`, newest first. */
  notices(_query: unknown): Reply<NoticePage> {
    return unready;
  }

  /** A dead letter is sent again. */
  resend(_noticeId: string, _person: unknown): Reply<NoticeView> {
    return unready;
  }

  // ── The Queue's consumer ─────────────────────────────────────────────────────────────────────────────

  /** Before a delivery: whether, to whom and what. Never throws. */
  claim(_noticeId: string): Claim {
    return { kind: "later", ms: 1_000 };
  }

  /** After it. */
  settle(_noticeId: string, _answer: DeliveryAnswer): Settled {
    return { kind: "retry", delayMs: 1_000 };
  }

  /** It came to the dead-letter queue. */
  bury(_noticeId: string, _why: string): void {}

  // ── History and status ───────────────────────────────────────────────────────────────────────────────

  /** `{from, to, cursor?}`: from the newest keyframe at or before `from`. */
  historyPage(_query: unknown): Reply<HistoryPage> {
    return unready;
  }

  status(): AlertDeskStatus | null {
    return null;
  }
}
