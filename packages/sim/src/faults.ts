/**
 * Everything that can go wrong, by name; a run in which one of them never struck has failed. A *spell* lasts from one
 * instant to another and strikes some share of what passes; a *blow* happens once. `loses` marks what may take a
 * message of the stream away for good, so that figures counted from the stream cannot be held against the truth.
 */

interface FaultNature {
  readonly form: "spell" | "blow";
  /** Where it strikes: on the way to the board, beyond the desk's log, where alerts are, or between the desk and screens at relays. */
  readonly of: "board" | "alerts" | "relays";
  readonly loses: boolean;
  /** Longest spell in seconds. */
  readonly seconds?: readonly [number, number];
}

const spell = (loses: boolean, from = 10, to = 75): FaultNature => ({
  form: "spell",
  of: "board",
  loses,
  seconds: [from, to],
});
const blow = (loses: boolean): FaultNature => ({ form: "blow", of: "board", loses });
/** Nothing of the stream is lost beyond the log: whatever is lost there must be fetched. */
const alertSpell = (from = 15, to = 90): FaultNature => ({ ...spell(false, from, to), of: "alerts" });
const alertBlow: FaultNature = { form: "blow", of: "alerts", loses: false };
const relaySpell = (from = 10, to = 75): FaultNature => ({ ...spell(false, from, to), of: "relays" });
const relayBlow = (loses: boolean): FaultNature => ({ form: "blow", of: "relays", loses });

export const FAULTS = {
  // The stream
  lose: spell(true),
  duplicate: spell(false),
  reorder: spell(false),
  delay: spell(false),
  lag: spell(false, 30, 120),
  garble: spell(true),
  strayGarbage: spell(false),
  unknownType: spell(false),
  oversize: spell(false, 5, 30),
  binaryFrame: spell(false),
  shortStatesMissing: spell(true, 60, 200),
  severalPerFrame: spell(false),
  cutAcrossFrames: spell(false),
  oneWay: spell(true, 20, 90),
  flapping: spell(true, 20, 90),
  halfOpen: blow(true),
  drop: blow(true),
  stragglers: spell(true, 60, 240),
  // The way to the stream
  partition: spell(true, 5, 60),
  dialRefused429: spell(true, 20, 60),
  dialRefused5xx: spell(true, 20, 60),
  dialRefused401: spell(true, 10, 40),
  dialRefused403: spell(true, 10, 40),
  dialSilent: spell(true, 20, 60),
  // REST
  restSlow: spell(false),
  rest401: spell(false, 20, 90),
  rest403: spell(false, 20, 90),
  rest429: spell(false, 20, 90),
  rest5xx: spell(false, 20, 90),
  restBroken: spell(false, 20, 90),
  restLost: spell(false, 20, 90),
  restEmpty: spell(false, 30, 120),
  restOlder: spell(false, 60, 200),
  restPartial: spell(false, 60, 240),
  usersPartial: spell(false, 120, 300),
  scopeMissing: spell(false, 30, 150),
  tokenRevoked: blow(false),
  // The runtime
  restart: blow(true),
  evictAtAwait: spell(true, 5, 40),
  alarmLate: spell(false, 30, 120),
  alarmTwice: spell(false, 30, 200),
  alarmFails: spell(false, 30, 120),
  ledgerThrows: spell(false, 20, 150),
  clockStep: blow(false),
  // Screens
  viewerSlow: spell(false, 10, 40),
  viewerGap: spell(false),
  viewerDuplicate: spell(false),
  viewerAsleep: spell(false, 20, 150),
  massReconnect: blow(false),
  // Strings
  hostileNames: blow(false),
  // The Queue between the desks
  floorQueueDuplicate: alertSpell(),
  floorQueueReorder: alertSpell(),
  floorQueueDelay: alertSpell(),
  floorQueueLost: alertSpell(),
  floorQueueRefuses: alertSpell(),
  floorQueueMute: alertSpell(20, 60),
  floorConsumerDies: alertSpell(),
  // The calls between the desks
  deskRpcFails: alertSpell(),
  deskRpcSlow: alertSpell(),
  deskRpcLost: alertSpell(20, 60),
  // The alert desk's runtime
  alertDeskRestart: alertBlow,
  alertEvictAtAwait: alertSpell(10, 60),
  alertAlarmLate: alertSpell(30, 120),
  alertAlarmTwice: alertSpell(30, 200),
  alertAlarmFails: alertSpell(30, 120),
  alertSqlThrows: alertSpell(10, 60),
  alertClockStep: alertBlow,
  // The Queue of notices, and the receivers
  noticeQueueDuplicate: alertSpell(30, 120),
  noticeQueueDelay: alertSpell(30, 120),
  noticeQueueRefuses: alertSpell(30, 120),
  noticeQueueLost: alertSpell(30, 120),
  noticeConsumerDies: alertSpell(30, 120),
  sinkSlow: alertSpell(30, 120),
  sinkHangs: alertSpell(30, 120),
  sinkTimeoutAfterSuccess: alertSpell(30, 120),
  sinkHangsUp: alertSpell(30, 120),
  sink429: alertSpell(30, 120),
  sink5xx: alertSpell(30, 120),
  sinkRefuses: alertSpell(30, 120),
  // Between the desk and the screens that are at relays
  relayLineCut: relayBlow(false),
  relayLineSilent: relaySpell(),
  relayLineSlow: relaySpell(),
  relayLineClosedTwice: relaySpell(20, 90),
  relayLost: relayBlow(false),
  relayUnderRestart: relayBlow(true),
  viewersMoved: relayBlow(false),
} as const satisfies Record<string, FaultNature>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES: readonly FaultName[] = Object.keys(FAULTS).filter(isFaultName);

function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(FAULTS, text);
}

export const natureOf = (fault: FaultName): FaultNature => FAULTS[fault];

/** One fault of a plan. A blow begins and ends at the same instant. */
export interface FaultPlan {
  readonly fault: FaultName;
  readonly fromMs: number;
  readonly toMs: number;
  /** Of what passes meanwhile, how much is struck: in (0, 1]. */
  readonly share: number;
}
