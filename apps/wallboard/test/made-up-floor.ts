/** Answers about a floor that there is not: who is who, one agent, trends, timelines and replays. Never part of the product. */
import {
  type AgentFacts,
  type AgentTimeline,
  type Board,
  type Directory,
  encodeDelta,
  encodeSnapshot,
  type QueueTrend,
  type ReplayPage,
  type TimelineSpan,
  type Trends,
} from "@callboard/protocol";
import { createChance } from "./made-up-boards.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LENGTHS_MS: Readonly<Record<string, number>> = { hours3: 3 * HOUR_MS, hours8: 8 * HOUR_MS };

/** `null`: the path is about something else. */
export function floorAnswer(path: string, query: URLSearchParams, board: Board, at: number): object | null {
  const [kind = "", id = "", part = ""] = path
    .split("/")
    .filter((one) => one !== "")
    .map(decodeURIComponent);
  if (kind === "directory") return directoryOf(board, at);
  if (kind === "trends") return trendsOf(query, at);
  if (kind === "replay") return replayOf(board, Number(query.get("from")), Number(query.get("seconds")), at);
  if (kind !== "agents") return null;
  return part === "timeline"
    ? timelineOf(id, board, Number(query.get("from")), Number(query.get("to")))
    : factsOf(id, board, at);
}

function directoryOf(board: Board, at: number): Directory {
  return {
    at,
    teams: [...new Set(board.agents.flatMap(({ team }) => (team === null ? [] : [team])))],
    skills: board.queues.map(({ id, name }) => ({ id: `s-${id}`, name, queueIds: [id] })),
    agents: board.agents.map(({ id }, n) => ({ id, skills: n % 9 === 0 ? null : [n % board.queues.length] })),
    queues: board.queues.map(({ id, name, media }) => ({ id, name, media })),
    codes: [{ code: "LUNCH", isMapped: true, isOnReady: false }],
  };
}

function factsOf(id: string, board: Board, at: number): AgentFacts | null {
  const agent = board.agents.find((one) => one.id === id);
  const [queue] = board.queues;
  if (agent === undefined || queue === undefined) return null;
  const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
  return {
    at,
    agent: {
      ...agent,
      call: {
        since: at - 3 * MINUTE_MS,
        queueId: queue.id,
        frozenAt: at - 3 * MINUTE_MS,
        statsAt: at - 4 * MINUTE_MS,
        waitSeconds: 95,
        serviceLevelPct: 74,
        baseline: { weeks: 3, waitSeconds: 60, serviceLevelPct: 82, volume: 120 },
        waitDeviationSeconds: 35,
        serviceLevelDeviationPct: -8,
      },
      gap: { from: "CALL", to: "READY", at: at - 30 * MINUTE_MS },
      lastCall: { contactId: "c1", queueId: queue.id, endedAt: at - 12 * MINUTE_MS, talkMs: 340_000 },
    },
    skills: board.queues.slice(0, 4).map(({ id: queueId, name }, n) => ({
      id: `s-${queueId}`,
      name: `${name} ${n === 0 ? "– Deutsch und Français" : ""}`,
      level: n + 1,
      isActive: n !== 2,
      queueIds: n === 3 ? null : [queueId],
    })),
    shift: {
      name: "Early",
      zone: "Europe/Berlin",
      source: "site",
      from: hour - 5 * HOUR_MS,
      to: hour + 3 * HOUR_MS,
      breaks: [{ name: "Lunch", from: hour - HOUR_MS, to: hour - HOUR_MS / 2 }],
    },
  };
}

function timelineOf(id: string, board: Board, from: number, to: number): AgentTimeline {
  const chance = createChance(id.length + 3);
  const agent = board.agents.find((one) => one.id === id);
  const kinds = [
    { state: "READY", status: null, routability: "routable" },
    { state: "CALL", status: null, routability: "notRoutable" },
    { state: "AFTER_CALL_WORK", status: null, routability: "notRoutable" },
    { state: "NOT_READY", status: "Lunch", routability: "notRoutable" },
    { state: "READY", status: "Training", routability: "notRoutable" },
  ] as const;
  const spans: TimelineSpan[] = [];
  let at = from + HOUR_MS / 2;
  while (at < to - 10 * MINUTE_MS) {
    const kind = kinds[Math.floor(chance() * chance() * kinds.length)] ?? kinds[0];
    const end = Math.min(at + 2 * MINUTE_MS + chance() * 20 * MINUTE_MS, to - 5 * MINUTE_MS);
    spans.push({
      ...kind,
      from: at,
      to: end,
      queueId: kind.state === "CALL" ? (board.queues[0]?.id ?? null) : null,
    });
    at = end + (chance() < 0.08 ? 25 * MINUTE_MS : 0);
  }
  if (agent !== undefined) {
    const { state, status, queueId, routability } = agent;
    spans.push({ from: at, to: null, state, status, queueId, routability: routability.kind });
  }
  return { from, to, spans };
}

function trendsOf(query: URLSearchParams, at: number): Trends {
  const stretch = query.get("stretch") ?? "hours3";
  const lengthMs = LENGTHS_MS[stretch] ?? 24 * HOUR_MS;
  const stepMs = stretch === "hours3" ? MINUTE_MS : 15 * MINUTE_MS;
  const to = Math.floor(at / stepMs) * stepMs;
  return { at, trends: query.getAll("queue").map((queueId) => trendOf(queueId, to - lengthMs, to, stepMs)) };
}

function trendOf(queueId: string, from: number, to: number, stepMs: number): QueueTrend {
  const points = [];
  for (let at = from; at <= to; at += stepMs) {
    const wave = Math.sin(at / (40 * MINUTE_MS));
    // A time that was not seen.
    if (at > from + (to - from) * 0.55 && at < from + (to - from) * 0.62) continue;
    points.push({
      at,
      waitSeconds: Math.round(70 + 50 * wave + 12 * Math.sin(at / 97_000)),
      waiting: Math.round(5 + 4 * wave),
      routable: Math.round(6 - 3 * wave),
      serviceLevelPct: Math.round(80 - 12 * wave),
      offered: Math.round(34 + 14 * wave),
      answered: Math.round(30 + 10 * wave),
      abandoned: 4,
      blindMs: 0,
    });
  }
  const usual = [];
  for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) {
    usual.push({
      from: hour,
      to: hour + HOUR_MS,
      weeks: 3,
      waitSeconds: 62,
      waitSpreadSeconds: 18,
      serviceLevelPct: 82,
      serviceLevelSpreadPct: 5,
      volume: 130,
      volumeSpread: 20,
    });
  }
  return { queueId, from, to, stepMs, points, usual };
}

/** A past in which every tenth agent changes each second; kept for six hours. */
function replayOf(board: Board, from: number, seconds: number, now: number): ReplayPage {
  const kept = { from: now - 6 * HOUR_MS, to: now };
  if (!(from >= kept.from && from < kept.to)) return { from, to: from, frames: [], kept };
  const to = Math.min(from + Math.min(seconds, 300) * 1_000, kept.to);
  const refs = new Map(board.agents.map(({ id }, place) => [id, place]));
  const refOf = (id: string) => refs.get(id) ?? refs.size;
  const feed = (at: number) => ({ ...board.feed, asOf: at, clock: at, since: kept.from });
  const epoch = `replay-${from}`;
  const moved = (at: number) => Math.floor(at / 1_000) % 10;
  const agentsAt = (at: number) =>
    board.agents.map((agent, place) =>
      place % 10 === moved(at)
        ? { ...agent, state: "NOT_READY" as const, status: "Lunch", since: at }
        : { ...agent, since: at - (place + 1) * 20_000 },
    );
  const frames = [
    {
      at: from,
      text: encodeSnapshot(
        {
          type: "snapshot",
          build: "b1",
          setupRevision: 1,
          ...board,
          epoch,
          seq: 1,
          at: from,
          feed: feed(from),
          agents: agentsAt(from),
          alerts: board.alerts.map((alert) => ({
            ...alert,
            activeSince: from - 400_000,
            firedAt: from - 300_000,
          })),
        },
        refOf,
      ),
    },
  ];
  for (let at = from + 1_000, seq = 2; at < to; at += 1_000, seq += 1) {
    const agents = agentsAt(at).filter((_agent, place) => place % 10 === moved(at));
    const none = { removedAgents: [], queues: [], removedQueues: [], alerts: [], removedAlerts: [] };
    const { counts, alerting } = board;
    const delta = {
      type: "delta",
      epoch,
      base: seq - 1,
      seq,
      at,
      feed: feed(at),
      counts,
      alerting,
      ...none,
    } as const;
    frames.push({
      at,
      text: encodeDelta({ ...delta, agents: agents.map((agent) => ({ agent, isIntroduced: false })) }, refOf),
    });
  }
  return { from, to, frames, kept };
}
