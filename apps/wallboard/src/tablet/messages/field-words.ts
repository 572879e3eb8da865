/** What a rule's fields are called where people read why it fired. A field that is not here is shown as it is. */

const WINDOWS = { "15m": "in 15 min", "1h": "in 1 hour", Today: "today" } as const;

/** Figures that each window has; the window's name is put behind. */
const windowFigures: Readonly<Record<string, string>> = {
  offered: "Offered",
  answered: "Answered",
  abandoned: "Abandoned",
  goalServiceLevelPct: "Service level",
  abandonPct: "Abandon rate",
  asaSeconds: "Average wait",
  ahtSeconds: "Handling time",
};

const ofWindows = Object.entries(WINDOWS).flatMap(([suffix, when]) =>
  Object.entries(windowFigures).map(([stem, says]): readonly [string, string] => [
    `${stem}${suffix}`,
    `${says} ${when}`,
  ]),
);

const single: Readonly<Record<string, string>> = {
  state: "State",
  rawState: "CXone’s word for the state",
  statusCode: "Status code",
  status: "Status",
  direction: "Direction",
  routable: "Routable",
  notRoutableReason: "Why not routable",
  stateSeconds: "Time in state",
  callSeconds: "Call",
  wrapUpSeconds: "Wrap-up",
  callQueueWaitSeconds: "Queue’s wait when the call began",
  callQueueServiceLevelPct: "Queue’s service level when the call began",
  waitSeconds: "Wait",
  availableAgents: "Available agents (CXone)",
  abandonedCount: "Abandoned (CXone)",
  callVolume1h: "Calls in an hour (CXone)",
  serviceLevelPct: "Service level (CXone)",
  waitDeviationSeconds: "Wait against the usual",
  serviceLevelDeviationPct: "Service level against the usual",
  usualWeeks: "Weeks that the usual is from",
  waiting: "Waiting now",
  longestWaitSeconds: "Longest wait now",
  routableAgents: "Routable agents",
  workingAgents: "Agents at work for the queue",
  goalPct: "Goal",
  feedState: "Feed",
  blindSeconds: "Not seen for",
};

export const fieldWords: ReadonlyMap<string, string> = new Map([...Object.entries(single), ...ofWindows]);
