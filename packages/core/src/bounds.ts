/**
 * Every bound of the running product, in one place, so that "what is the most this can hold?" has one answer
 * (SPEC, invariant 12). Nothing else may hide a limit of its own.
 *
 * Units are in the names. A bound that is reached is counted and visible in `/status`, never silent.
 */
export const BOUNDS = {
  // ── The floor ────────────────────────────────────────────────────────────────────────────────────────
  /** Agents one tenant's floor may hold; further ids are refused as `tooManyAgents`. */
  agentsMax: 25_000,
  queuesMax: 2_000,
  /** A queue without reading or contact leaves the floor after this much seen event time: its windows are empty by then. */
  queueForgottenMs: 26 * 3_600_000,
  /** The same for somebody whom no roster names, after their last event. */
  strangerForgottenMs: 26 * 3_600_000,
  /** Contacts remembered at once: the live ones, and the resolved ones that a late event may still correct. */
  contactsMax: 50_000,
  skillsPerAgentMax: 200,
  queuesPerSkillMax: 200,
  breaksPerShiftMax: 24,
  statusCodesMax: 500,
  /** An id that is longer is refused, since ids are keys; names and codes are cut. */
  idCharsMax: 128,
  nameCharsMax: 200,

  // ── Event time ───────────────────────────────────────────────────────────────────────────────────────
  /** An event dated further ahead of our clock than this is refused: it would poison the event clock. */
  futureToleranceMs: 30_000,
  /** An interaction event older than this changes no window any more. */
  lateEventMs: 2 * 3_600_000,
  /** `since` may wander by this much between two events of one state before it counts as a new entry:
   *  `duration_seconds` is in whole seconds. */
  sinceJitterMs: 1_500,
  /** A caller or a chat that has waited longer than this without any news is counted as unsure, not as waiting. */
  waitTrustedMs: 3_600_000,
  /** The same for mails and what else is not answered live: they wait for a day, and nothing is heard meanwhile. */
  mailWaitTrustedMs: 24 * 3_600_000,
  /** An instant this much older than the event that tells it is a zero date or nonsense, and is not believed. */
  toldInstantMaxAgeMs: 31 * 24 * 3_600_000,
  /** Forgetting looks at every contact, so it is done once in this much event time and costs nothing per event. */
  contactSweepEveryMs: 60_000,
  /** Resolved contacts stay until no event that is still accepted can concern them (`lateEventMs`), and an hour. */
  contactResolvedKeptMs: 3 * 3_600_000,
  /** Unresolved ones stay as long as a day window (`dayBuckets`) could count them twice if they came back. */
  contactUnresolvedKeptMs: 26 * 3_600_000,

  // ── Windows and baselines ────────────────────────────────────────────────────────────────────────────
  windowBucketMs: 10_000,
  windowFineBuckets: 361,
  dayBucketMs: 900_000,
  /** 26 hours of quarter hours: a day that is 25 hours long, and the quarter being filled. */
  dayBuckets: 104,
  baselineHoursOfWeek: 168,
  /** Hours of which the usual is told at once: a week, and what a change of clocks adds. */
  usualHoursMax: 170,
  /** An hour that was seen for less is not learned; a reading speaks for at most so long: further back was blindness. */
  hourSeenMinMs: 1_800_000,
  readingStandsMaxMs: 60_000,
  /** Blind intervals remembered, to say how much of a window was not seen. */
  blindIntervalsMax: 200,
  /** Zones whose offsets are cached, and the quarter hours of each: facts that are cheap to find again. */
  zonesCachedMax: 100,
  quartersCachedMax: 192,

  // ── Reconciliation ───────────────────────────────────────────────────────────────────────────────────
  reconcileEveryMs: 60_000,
  /** After a round with a hole in it. */
  reconcileRetryMs: 10_000,
  /** Rounds an agent may be missing before it is unknown, and before it is signed out. */
  missingRoundsUnknown: 2,
  missingRoundsSignedOut: 3,
  /** Rosters in a row an agent may be absent from before leaving the floor. */
  missingRosters: 2,
  /** Ids per REST request: 100 UUIDs are 3.7 kB, which fits every proxy's URL limit. */
  userIdsPerRequest: 100,
  requestsPerRound: 250,

  // ── Link to the upstream ─────────────────────────────────────────────────────────────────────────────
  backoffBaseMs: 1_000,
  backoffMaxMs: 30_000,
  backoffJitterMs: 1_000,
  /** Added after the cap, as a share of the delay, so that a fleet at the cap does not march in step. */
  spreadShare: 0.25,
  breakerFailures: 5,
  breakerPauseMs: 30_000,
  /** A link must carry messages for this long before its failures are forgiven. */
  linkProvenMs: 10_000,
  retryAfterMaxMs: 15 * 60_000,
  dialTimeoutMs: 10_000,
  /** Sign-in and dial together may take this long before the dial counts as timed out. */
  dialGiveUpMs: 60_000,
  requestTimeoutMs: 15_000,
  /** Silence after which the feed is labelled stale, and after which the socket is taken for half-open. */
  staleAfterMs: 15_000,
  silenceRedialMs: 25_000,
  silenceRedialMaxMs: 300_000,
  tokenRenewLeadMs: 60_000,
  tokenRenewMinMs: 5_000,
  /** After this a misconfigured tenant (scopes, credentials) is tried again. */
  misconfiguredRetryMs: 30_000,

  // ── The guide's wire: what breaks one of these is refused and counted, never cut to look valid ───────────
  /** Longest path with its query: proxies and servers refuse URLs from 8 kB on. */
  pathCharsMax: 6_000,
  /** Nobody is in one state for longer; a larger figure is a fault of its sender. */
  stateDurationMaxMs: 30 * 24 * 3_600_000,
  /** Counts and volumes of a queue. */
  queueCountMax: 1_000_000_000,
  skillLevelMax: 1_000,
  tokenCharsMax: 8_192,
  tokenLifeMaxSeconds: 30 * 24 * 3_600,
  zoneCharsMax: 64,
  messageTypeCharsMax: 64,
  /** Text of a refusal that people are shown: enough to recognise the fault, not to carry a payload. */
  sampleCharsMax: 80,
  detailCharsMax: 160,

  // ── Upstream frames ──────────────────────────────────────────────────────────────────────────────────
  frameCharsMax: 1_048_576,
  carryCharsMax: 262_144,
  valuesPerFrameMax: 10_000,
  restBodyBytesMax: 16 * 1_048_576,

  // ── Roster and profiles ──────────────────────────────────────────────────────────────────────────────
  rosterEveryMs: 15 * 60_000,
  profileMaxAgeMs: 3_600_000,
  profilesPerRequest: 50,
  restConcurrency: 6,
  profileRetryMs: 20_000,
  /** The longest wait for one agent's profile that fails again and again. */
  profileRetryMaxMs: 300_000,
  /** How often to look for agents whose profile is new or old. */
  profileCheckMs: 60_000,

  // ── The desk ─────────────────────────────────────────────────────────────────────────────────────────
  watchdogMs: 15_000,
  tickMs: 1_000,
  frameEveryMs: 100,
  beatEveryMs: 5_000,
  logEveryMs: 1_000,
  logQuietMs: 5_000,
  logEntriesPerRow: 5_000,
  /** SQLite holds 2 MB in a value, and a character of any script may take three bytes. */
  logCharsPerRow: 600_000,
  logKeepMs: 900_000,
  checkpointEveryMs: 60_000,
  /** After a roster or a batch of profiles, which the log does not carry. */
  checkpointSoonMs: 5_000,
  checkpointCharsPerRow: 600_000,
  linkEventsMax: 100,
  /** Kinds of refused messages that `/status` tells of, with a sample each. */
  refusalsKept: 20,
  /** Words for a state that nobody knows, counted one by one; further ones are counted together. */
  unknownStatesMax: 50,
  /** Frames of an error's stack in a line of the log. */
  faultFramesMax: 8,

  // ── What the alert desk is told ──────────────────────────────────────────────────────────────────────
  /** A row's events as UTF-8: Cloudflare's queues take 128 kB a message, its envelope included. */
  batchBytesMax: 100_000,
  batchEventsMax: 2_000,
  /** Rows that are on their way to the queue at once, and the wait after it refused one. */
  batchesInFlightMax: 20,
  batchRetryMs: 2_000,
  batchRetryMaxMs: 60_000,
  /** One answer to the question for missed rows. */
  rowsPerAnswerMax: 200,
  rowsPerAnswerBytesMax: 8 * 1_048_576,
  /** Rows that the queue did not take and that are still to be sent; the alert desk asks for what is older. */
  batchesUnsentMax: 2_000,
  /** A row whose sending was answered neither way counts as refused after this. */
  batchLostMs: 30_000,

  // ── Rules ────────────────────────────────────────────────────────────────────────────────────────────
  rulesMax: 100,
  conditionDepthMax: 6,
  conditionLeavesMax: 50,
  listedIdsMax: 500,
  ruleSecondsMax: 7 * 24 * 3_600,
  adviceCharsMax: 500,
  openSpansMax: 50,
  holidaysMax: 400,
  sitesMax: 100,
  /** Teams, and queues, that one site lists. */
  siteEntriesMax: 2_000,
  /** A hold that ends is believed once the event clock is so much further: events overtake each other. */
  lateEventGraceMs: 1_000,
  /** Newest events of an entity that evidence can show. */
  evidenceEventsMax: 8,
  /** So many fires of one rule for one entity within so long are a flapping. */
  flapFires: 4,
  flapWithinMs: 1_800_000,
  /** Alerts whose hold is not over; and alerts that are over and still remembered, so that none comes back under its id. */
  alertsPendingMax: 50_000,
  alertsRememberedMax: 20_000,
  /** What found no room is looked at again after so long. */
  alertRoomRetryMs: 60_000,

  // ── The alert desk ───────────────────────────────────────────────────────────────────────────────────
  /** Early batches that are held, and how long a hole is waited for before it is asked for. */
  earlyBatchesMax: 100,
  gapPatienceMs: 500,
  gapRetryMs: 2_000,
  gapRetryMaxMs: 30_000,
  /** Without a batch for so long the desk itself is asked; after this it is taken for silent. */
  deskSilentMs: 20_000,
  alertWatchdogMs: 15_000,
  /** What fires at once: beyond it the least severe are counted, not kept one by one. */
  alertsFiringMax: 5_000,
  alertsShownMax: 200,
  /** Walls are told at least so often that the alert desk is alive, and say so when they have not been told for so long. */
  alertsTellEveryMs: 10_000,
  alertsUnheardMs: 30_000,
  alertHistoryKeepMs: 400 * 24 * 3_600_000,
  alertHistoryRowsMax: 1_000_000,
  alertPageMax: 200,
  passagesPerAlertMax: 100,
  commentsPerAlertMax: 100,
  commentCharsMax: 1_000,
  personCharsMax: 100,
  silencesMax: 500,
  silenceMaxMs: 30 * 24 * 3_600_000,
  engineCheckpointEveryMs: 60_000,
  /** A batch that has failed so often is put aside, and the floor is taken anew from a snapshot. */
  batchTriesMax: 3,
  poisonedKept: 20,
  historyKeepMs: 7 * 24 * 3_600_000,
  historyBytesMax: 2 * 1_073_741_824,
  historyChunkMs: 60_000,
  historyChunkCharsMax: 4_000_000,
  historyKeyframeEveryMs: 3_600_000,
  backtestMaxMs: 48 * 3_600_000,
  backtestFiresMax: 500,
  /** Lines of the log about storage that fails. */
  storageNotesEveryMs: 5_000,
  /** A question to the tenant's desk that is not answered by then counts as failed. */
  deskAskMs: 30_000,
  /** Former lineages of the desk's log that are remembered, so that their late batches ask for nothing. */
  pastLineagesMax: 20,
  /** When each agent or queue was last told of, for cooldowns; the oldest are forgotten, and told once more. */
  toldMax: 20_000,
  /** What people did (rules, calendar, sinks), newest first. */
  deedsKept: 10_000,
  /** The alarm forgets what is too old in slices, so that no turn is long. */
  pruneEveryMs: 60_000,
  pruneRowsMax: 500,
  historyPageBytesMax: 8 * 1_048_576,
  /** SQLite on Cloudflare holds 2 MB in a value. */
  historyPartBytesMax: 1_048_576,

  // ── The floor's past ─────────────────────────────────────────────────────────────────────────────────
  /** Between keyframes the whole floor is kept so often besides, so that any minute can be shown soon: 130 kB packed for 2,000 agents. */
  historyWaypointEveryMs: 300_000,
  /** Characters of one minute's moves: a minute with more of them has another row. */
  minuteCharsMax: 500_000,
  /** Without the event clock a minute is closed after so long by the desk's: a blind hour is not kept in memory. */
  minuteOpenMaxMs: 120_000,
  /** Stretches that were seen within one row. */
  minuteStretchesMax: 100,
  /** All minutes together. */
  minutesCharsMax: 1_073_741_824,
  trendQueuesMax: 50,
  /** Points of one queue's trend: further ones are left out evenly. */
  trendPointsMax: 200,
  timelineMaxMs: 36 * 3_600_000,
  /** How far behind a stretch an agent's next move is looked for, where the stretch has none. */
  timelineLookAheadMs: 12 * 3_600_000,
  timelineSpansMax: 2_000,
  replaySecondsMax: 300,
  /** A page of replay ends early rather than be longer than this. */
  replayPageCharsMax: 6_000_000,
  /** Rows are read so much further than what is replayed: they come later than what they tell of. */
  replayLateMs: 60_000,

  // ── Notices ──────────────────────────────────────────────────────────────────────────────────────────
  sinksMax: 50,
  /** What joins an incident so soon after its last notice is told together. */
  groupWaitMs: 60_000,
  incidentsOpenMax: 2_000,
  noticeAlertsMax: 20,
  noticesKept: 20_000,
  noticeTriesMax: 10,
  noticeBackoffBaseMs: 5_000,
  noticeBackoffMaxMs: 900_000,
  noticeTimeoutMs: 10_000,
  /** A queue's handler waits so long for its deliveries; what takes longer goes on behind it. */
  noticePatienceMs: 1_000,
  /** A notice that was handed out and of which nothing was heard is handed out again. */
  noticeLostMs: 120_000,
  /** Who took a notice to deliver it and says nothing for so long has lost it: somebody else may take it. */
  noticeClaimMs: 30_000,
  /** Notices that are handed to the queue in one call. */
  noticesPerSend: 100,
  /** Dead letters that one order of a person's sends again. */
  resendsMax: 200,
  noticeAnswerCharsMax: 500,
  sinkUrlCharsMax: 2_000,
  /** A test goes to one sink so often: whoever receives it is somebody else's. */
  sinkTestEveryMs: 10_000,
  /** An outcome that the alert desk does not take, since it restarts just then, is told again. */
  settleTriesMax: 3,
  settleRetryMs: 200,
  /** A queue's handler waits so long for rows that a hole keeps waiting; then they are to come again. */
  takePatienceMs: 3_000,
  /** Cloudflare's queues take so many messages in one call, and hold one back for half a day at most. */
  messagesPerSendMax: 100,
  messageDelaySecondsMax: 43_200,

  // ── The HTTP API ─────────────────────────────────────────────────────────────────────────────────────
  apiBodyBytesMax: 65_536,
  /** Levels of lists and objects within one another in such a body: more than any rule has, and no walk of it is deep. */
  apiBodyDepthMax: 32,
  sinkIdCharsMax: 64,
  /** What Standard Webhooks allows of a signing secret. */
  signingSecretBytesMin: 24,
  signingSecretBytesMax: 64,
  emailAddressCharsMax: 254,
  emailRecipientsMax: 50,
  /** Names inside a sentence, and in a title; alerts that one notice tells in sentences, the rest are counted. */
  noticeNameCharsMax: 80,
  noticeTitleNameCharsMax: 48,
  noticeLinesMax: 10,
  /** A longer id of ours is shortened by its hash before it becomes a header. */
  wireIdCharsMax: 200,
  /** Receivers' own limits: Slack's per text, PagerDuty's per field. */
  slackHeaderCharsMax: 150,
  slackTextCharsMax: 3_000,
  /** Slack takes about one message a second for each webhook. */
  slackPaceMs: 1_000,
  pagerDutySummaryCharsMax: 1_024,
  pagerDutyDedupCharsMax: 255,

  // ── Boards and settings ──────────────────────────────────────────────────────────────────────────────
  boardsMax: 100,
  pagesPerBoardMax: 20,
  widgetsPerPageMax: 24,
  /** Ids that one list of a filter names. */
  filterIdsMax: 200,
  titleCharsMax: 80,
  noteCharsMax: 1_000,
  pageSecondsMin: 5,
  pageSecondsMax: 3_600,
  screensMax: 500,
  spansPerScreenMax: 30,
  shiftTemplatesMax: 500,
  /** Somebody has one alias and one assignment at most, and a floor has so many people. */
  shiftAssignmentsMax: 25_000,
  aliasesMax: 25_000,
  aliasCharsMax: 40,
  /** A board with many lists, and the aliases or the shifts of 25,000 people as JSON or CSV: more than any other body. */
  setupBodyBytesMax: 4 * 1_048_576,
  /** A document is kept in rows of so many characters, as SQLite holds 2 MB in a value. */
  setupCharsPerRow: 600_000,
  importRowsMax: 50_000,
  /** Mistakes of an import that are told one by one. */
  importComplaintsMax: 200,

  // ── Tenants and who may look ─────────────────────────────────────────────────────────────────────────
  tenantsMax: 10_000,
  clientSecretCharsMax: 1_024,
  grantsMax: 200,
  /** People and groups of all tenants together: the gate of every isolate holds them all. */
  deploymentGrantsMax: 50_000,
  tenantPageMax: 500,
  deploymentDeedsKept: 10_000,
  /** People and groups that one deed of the log names; further ones are counted. */
  deedPeopleNamed: 10,
  /** An object that does not take its charge is told again, later each time; so many tenants in one turn of the registry's alarm. */
  assignRetryMs: 1_000,
  assignRetryMaxMs: 60_000,
  assignPatienceMs: 5_000,
  assignsPerAlarm: 100,
  assignConcurrency: 20,
  /** Tenants that one invocation wakes, with two objects each: far below the platform's 10,000 calls an invocation. */
  wakesPerPage: 1_000,
  wakeConcurrency: 50,
  /** A tenant's people are read anew after so long: whoever lost a role keeps it no longer than that. */
  grantsCachedMs: 10_000,
  /** The connection check: how long it waits for a first event, what it calls a slow sign-in, how many run at once, how long one may take. */
  checkEventWaitMs: 15_000,
  checkSlowMs: 5_000,
  checksAtOnceMax: 10,
  checkTakesMaxMs: 120_000,
  /** Tenants whose secrets are counted or sealed with another key in one call, and how many at once. */
  resealTenantsPerCall: 4_000,
  resealConcurrency: 20,
  /** What could not be sealed with another key is told one by one up to so many. */
  resealRefusalsMax: 100,
  /** Keys that secrets are sealed with: the current one, and those that are still needed to open older texts. */
  sealingKeysMax: 8,
  sealingKeyVersionMax: 1_000_000,
  /** All secrets of one sink, or one client secret, as text before it is sealed; and what that is once sealed. */
  secretCharsMax: 20_000,
  sealedCharsMax: 200_000,
  /** Codes that televisions show at once, how long one holds, and how often a television asks whether it was confirmed. */
  pairingsOpenMax: 500,
  pairingsOpenPerAddressMax: 10,
  pairingKeepMs: 600_000,
  pairingAskEveryMs: 3_000,
  /** Claims of what is nobody's: so many of one site a minute in one isolate, which counts so many sites; ten televisions lose ten. */
  pairingLostClaimsPerMinute: 60,
  pairingLostClaimSitesMax: 10_000,
  /** Codes that are in nobody's hands: so many guesses of one tenant a minute, then it has to wait. */
  pairingGuessesPerMinute: 10,
  /** Who confirmed a code has so long to make the screen of it, before somebody else may. */
  pairingHoldMs: 30_000,
  /** A television whose answer was lost may ask for it again. */
  pairingClaimAgainMs: 60_000,
  /** When a screen was seen last is written so often; when it leaves at once, but of one that comes and goes no oftener than this; and of
   *  one that fell silent after so long. */
  screenSeenEveryMs: 60_000,
  screenLeaveEveryMs: 10_000,
  screenSilentMs: 30_000,
  screenKeyBytesMin: 32,
  /** How long a screen's token is good, and from what age on it is exchanged by the way. */
  screenCredentialKeepMs: 400 * 24 * 3_600_000,
  screenCredentialRenewMs: 7 * 24 * 3_600_000,
  /** So soon no other one is given out; and so long the one before is good once the next was shown. */
  screenRenewAgainMs: 60_000,
  screenFormerKeepMs: 60_000,

  // ── What is kept of people, erasure, backup ────────────────────────────────────────────────────────────
  /** Who changed what; the newest `deedsKept` at most. A tenant may keep it shorter, but not so short that nobody can look. */
  auditKeepMs: 1_095 * 24 * 3_600_000,
  auditDaysMin: 30,
  /** The tenant's desk is told so often what of its log is too old. */
  auditForgetEveryMs: 3_600_000,
  /** Deletions that are at work at once, and that are remembered. */
  erasuresOpenMax: 20,
  erasuresKept: 200,
  /** Rows that one turn of a deletion looks at, and chunks of history, which may be megabytes each. */
  erasureRowsPerTurn: 500,
  erasureChunksPerTurn: 20,
  erasureEveryMs: 1_000,
  /** Names of one person that are looked for: people are renamed. */
  erasureNamesMax: 20,
  /** A tenant's settings as a file: all documents together. */
  backupBytesMax: 16 * 1_048_576,

  // ── Signing in, and what the gate lets through ─────────────────────────────────────────────────────────
  /** A sign-in's token is looked at only up to this length. */
  signInTokenCharsMax: 16_384,
  /** So far the clocks of Cloudflare Access and ours may differ. */
  signInToleranceMs: 5_000,
  /** Groups of one token that are read; and names of one group's. */
  signInGroupsMax: 1_000,
  /** The keys that sign-ins are verified with: how long one asks for them, how large they may be, how long they hold. */
  signInKeysAskMs: 5_000,
  signInKeysBytesMax: 65_536,
  signInKeysKeptMs: 600_000,
  /** A key that is not known is asked for again so often at most. */
  signInKeysCooldownMs: 30_000,
  /** Who may see what, asked of the registry; a tenant or a person that is not known is asked for again so often at most. */
  peopleAskMs: 5_000,
  peopleAskAgainMs: 1_000,
  ownersMax: 100,
  /** An address with all its parameters. */
  apiAddressCharsMax: 8_192,
  metricsTokenCharsMin: 16,
  /** Tenants that one scrape asks, with two objects each; how many at once, and how long one may take to answer. */
  scrapeTenantsMax: 500,
  scrapeConcurrency: 50,
  scrapePatienceMs: 5_000,
  /** Live sockets that one person, and one screen's credential, may hold, at a tenant's desk and its relays together. */
  viewersPerPersonMax: 20,
  viewersPerScreenMax: 4,

  // ── Viewers ──────────────────────────────────────────────────────────────────────────────────────────
  /** Of one tenant, at its desk and all of its relays together. */
  viewersMax: 10_000,
  /** What one object lets in, a desk or a relay. */
  viewersPerObjectMax: 1_000,
  removalsMax: 2_000,
  /** Numbers of agents who left and whom no delta can name any more: so many pile up before they are dropped. */
  refsSpareMax: 2_000,
  /** Texts of one seq kept for the next screen that asks for the same: by view, and by what it holds. */
  frameTextsMax: 16,
  /** A viewer whose socket holds more than this unsent is skipped; and closed after this many missed acks. */
  viewerBufferedMax: 1_048_576,
  viewerSilentMs: 90_000,
  viewerLagSeqMax: 1_200,
  viewerMessageCharsMax: 1_024,
  viewerMessagesPerMinute: 60,
  /** A screen dials again after a delay drawn from the whole of [0, min(max, base × 2^attempt)). */
  viewerBackoffBaseMs: 1_000,
  viewerBackoffMaxMs: 30_000,
  /** About how often a screen asks again after it was told to stop. */
  viewerSlowRetryMs: 60_000,
  /** A screen that has heard no frame for so many beats, or whose board none has confirmed, says that it is old. */
  silentBeats: 2.4,
  /** From this share of `staleAfterMs` on a live feed's age is shown. */
  agingShare: 0.5,
  /** Beats without an answer after which a screen asks for a snapshot (again). */
  beatsBeforeAskingAgain: 3,
  /** What a screen remembers of one epoch beyond the board, those who left; past it a snapshot starts afresh. */
  screenIdentitiesMax: 50_000,
  screenQueuesMax: 4_000,
  viewerPingEveryMs: 25_000,
  viewerAckEveryMs: 10_000,

  // ── Relays ───────────────────────────────────────────────────────────────────────────────────────────
  /** From so many viewers at the desk itself on, new ones are sent to relays: sending to them takes a seventh of its time (bench/README.md). */
  relayFromViewers: 500,
  viewersPerRelay: 500,
  /** Of one tenant: as many as `viewersMax` fill, and some for those that are half empty. */
  relaysMax: 24,
  /** A relay tells its desk how many it has, and has its viewers judged anew; one that does not for so long is forgotten. */
  relayReportEveryMs: 10_000,
  /** Whoever takes a credential away waits so long for relays to have closed its sockets; one that does not hear asks by itself. */
  relayHeardMs: 2_000,
  relayForgottenMs: 60_000,
  /** Whom the desk has sent to a relay in the last moments may not be in what that tells. */
  relayArrivalMs: 2_000,
  /** Viewers of one report: their views are judged in parts of this size. */
  relayJudgedMax: 1_000,
  /** A line that nobody looks through is kept so long, for who comes next. */
  relayIdleMs: 10_000,
  /** The desk beats each `beatEveryMs`. A relay that has not heard it for so long gives nobody a board: it may be old. */
  relaySilentMs: 7_500,
  /** How far ahead of its relay a viewer may be that comes from elsewhere: a minute of frames. */
  relayBehindSeqMax: 600,
} as const;
