/**
 * What one seed means: the worlds, the screens, whether some of them sit at relays, and which faults come when. Everything is drawn here, from the seed
 * and nothing else; the run only carries it out.
 */
import { BOUNDS } from "@callboard/core";
import { NAME_STYLES, type NameStyle } from "@callboard/protocol";
import { createRandom, type Random } from "@callboard/world";
import { SIM } from "./bounds.ts";
import { FAULT_NAMES, type FaultName, type FaultPlan, natureOf } from "./faults.ts";

/** As the product's own limits of places, and as small as a few screens need. */
export interface RelayPlan {
  /** Screens that the desk keeps itself. */
  readonly here: number;
  readonly perRelay: number;
}

export interface TenantPlan {
  readonly tenant: string;
  readonly worldSeed: number;
  readonly agents: number;
  readonly queues: number;
  /** Activity is this many times a real floor's, so that a few minutes hold much. */
  readonly speed: number;
  readonly zone: string;
  readonly hostileNames: boolean;
  readonly skewMs: number;
  readonly tokenLifeMs: number;
  readonly screens: readonly NameStyle[];
  /** `null` where every screen is at the desk itself. */
  readonly relays: RelayPlan | null;
  readonly faults: readonly FaultPlan[];
  /** No message of the stream is lost, so what is counted from it must be exactly true. */
  readonly isLossless: boolean;
  /** From healing to when everything must be right. */
  readonly convergeMs: number;
}

export interface Plan {
  readonly seed: number;
  readonly startMs: number;
  readonly healAtMs: number;
  readonly endMs: number;
  readonly tenants: readonly TenantPlan[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Zones with the hours that they are ahead of UTC, roughly: enough to begin in the working day. */
const ZONES = [
  ["Europe/Berlin", 1],
  ["America/New_York", -5],
  ["Asia/Kolkata", 5.5],
  ["Asia/Kathmandu", 5.75],
  ["Australia/Lord_Howe", 10.5],
  ["UTC", 0],
] as const;

const BOARD_FAULTS = FAULT_NAMES.filter((fault) => natureOf(fault).of === "board");
const RELAY_FAULTS = FAULT_NAMES.filter((fault) => natureOf(fault).of === "relays");
const ALERT_FAULTS = FAULT_NAMES.filter((fault) => natureOf(fault).of === "alerts");

const SHARES = [0.05, 0.2, 0.5, 0.9];
/** The fault whose turn it is strikes at least so much of what passes. */
const TURN_SHARE = 0.9;
/** Spells that are all or nothing. */
const WHOLE = new Set<FaultName>([
  "partition",
  "lag",
  "oneWay",
  "scopeMissing",
  "shortStatesMissing",
  "stragglers",
  "relayLineSilent",
]);
/** Shares of what comes often and is heavy. */
const RARE = new Map<FaultName, number>([["oversize", 0.05]]);

export function planOf(seed: number): Plan {
  const random = createRandom(seed);
  const [zone, aheadHours] = random.pick(ZONES);
  const day = Date.UTC(2026, 0, 5) + random.index(50) * 7 * 24 * HOUR_MS + random.index(5) * 24 * HOUR_MS;
  const startMs = Math.round(day + (random.between(8, 15) - aheadHours) * HOUR_MS);
  const healAtMs = startMs + Math.round(random.between(4, 9) * MINUTE_MS);
  const isPair = random.chance(0.15);
  const tenants = (isPair ? ["north", "south"] : ["north"]).map((tenant, place) => {
    const turn = place === 0 ? (FAULT_NAMES[seed % FAULT_NAMES.length] ?? null) : null;
    return planTenant(random.fork(), { tenant, zone, startMs, healAtMs, isPair, turn });
  });
  const convergeMs = Math.max(...tenants.map((one) => one.convergeMs));
  return { seed, startMs, healAtMs, endMs: healAtMs + convergeMs + SIM.calmMs, tenants };
}

interface Frame {
  readonly tenant: string;
  readonly zone: string;
  readonly startMs: number;
  readonly healAtMs: number;
  readonly isPair: boolean;
  /** The fault whose turn it is: chance alone would leave one out now and then. */
  readonly turn: FaultName | null;
}

function planTenant(random: Random, frame: Frame): TenantPlan {
  const isLossless = random.chance(0.25);
  const others = [...planFaults(random, frame, isLossless), ...planAlertFaults(random.fork(), frame)];
  const has = (fault: FaultName): boolean => others.some((one) => one.fault === fault);
  const isShortLived = has("usersPartial") || has("scopeMissing") || random.chance(0.3);
  const tokenLifeMs = (isShortLived ? random.pick([100, 150, 200]) : random.pick([600, 3_600])) * 1_000;
  const drawn = {
    tenant: frame.tenant,
    worldSeed: random.index(2 ** 31),
    agents: random.index(frame.isPair ? 10 : 36) + 5,
    queues: random.index(5) + 2,
    speed: random.pick([1, 3, 6]),
    zone: frame.zone,
    hostileNames: has("hostileNames"),
    skewMs: random.chance(0.4) ? Math.round(random.between(-5_000, 5_000)) : 0,
    tokenLifeMs,
    screens: planScreens(random, frame.isPair),
    convergeMs:
      SIM.convergeMs +
      (has("usersPartial") ? rosterMs(tokenLifeMs) : 0) +
      (has("restLost") ? SIM.forgottenMs : 0),
  };
  // Last of all, so that a seed without relays means what it meant before there were any.
  const { relays, relayFaults } = planRelays(random.fork(), frame, isLossless);
  const faults = [...others, ...relayFaults];
  return { ...drawn, relays, faults, isLossless: faults.every((one) => !natureOf(one.fault).loses) };
}

const RELAYS_SHARE = 0.3;

function planRelays(
  random: Random,
  frame: Frame,
  isLossless: boolean,
): { readonly relays: RelayPlan | null; readonly relayFaults: readonly FaultPlan[] } {
  const isWanted = random.chance(RELAYS_SHARE);
  const planned = turned(random, frame, RELAY_FAULTS);
  if (!isWanted && planned.size === 0) return { relays: null, relayFaults: [] };
  const isTurn = planned.size > 0;
  const names = RELAY_FAULTS.filter((fault) => !isLossless || !natureOf(fault).loses);
  for (let left = random.index(5); left > 0; left -= 1) {
    const fault = random.pick(names);
    planned.set(fault, planFault(random, frame, fault));
  }
  return {
    // What has its turn finds every screen at a relay.
    relays: { here: isTurn ? 0 : random.index(2), perRelay: random.pick([1, 2, 4]) },
    relayFaults: [...planned.values()],
  };
}

/** Agents whom partial rosters removed come back with the next whole one, which comes with each renewal. */
const rosterMs = (tokenLifeMs: number): number =>
  Math.max(BOUNDS.tokenRenewMinMs, tokenLifeMs - BOUNDS.tokenRenewLeadMs) + BOUNDS.requestTimeoutMs;

function planScreens(random: Random, isPair: boolean): NameStyle[] {
  const screens: NameStyle[] = [];
  const count = isPair ? 2 : 2 + random.index(3);
  for (let at = 0; at < count; at += 1) screens.push(random.pick(NAME_STYLES));
  return screens;
}

/** The plan to begin with: the fault whose turn it is, where it is one of these. */
function turned(random: Random, frame: Frame, names: readonly FaultName[]): Map<FaultName, FaultPlan> {
  const { turn } = frame;
  const planned = new Map<FaultName, FaultPlan>();
  if (turn !== null && names.includes(turn)) planned.set(turn, planFault(random, frame, turn));
  return planned;
}

/** What strikes beyond the desk's log. Often nothing, so that the board's faults alone can be told from it. */
function planAlertFaults(random: Random, frame: Frame): FaultPlan[] {
  const planned = turned(random, frame, ALERT_FAULTS);
  for (let left = random.chance(0.2) ? 0 : 1 + random.index(7); left > 0; left -= 1) {
    const fault = random.pick(ALERT_FAULTS);
    planned.set(fault, planFault(random, frame, fault));
  }
  return [...planned.values()];
}

function planFaults(random: Random, frame: Frame, isLossless: boolean): FaultPlan[] {
  const names = BOARD_FAULTS.filter((fault) => !isLossless || !natureOf(fault).loses);
  const count = 3 + random.index(8);
  const planned = turned(random, frame, names);
  for (let left = count; left > 0; left -= 1) {
    const fault = random.pick(names);
    planned.set(fault, planFault(random, frame, fault));
  }
  const companied = withCompanions([...planned.values()], frame.healAtMs);
  return companied.filter(isApart);
}

function planFault(random: Random, { startMs, healAtMs, turn }: Frame, fault: FaultName): FaultPlan {
  const { form, seconds } = natureOf(fault);
  const drawn = WHOLE.has(fault) ? 1 : random.pick(SHARES);
  const share = RARE.get(fault) ?? (fault === turn ? Math.max(drawn, TURN_SHARE) : drawn);
  const fromMs = Math.round(random.between(startMs, healAtMs - 2_000));
  if (form === "blow" || seconds === undefined) return { fault, fromMs, toMs: fromMs, share: 1 };
  const [least, most] = seconds;
  const lastsMs = Math.round(random.between(least, most) * 1_000);
  // Many spells last until the very healing, since it is from there that a board must find back.
  if (random.chance(0.4)) {
    return { fault, fromMs: Math.max(startMs, healAtMs - lastsMs), toMs: healAtMs, share };
  }
  return { fault, fromMs, toMs: Math.min(healAtMs, fromMs + lastsMs), share };
}

/**
 * A socket that is half-open behind a silence is found after a longer silence only, since each redial that brought
 * nothing doubles the desk's patience. That is meant, and would only blur how soon a healed desk is right.
 */
function isApart(one: FaultPlan, _index: number, all: readonly FaultPlan[]): boolean {
  if (one.fault !== "halfOpen") return true;
  return all.every(
    ({ fault, fromMs, toMs }) =>
      (fault !== "oneWay" && fault !== "partition" && fault !== "lose" && fault !== "garble") ||
      one.fromMs < fromMs - BOUNDS.silenceRedialMs ||
      one.fromMs > toMs + MINUTE_MS,
  );
}

/** Faults that strike only where something else happens too, and what that is. */
const COMPANIONS: readonly {
  readonly of: readonly FaultName[];
  readonly fault: FaultName;
  readonly afterMs: number;
  readonly lastsMs: number;
}[] = [
  // Scopes are bound to a token when it is issued, so one without them must be asked for meanwhile.
  { of: ["scopeMissing"], fault: "tokenRevoked", afterMs: 1_000, lastsMs: 0 },
  // Nobody dials while the stream is open.
  {
    of: ["dialRefused429", "dialRefused5xx", "dialRefused401", "dialRefused403", "dialSilent", "flapping"],
    fault: "drop",
    afterMs: 1_500,
    lastsMs: 0,
  },
  // The desk hangs up a silent stream, and then it speaks.
  {
    of: ["stragglers"],
    fault: "oneWay",
    afterMs: 5_000,
    lastsMs: BOUNDS.silenceRedialMs + 3_000,
  },
];

function withCompanions(faults: readonly FaultPlan[], healAtMs: number): FaultPlan[] {
  const all = [...faults];
  for (const { of, fault, afterMs, lastsMs } of COMPANIONS) {
    const leader = faults.find((one) => of.includes(one.fault));
    if (leader === undefined || all.some((one) => one.fault === fault)) continue;
    const fromMs = leader.fromMs + afterMs;
    if (fromMs >= healAtMs) continue;
    all.push({ fault, fromMs, toMs: Math.min(healAtMs, fromMs + lastsMs), share: 1 });
  }
  return all;
}

/** A fault of a plan in one line, for people who replay a seed. */
export function describeFault({ fault, fromMs, toMs, share }: FaultPlan, startMs: number): string {
  const seconds = (ms: number): string => `${((ms - startMs) / 1_000).toFixed(0)} s`;
  if (natureOf(fault).form === "blow") return `${fault} at ${seconds(fromMs)}`;
  return `${fault} ${seconds(fromMs)}–${seconds(toMs)} (${Math.round(share * 100)} %)`;
}
