// A timeline's steps as rows of a floor: what a step leaves out stays as it was, but for a queue's reading, which is
// always whole (one payload, never a mix of two).

const NO_WINDOW = {
  offered: 0,
  answered: 0,
  abandoned: 0,
  serviceLevelPct: null,
  abandonPct: null,
  asaSeconds: null,
  ahtSeconds: null,
  blindMs: 0,
};

const WINDOWS = { "15m": "last15m", "1h": "last1h", Today: "today" };
const WINDOW_FIELDS = {
  offered: "offered",
  answered: "answered",
  abandoned: "abandoned",
  goalServiceLevelPct: "serviceLevelPct",
  abandonPct: "abandonPct",
  asaSeconds: "asaSeconds",
  ahtSeconds: "ahtSeconds",
};

const READING = {
  waitSeconds: null,
  abandonedCount: null,
  availableAgents: null,
  callVolume1h: null,
  serviceLevelPct: null,
  usualWeeks: 0,
  waitDeviationSeconds: null,
  serviceLevelDeviationPct: null,
};
const OWN = ["waiting", "longestWaitSeconds", "routableAgents", "workingAgents", "goalPct", "name"];

/** Names that a queue's step may have: those of the rules' own fields. */
export const QUEUE_KEYS = [
  ...Object.keys(READING),
  ...OWN,
  ...Object.keys(WINDOWS).flatMap((suffix) => Object.keys(WINDOW_FIELDS).map((stem) => stem + suffix)),
];

/** Names that an agent's step may have besides `state`. */
export const AGENT_KEYS = [
  "state",
  "since",
  "code",
  "status",
  "queue",
  "direction",
  "routable",
  "gap",
  "name",
  "team",
  "skills",
];

const WRAPPING_UP = ["AFTER_CALL_WORK", "WRAP_UP"];

/** The floor of one test. Ids are keys of Maps only. */
export function createFloor() {
  const agents = new Map();
  const queues = new Map();

  return {
    /** @returns {object[]} the events of one agent's step at `at` */
    agent(id, step, at, isRepaired) {
      const before = agents.get(id) ?? newAgent(id);
      const row = movedAgent(before, step, at);
      agents.set(id, row);
      const who = identityOf(id, step);
      const event = { kind: "agent", at, from: before.state, row, isRepaired };
      return who === null ? [event] : [{ kind: "who", who }, event];
    },

    queue(id, step, at) {
      const row = readQueue(queues.get(id) ?? newQueue(id), step, at);
      queues.set(id, row);
      return [{ kind: "queue", at, row }];
    },
  };
}

const newAgent = (id) => ({
  id,
  state: "UNKNOWN",
  rawState: null,
  statusCode: null,
  status: null,
  since: null,
  callSince: null,
  wrapUpSince: null,
  queueId: null,
  direction: null,
  routability: { kind: "unknown", reason: "profileUnknown", detail: null },
  context: null,
});

function movedAgent(before, step, at) {
  const state = step.state ?? before.state;
  const isAnother = state !== before.state || (step.code ?? before.statusCode) !== before.statusCode;
  const since = step.since ?? (isAnother ? at : before.since);
  const wrapUp = before.wrapUpSince ?? since;
  return {
    ...before,
    state,
    since,
    statusCode: step.code === undefined ? (isAnother ? null : before.statusCode) : step.code,
    status: step.status ?? (isAnother ? null : before.status),
    callSince: state === "CALL" ? (before.callSince ?? since) : null,
    wrapUpSince: WRAPPING_UP.includes(state) && step.gap !== true ? wrapUp : null,
    queueId: step.queue === undefined ? before.queueId : step.queue,
    direction: step.direction ?? (state === "CALL" ? before.direction : null),
    routability: step.routable === undefined ? before.routability : routabilityOf(step.routable),
  };
}

const routabilityOf = (routable) =>
  routable === true
    ? { kind: "routable", reason: null, detail: null }
    : { kind: "notRoutable", reason: routable, detail: null };

function identityOf(id, { name, team, skills }) {
  if (name === undefined && team === undefined && skills === undefined) return null;
  return { id, name: name ?? null, teamId: team ?? null, teamName: team ?? null, skillIds: skills ?? null };
}

const newQueue = (id) => ({
  id,
  name: null,
  statsAt: null,
  ...READING,
  waiting: 0,
  longestWaitSince: null,
  routableAgents: 0,
  workingAgents: 0,
  goal: { thresholdSeconds: 20, shortAbandonSeconds: 20, goalPct: 80, variant: "ignoreAbandons" },
  last15m: NO_WINDOW,
  last1h: NO_WINDOW,
  today: NO_WINDOW,
});

function readQueue(before, step, at) {
  const row = { ...before, goal: { ...before.goal } };
  const reading = Object.keys(READING).filter((key) => step[key] !== undefined);
  if (reading.length > 0) {
    Object.assign(row, READING, { statsAt: at });
    for (const key of reading) row[key] = step[key];
  }
  if (step.waiting !== undefined) row.waiting = step.waiting;
  if (row.waiting === 0) row.longestWaitSince = null;
  if (step.longestWaitSeconds !== undefined) row.longestWaitSince = at - step.longestWaitSeconds * 1_000;
  if (step.routableAgents !== undefined) row.routableAgents = step.routableAgents;
  if (step.workingAgents !== undefined) row.workingAgents = step.workingAgents;
  if (step.goalPct !== undefined) row.goal.goalPct = step.goalPct;
  if (step.name !== undefined) row.name = step.name;
  for (const [suffix, window] of Object.entries(WINDOWS)) {
    const told = Object.entries(WINDOW_FIELDS).filter(([stem]) => step[stem + suffix] !== undefined);
    if (told.length > 0)
      row[window] = {
        ...row[window],
        ...Object.fromEntries(told.map(([stem, key]) => [key, step[stem + suffix]])),
      };
  }
  return row;
}
