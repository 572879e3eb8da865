/** Every word of the interface, in one place. Figures are put in by functions; nothing here computes. */
import type {
  FeedState,
  FreshnessWord,
  NotRoutableReason,
  RoutabilityUnknownReason,
  ServiceLevelVariant,
} from "@callboard/protocol";

const freshness: Record<FreshnessWord, string> = {
  waiting: "Waiting",
  live: "Live",
  quiet: "Quiet",
  starting: "Starting",
  catchingUp: "Catching up",
  reconnecting: "Reconnecting",
  stale: "Stale",
  down: "Feed down",
  paused: "Feed paused",
  refused: "Feed refused",
  misconfigured: "Misconfigured",
  lost: "No connection",
};

const notRoutable: Record<NotRoutableReason, string> = {
  signedOut: "signed out",
  onContact: "on contact",
  wrappingUp: "wrapping up",
  notReady: "not ready",
  statusCode: "by status",
  outsideShift: "outside shift",
  onBreak: "on break",
  noSkill: "no skill",
  noQueueForSkills: "no queue fits",
};

const unknownRoutability: Record<RoutabilityUnknownReason, string> = {
  neverSeen: "never seen",
  stateUnknown: "state not known",
  missingUpstream: "missing at CXone",
  profileUnknown: "skills not known",
  skillQueuesUnknown: "skills’ queues not known",
  shiftUnknown: "shift not known",
  noQueuesYet: "no queues seen yet",
};

const inTime = (threshold: string) => `answered in ${threshold}`;
const formulas: Record<ServiceLevelVariant, (threshold: string) => string> = {
  ignoreAbandons: (t) => `${inTime(t)} ÷ (offered − abandoned in ${t})`,
  abandonsMissed: (t) => `${inTime(t)} ÷ offered`,
  abandonsMet: (t) => `(${inTime(t)} + abandoned in ${t}) ÷ offered`,
  answeredOnly: (t) => `${inTime(t)} ÷ answered`,
};

/** The same formulas in two words, for tiles that each name their own. */
const formulaNames: Record<ServiceLevelVariant, string> = {
  ignoreAbandons: "abandons left out",
  abandonsMissed: "abandons missed",
  abandonsMet: "abandons met",
  answeredOnly: "of answered",
};

export const en = {
  product: "Callboard",
  freshness,
  notRoutable,
  unknownRoutability,
  formulas,
  formulaNames,

  header: {
    /** The same where a whole sentence does not fit. */
    oldInShort: (word: FreshnessWord, age: string | null): string =>
      `${freshness[word].toUpperCase()}${age === null ? "" : `, ${age}${word === "lost" ? "" : " old"}`}`,
    /** The one sentence that must be read from the far end of the room. */
    old: (word: FreshnessWord, age: string | null): string =>
      word === "lost"
        ? `NO CONNECTION to Callboard for ${age ?? "ever"}`
        : age === null
          ? `${freshness[word].toUpperCase()} – no news from CXone yet`
          : `${freshness[word].toUpperCase()} – last news from CXone ${age} ago`,
  },

  counts: {
    routable: "Routable",
    readyBut: "Ready, but …",
    notRoutable: "not routable",
    unsure: "unsure",
    because: (label: string, why: string) => (why === "" ? label : `${label}: ${why}`),
    onContact: "On contact",
    wrapUp: "Wrap-up",
    notReady: "Not ready",
    signedOut: "Signed out",
    unknown: "Unknown",
  },

  queues: {
    waitNow: "Wait now",
    vsUsual: "vs usual",
    wait: "Wait",
    now: "now",
    lastHour: "1 hour",
    waiting: "Waiting",
    longest: "longest",
    inThreshold: (threshold: string) => `In ${threshold}`,
    inTime: "In time",
    byCxone: "CXone",
    routable: "Routable",
    ownGoal: (threshold: string, formula: string, goal: string) =>
      `In ${threshold}, ${formula}, goal ${goal}`,
    foot: (formula: string, goal: string) => `Service level, last hour = ${formula}, goal ${goal}`,
    /** The same where there is no room for the formula itself. */
    footInShort: (formula: string, goal: string) => `Service level: ${formula}, goal ${goal}`,
    footMixed: "Service level, last hour, by each queue’s own formula and goal",
    /** Before a share of a time that the feed did not see whole. */
    partlyUnseen: "~",
    empty: "No queue has been heard of yet.",
    unsure: (count: string) => `+${count}?`,
    /** The same where there is no room to say how many. */
    perhapsMore: "?",
    nameless: "Queue without a name",
  },

  severity: {
    fine: "On goal",
    tooEarly: "Too early",
    noFigures: "No figures",
    old: (age: string) => `${age} behind`,
    belowGoal: "Below goal",
    farBelowGoal: "Goal missed",
    longWait: "Long wait",
    veryLongWait: "Long wait",
    farTooMany: "Many waiting",
    tooMany: "Many waiting",
    nobodyRoutable: "Nobody free",
  },
  /** Where there is no room for CXone's figure, which was judged for want of our own. */
  severityByCxone: {
    fine: "CXone: met",
    belowGoal: "CXone: below",
    farBelowGoal: "CXone: missed",
  },

  agents: {
    groups: {
      notReady: "Not ready",
      readyNotRoutable: "Ready, not routable",
      wrapUp: "Wrap-up",
      readyUnknown: "Ready, unsure",
      unknown: "Unknown",
      onContact: "On contact",
      routable: "Routable",
      signedOut: "Signed out",
    },
    unconfirmed: "not confirmed",
    statusTakesNone: (status: string) => `status: ${status}`,
    outbound: "outbound",
    left: "left the floor",
    nobodySignedIn: "Nobody is signed in.",
    nobodyKnown: "This site has no agents on its roster yet.",
    nameless: "Agent without a name",
  },

  page: (page: number, pages: number) => `p. ${page}/${pages}`,
  textTooSmall: "Text is below the legible size for this distance and screen.",

  notice: {
    connecting: { title: "Connecting to Callboard", detail: "This usually takes a second." },
    waiting: {
      title: "Waiting for the first board",
      detail: (tenant: string) => `Connected to Callboard. The board of “${tenant}” is being made.`,
    },
    retrying: {
      title: "Callboard does not answer",
      detail: "This screen keeps trying by itself. If this lasts, check the network of this screen.",
    },
    unknownTenant: {
      title: (tenant: string) => `There is no tenant “${tenant}”`,
      detail:
        "Correct the word after “tenant=” in this screen’s address. The screen asks again every minute.",
    },
    revoked: {
      title: "This screen is no longer allowed to show this board",
      detail: "Ask a supervisor to pair it again. The screen asks again by itself every minute.",
    },
    wrongVersion: {
      title: "Callboard was updated",
      detail: "This screen loads the new version by itself within some minutes.",
    },
    refused: {
      title: "Callboard refused this screen",
      detail: (code: number) =>
        `Code ${code}. Ask whoever runs Callboard. The screen asks again by itself every minute.`,
    },
    advice: {
      starting: "Looking for this site’s agents",
      misconfigured: "Callboard cannot see this site’s agents",
      refused: "CXone refuses Callboard",
      other: "No news from CXone yet",
    },
  },
} as const;

/** Which headline stands over the feed's advice while there is nothing to show. */
export function adviceTitle(state: FeedState): string {
  switch (state) {
    case "misconfigured":
      return en.notice.advice.misconfigured;
    case "refused":
      return en.notice.advice.refused;
    case "starting":
    case "catchingUp":
    case "live":
      return en.notice.advice.starting;
    case "stale":
    case "down":
    case "paused":
      return en.notice.advice.other;
    default:
      return state satisfies never;
  }
}
