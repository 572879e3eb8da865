/** Words about single alerts on the alerts page: what was done, what can be done, and why it fired. */

/** Codes come from the server; one that is not here is shown as it is. */
const passages: Readonly<Record<string, string>> = {
  conditionMet: "the condition was met",
  heldLongEnough: "it held as long as the rule asks",
  heldThroughBlind: "it had held through a time that was not seen",
  conditionEnded: "the condition ended",
  cleared: "the condition no longer holds",
  conditionMetAgain: "the condition was met again",
  stayedClear: "it stayed clear",
  corrected: "what was learned later says that it never held long enough",
  entityGone: "left the floor",
  outOfScope: "is no longer what the rule is about",
  outsideHours: "outside the rule’s hours",
  ruleChanged: "the rule was changed",
  ruleDisabled: "the rule was turned off",
  ruleRemoved: "the rule was removed",
};

const phases: Readonly<Record<string, string>> = {
  normal: "Normal",
  pending: "Pending",
  firing: "Firing",
  recovering: "Recovering",
  resolved: "Resolved",
};

const tellings: Readonly<Record<string, string>> = {
  waiting: "Waits to be told",
  told: "Told to its sinks",
  noSink: "Walls and tablets only",
  silenced: "Not told: silenced",
  cooldown: "Not told: within its cooldown",
  flapping: "Not told: comes and goes",
};

const because: Readonly<Record<string, string>> = {
  unknownRule: "There is no such rule.",
  unknownEntity: "Nothing is known of it on this floor.",
  otherScope: "The rule is about something else: agents, queues or the feed.",
  ruleDisabled: "The rule is off.",
  outOfScope: "The rule leaves it out by team, queue or skill.",
  outsideHours: "It is outside the rule’s hours.",
  feedBlind: "The floor is not seen, so nothing is decided.",
  notReadSinceBlind: "It has not been read since the floor was last not seen.",
  valueUnknown: "A value that the rule needs is not known.",
  conditionNotMet: "The condition is not met.",
  notHeldLongEnough: "The condition holds, but not yet as long as the rule asks.",
  isFiring: "It fires now.",
  isRecovering: "It fired, and is watched until it has stayed clear.",
};

const tests: Readonly<Record<string, string>> = {
  above: ">",
  atLeast: "≥",
  below: "<",
  atMost: "≤",
  is: "is",
  isNot: "is not",
  oneOf: "is one of",
  noneOf: "is none of",
};

const events: Readonly<Record<string, string>> = {
  state: "State",
  routability: "Routable",
  reading: "Reading",
  feed: "Feed",
  blind: "Not seen",
};

/** Details of events by their names; those of an empty word are told by their value alone. */
const details: Readonly<Record<string, string>> = {
  rawState: "CXone says",
  queueId: "queue",
  reason: "",
  detail: "",
  isRepaired: "learned afterwards by asking CXone",
  waitSeconds: "wait",
  availableAgents: "available agents",
  serviceLevelPct: "service level",
};

const notices: Readonly<Record<string, string>> = {
  fire: "Fire",
  acknowledge: "Acknowledge",
  resolve: "Resolve",
  test: "Test",
  ready: "waits for its delivery",
  sending: "is being delivered",
  held: "waits for the outcome of the fire",
  delivered: "delivered",
  dead: "could not be delivered",
  cancelled: "not sent: it was over before",
};

export const pageWords = {
  passages,
  phases,
  tellings,
  because,
  tests,
  events,
  details,
  notices,

  acts: {
    acknowledge: "Acknowledge",
    acknowledged: "Seen.",
    acknowledgeAll: (count: string) => `Acknowledge all ${count} of this`,
    acknowledgedSome: (done: string, of: string) => `${done} of ${of} seen`,
    unacknowledge: "Take back",
    silence: "Silence …",
    comment: "Comment …",
    why: "Why, and more",
    silenced: "Silenced.",
    commented: "Said.",
  },
  silence: {
    title: "Silence",
    what: "What",
    thisOne: (who: string) => `This rule for ${who}`,
    wholeRule: "This rule for everybody",
    wholeQueue: (queue: string) => `Everything of ${queue}`,
    howLong: "For how long",
    minutes: (minutes: number) => (minutes < 60 ? `${minutes} min` : `${minutes / 60} h`),
    reason: "Reason",
    reasonHint: "So that others know why they hear nothing",
    go: "Silence",
  },
  comment: { label: "Comment", go: "Say it" },

  none: "No alerts",
  noneFiring: "Nothing fires, and somebody watches.",
  firingNow: (count: string) => `${count} firing`,
  more: (count: string) => `${count} more fire than can be listed here. They are in the history.`,
  firedAt: "Fired",
  since: "Holds since",
  resolvedAt: "Resolved",
  advice: "What to do",
  telling: "Notices",
  team: "Team",
  queue: "Queue",
  back: "Back",
  evidence: {
    title: "Why it fired",
    now: "What it is judged by",
    compared: "What was compared",
    events: "What happened before, by CXone’s clock",
    queue: "The queue at that instant",
    passages: "From phase to phase",
    leftOut: (count: string) => `${count} passages between are not kept.`,
    comments: "Comments",
    notices: "Notices of its incident",
    blind: (length: string) => `${length} of the hour before were not seen.`,
    watchedSince: (at: string) => `Watched since ${at}.`,
    blindSince: (length: string) => `${length} since then were not seen.`,
    verdict: { true: "holds", false: "does not hold", unknown: "not known" },
    noEvents: "Nothing was seen before it.",
    tries: (tries: string) => `${tries} tries`,
  },
  reading: {
    waitSeconds: "Wait",
    availableAgents: "Available agents (CXone)",
    routableAgents: "Routable agents",
    workingAgents: "Agents on its contacts",
    waiting: "Waiting",
    serviceLevelPct: "Service level (CXone)",
    waitDeviationSeconds: "Wait vs usual",
    statsAt: "Read at",
  },

  history: {
    search: "Search in rules, names, teams, queues and comments",
    state: "State",
    states: { all: "All", firing: "Firing", resolved: "Resolved" },
    severity: "Severity",
    any: "Any",
    rule: "Rule",
    span: "From",
    spans: { hour: "Last hour", day: "Last 24 h", week: "Last 7 days", ever: "Ever" },
    go: "Search",
    none: "Nothing was found.",
    took: (length: string) => `for ${length}`,
    still: "still firing",
  },

  silences: {
    active: "Active",
    over: "Over",
    none: "Nothing is silenced.",
    end: "End now",
    ended: "Ended.",
    until: (at: string) => `until ${at}`,
    endedBy: (by: string, at: string) => `ended by ${by}, ${at}`,
    expired: (at: string) => `ended by itself, ${at}`,
    mutes: (count: string) => `mutes ${count} now`,
    everything: "everything",
    parts: { rules: "Rules", severities: "Severities", queues: "Queues", teams: "Teams", agents: "Agents" },
  },
} as const;

/** A code in words, or the code itself where it has none. */
export function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  return Object.keys(words).includes(code) ? (words[code] ?? code) : code;
}
