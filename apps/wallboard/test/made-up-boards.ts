/** Boards that no contact centre has all at once, for looking at the wall and for its tests. Never part of the product. */

import {
  AGENT_STATES,
  type AgentState,
  type Board,
  type BoardAgent,
  type BoardAlerting,
  type BoardQueue,
  type BoardRoutability,
  type BoardWindow,
  MEDIA,
  type NotRoutableReason,
} from "@callboard/protocol";
import { type AlertRecipe, makeAlerts } from "./made-up-alerts.ts";

export interface BoardRecipe extends AlertRecipe {
  readonly agents: number;
  readonly queues: number;
  readonly names?: "english" | "german" | "hostile" | "world";
  readonly alerting?: Partial<BoardAlerting>;
  readonly isFullName?: boolean;
  readonly hasMixedGoals?: boolean;
  /** The desk has only just begun: hardly anything of the last hour was seen. */
  readonly isJustBegun?: boolean;
  /** Every figure as wide as figures get. */
  readonly isExtreme?: boolean;
}

/** mulberry32: small, seeded, the same everywhere. */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const GIVEN = [
  "Maria",
  "Jonas",
  "Aisha",
  "Tom",
  "Chloé",
  "Priya",
  "Luca",
  "Nadia",
  "Owen",
  "Zofia",
  "Mehmet",
  "Ingrid",
];
const FAMILY = [
  "Silva",
  "Becker",
  "Khan",
  "O’Brien",
  "Dubois",
  "Raman",
  "Rossi",
  "Novák",
  "Hughes",
  "Łukasik",
  "Yıldız",
];
const GERMAN_FAMILY = ["Schneider-Hohenlohe", "Wolffersdorff", "Krautwurst-Meyer", "Freifrau von Süßkind"];
const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "__proto__",
  "\u202eesrever\u202c",
  "</title><script>alert(1)</script>",
  "{{constructor.constructor('alert(1)')()}}",
  "Ω≈ç√∫ 名前 🙂🙂",
  "x".repeat(10_000),
  "\u0000\u0007\n\t",
  "مرحبا بالعالم",
];
/** People who write themselves in the scripts that are shipped. */
const WORLD = [
  "田中 美咲",
  "Ольга Кузнецова",
  "محمد الحسيني",
  "สมชาย ใจดี",
  "王 伟",
  "김 지민",
  "Γεώργιος Παπαδόπουλος",
  "נועה לוי",
  "अनिता शर्मा",
  "გიორგი ბერიძე",
  "Արամ Հակոբյան",
  "অনন্যা চট্টোপাধ্যায়",
  "કિરણ પટેલ",
  "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
  "ಪ್ರಕಾಶ್ ರಾವ್",
  "ലക്ഷ്മി മേനോൻ",
  "முருகன் செல்வம்",
  "వెంకటేష్ రెడ్డి",
  "さくら タカハシ",
  "陳 怡君",
];
const WORLD_QUEUES = [
  "請求書のお問い合わせ",
  "Техническая поддержка",
  "الدعم الفني",
  "ฝ่ายบริการลูกค้า",
  "고객 지원",
  "客户服务",
];
const QUEUES = [
  "Billing",
  "Technical Support",
  "Sales",
  "Claims",
  "Roadside Help",
  "Renewals",
  "Card Blocking",
  "Complaints",
  "New Customers",
  "Deliveries",
  "Returns",
  "Business Desk",
  "Chat",
  "E-mail",
  "Callbacks",
];
const GERMAN_QUEUES = [
  "Kfz-Schadenmeldung Ausland",
  "Vertragsangelegenheiten Privatkunden",
  "Rückrufservice",
  "Zahlungsverkehr & Mahnwesen",
  "Beschwerdemanagement",
];
const QUEUES_OF = { english: QUEUES, german: GERMAN_QUEUES, hostile: HOSTILE, world: WORLD_QUEUES };
const CODES = ["Lunch", "Training", "Meeting", "Coaching", "Personal", "System problem"];
const REASONS: NotRoutableReason[] = ["outsideShift", "onBreak", "statusCode", "noSkill", "noQueueForSkills"];

export function makeBoard(recipe: BoardRecipe, at: number, seq: number, chance: () => number): Board {
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(chance() * list.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  const queues = Array.from({ length: recipe.queues }, (_, n) => makeQueue(recipe, n, at, chance));
  const agents = Array.from({ length: recipe.agents }, (_, n) =>
    makeAgent(recipe, n, at, queues, chance, pick),
  );
  return {
    epoch: "e1",
    seq,
    at,
    site: {
      tenant: "demo",
      name: recipe.names === "hostile" ? "<b>Site</b> & Söhne" : "Northwind Insurance",
      zone: "Europe/Berlin",
    },
    feed: {
      state: "live",
      since: at - 3_600_000,
      asOf: at - 400,
      clock: at - 400,
      reconciledAt: at - 20_000,
      advice: "",
    },
    counts: countsOf(agents),
    agents,
    queues,
    alerting: { state: "watching", since: at - 3_600_000, more: 0, ...recipe.alerting },
    alerts: makeAlerts(recipe, at, agents, queues),
  };
}

export function countsOf(agents: readonly BoardAgent[]): Board["counts"] {
  const ready = agents.filter((agent) => agent.state === "READY");
  const ofKind = (kind: BoardRoutability["kind"]) =>
    ready.filter((agent) => agent.routability.kind === kind).length;
  return {
    byState: AGENT_STATES.map((state) => agents.filter((agent) => agent.state === state).length),
    routable: ofKind("routable"),
    readyNotRoutable: ofKind("notRoutable"),
    readyUnknown: ofKind("unknown"),
  };
}

function makeQueue(recipe: BoardRecipe, n: number, at: number, chance: () => number): BoardQueue {
  const window = (): BoardWindow => ({
    offered: 120,
    answered: 110,
    abandoned: 6,
    serviceLevelPct: 60 + Math.round(chance() * 400) / 10,
    asaSeconds: 24,
    ahtSeconds: 310,
    abandonPct: 5,
    blindMs: recipe.isJustBegun === true ? 3_500_000 : n % 9 === 4 ? 60_000 : 0,
  });
  const list = QUEUES_OF[recipe.names ?? "english"];
  const base = list[n % list.length] ?? "Queue";
  const waiting = Math.max(0, Math.floor(chance() * 12) - 4);
  const wait = waiting === 0 ? 0 : Math.floor(chance() * chance() * 420);
  const made: BoardQueue = {
    id: `queue-${n}`,
    name: n < list.length ? base : `${base} ${Math.floor(n / list.length) + 1}`,
    media: MEDIA[n % MEDIA.length] ?? null,
    statsAt: n % 11 === 5 ? at - 95_000 : n % 13 === 7 ? null : at - 2_000,
    waitSeconds: n % 13 === 7 ? null : wait,
    abandonedCount: Math.floor(chance() * 9),
    availableAgents: Math.floor(chance() * 9),
    callVolume1h: 145,
    serviceLevelPct: n % 13 === 7 ? null : 60 + Math.round(chance() * 400) / 10,
    waitTrend: n % 13 === 7 ? null : (([-1, 0, 1] as const)[n % 3] ?? 0),
    waitDeviationSeconds: n % 5 === 3 ? null : Math.floor(chance() * 160) - 60,
    waiting,
    longestWaitSince: waiting === 0 ? null : at - wait * 1_000 - Math.floor(chance() * 30_000),
    unsureWaiting: n % 10 === 6 ? 2 : 0,
    routableAgents: Math.floor(chance() * 7),
    goalPct: 80,
    thresholdSeconds: recipe.hasMixedGoals === true && n % 2 === 1 ? 30 : 20,
    variant: recipe.hasMixedGoals === true && n % 2 === 1 ? "abandonsMissed" : "ignoreAbandons",
    last15m: window(),
    last1h: window(),
    today: window(),
  };
  if (recipe.isExtreme !== true) return made;
  return {
    ...made,
    statsAt: at,
    waitSeconds: 3_599,
    waitTrend: 1,
    waitDeviationSeconds: -3_599,
    waiting: 128,
    longestWaitSince: at - 3_500_000,
    unsureWaiting: n % 2 === 0 ? 12 : 0,
    routableAgents: 120,
    last1h: { ...made.last1h, serviceLevelPct: 100, blindMs: 60_000 },
  };
}

function makeAgent(
  recipe: BoardRecipe,
  n: number,
  at: number,
  queues: readonly BoardQueue[],
  chance: () => number,
  pick: <T>(list: readonly T[]) => T,
): BoardAgent {
  const state = stateFor(chance());
  const queue = queues.length > 0 && (state === "CALL" || state === "AFTER_CALL_WORK") ? pick(queues) : null;
  return {
    id: `agent-${n}`,
    name: nameFor(recipe, n, pick),
    team: `Team ${n % 12}`,
    state,
    rawState: state === "UNKNOWN" ? "DIALER_PREVIEW" : null,
    status: state === "NOT_READY" ? pick(CODES) : null,
    since: state === "UNKNOWN" && n % 2 === 0 ? null : at - Math.floor(chance() ** 3 * 3_900_000) - 1_000,
    lastUpdated: at - 1_000,
    queueId: queue?.id ?? null,
    direction: state === "CALL" ? (chance() < 0.85 ? "INBOUND" : "OUTBOUND") : null,
    routability: routabilityFor(state, chance(), pick),
    trusted: !(state === "AFTER_CALL_WORK" && n % 6 === 0),
  };
}

function stateFor(roll: number): AgentState {
  if (roll < 0.34) return "CALL";
  if (roll < 0.56) return "READY";
  if (roll < 0.68) return "NOT_READY";
  if (roll < 0.77) return "AFTER_CALL_WORK";
  if (roll < 0.785) return "UNKNOWN";
  return "SIGNED_OUT";
}

function routabilityFor(
  state: AgentState,
  roll: number,
  pick: <T>(list: readonly T[]) => T,
): BoardRoutability {
  if (state !== "READY") return { kind: "notRoutable", reason: "notReady", detail: null };
  if (roll < 0.75) return { kind: "routable" };
  if (roll > 0.96) return { kind: "unknown", reason: "profileUnknown" };
  const reason = pick(REASONS);
  return { kind: "notRoutable", reason, detail: reason === "statusCode" ? "Follow-up" : null };
}

function nameFor(recipe: BoardRecipe, n: number, pick: <T>(list: readonly T[]) => T): string {
  if (recipe.names === "hostile") return HOSTILE[n % HOSTILE.length] ?? "";
  if (recipe.names === "world") return WORLD[n % WORLD.length] ?? "";
  const given = recipe.names === "german" ? "Maximilian-Alexander" : pick(GIVEN);
  const family = recipe.names === "german" ? pick(GERMAN_FAMILY) : pick(FAMILY);
  return recipe.isFullName === true ? `${given} ${family}` : `${given} ${family.charAt(0)}.`;
}
