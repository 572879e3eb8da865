/**
 * Bounds and fixed figures of the simulation, apart from the product's own (`BOUNDS` of core): how large a run may
 * be, how long the pretended network takes, and within which time a healed desk must be right again.
 */
import { BOUNDS } from "@callboard/core";

export const SIM = {
  /** A run that needs more turns than this is going round in circles. */
  turnsMax: 2_000_000,
  violationsMax: 20,

  // ── The pretended network, in a healthy hour ─────────────────────────────────────────────────────────
  hopMinMs: 5,
  hopMaxMs: 150,
  /** A message older than this has arrived at the desk if the network is healthy. */
  settledMs: 1_000,

  // ── The runtime ──────────────────────────────────────────────────────────────────────────────────────
  /** The backstop behind the alarm. */
  cronEveryMs: 60_000,
  alarmLateMaxMs: 20_000,
  alarmRetryMs: 2_000,
  clockStepMaxMs: 3_000,
  /** About how often people change the tenant's settings. */
  settingsEveryMs: 90_000,

  // ── What is expected ─────────────────────────────────────────────────────────────────────────────────
  /** One reconciliation after healing: the minute, a request that hangs until its time-out, and the publishing. */
  convergeMs: BOUNDS.reconcileEveryMs + BOUNDS.requestTimeoutMs + 1_000,
  /** Whoever asked for an answer that was lost has given up by then. */
  forgottenMs: 2 * BOUNDS.requestTimeoutMs,
  /** How long after converging the board must stay right before a run ends. */
  calmMs: 6_000,
  pollEveryMs: 500,
  /** The desk looks once a tick and knows the upstream's clock to a second; a frame travels; a screen looks once a second. */
  labelSlackMs: 2_500,
  renewSlackMs: 3_000,
  /** For so long the desk surely remembers what an answer told of the upstream's clock. */
  clockKnownMs: BOUNDS.reconcileEveryMs + BOUNDS.requestTimeoutMs,
  /** A desk that has begun has heard the upstream's clock by then. */
  clockLearntMs: 2 * BOUNDS.reconcileEveryMs,
  /** A screen's clock of the server remembers a minute of frames. */
  journeysKeptMs: 60_000,
  /** The pulse, the next frame, and one of patience for each batch in flight. */
  timersMax: 6,
  restBatchesMax: 4,
  /** A relay dates what it writes itself up to so much earlier, as it knows the desk's clock from words that were under way. */
  relayDatesEarlierMs: 1_000,
  /** A pulse, and each style's next dial; and some, so that a planted bug may have its own. */
  relayTimersMax: 12,
  /** How far the clock of a relay's machine may be from the desk's. */
  relayClockOffMs: 3_000,
  /** How long a slow line holds a word. */
  lineSlowMaxMs: 9_000,
  /** A row a second for as long as rows are kept, those since the last checkpoint, and a margin. */
  logRowsMax: (BOUNDS.logKeepMs + 2 * BOUNDS.checkpointEveryMs) / BOUNDS.logEveryMs + 50,
  journalLinesPerMinuteMax: 600,

  // ── Beyond the desk's log ────────────────────────────────────────────────────────────────────────────
  /** As the Worker's own settings have it. */
  floorBatchMax: 25,
  floorRetriesMax: 10,
  noticeBatchMax: 5,
  noticeRetriesMax: 100,
  wallLink: "https://wall.example.com",
  /** The one receiver that may hang: no other may be late because of it. */
  hangingSink: "late",
  /** One that is never slow of its own, and must not be because of the other. */
  steadySink: "hook",
  noticeLateMs: 8_000,
  /** Beyond its next try: patience that a receiver asked for, and a message that the queue lost. */
  noticeOverdueMs: BOUNDS.noticeLostMs + 60_000,
  /** One in so many notices of a format that costs much is written out. */
  formatEvery: 10,
  alertRoundMs: 5_000,
  /** What a run of some minutes may leave in an alert desk's storage. */
  storageBytesMax: 32 * 1_048_576,
  /** The shipped rule's 30 s, the row that tells of them, and its way. */
  blindToldMs: 30_000 + BOUNDS.logQuietMs + 5_000,
  /** For so long after a blind time notices are counted. */
  stormMs: 30_000,
  /** A transaction that fails does so within this many statements, or when it is committed. */
  sqlFailsWithin: 12,
  /** One of patience for a gap, one for a question. */
  alertTimersMax: 3,
  /** How far the event clock must be beyond an instant for it to be believed, as the product has it. */
  graceMs: BOUNDS.lateEventGraceMs,
  /** The first row of a feed that is live again is closed by then. */
  firstRowMs: 2 * BOUNDS.logEveryMs,
  /** The event clock of a floor that is looked at as a whole may be so old. */
  thawLateMs: 25_000,
  /** With nothing wrong: a row is closed once a second and its way to the walls is short. */
  alertSlackMs: 5_000,
  /** After a trouble between the desks: patience that has grown, the watchdog, and an alarm that comes late. */
  alertTroubleMs: BOUNDS.batchRetryMaxMs + BOUNDS.alertWatchdogMs,
  /** After a trouble with notices: one that the queue lost is handed out again. */
  noticeTroubleMs: BOUNDS.noticeLostMs + BOUNDS.alertWatchdogMs,
  /** Beyond the board's own bound: the row's way, and what the alert desk's patience may have grown to. */
  alertConvergeMs: 15_000,
  /** People look at the alerts about so often, and hands take somebody off the floor. */
  peopleEveryMs: 20_000,
  handsEveryMs: 15_000,
  surgesEveryMs: 120_000,
} as const;
