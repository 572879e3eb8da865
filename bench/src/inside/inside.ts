/**
 * The desk's parts one by one, in Node and without any socket: what one event costs, what a frame and a snapshot cost
 * to write and to read, and how large they are. Absolute times of this machine; they explain the ratios, which are
 * what counts.
 */
import {
  createFloor,
  DEFAULT_QUEUE_GOAL,
  type FloorInput,
  NO_SITE_SHIFTS,
  type Site,
  step,
} from "@callboard/core";
import { Secret, translateMessage } from "@callboard/cxone";
import { Desk } from "@callboard/desk";
import { applyFrame, createDecoder, createReplica, helloOf } from "@callboard/protocol";
import { monotonicMs } from "../clock.ts";
import { median } from "../measure/stats.ts";
import { Centre } from "../upstream/centre.ts";
import { FloodMessages } from "../upstream/flood-messages.ts";
import { quietPorts } from "./quiet-ports.ts";

export interface InsideResult {
  readonly agents: number;
  /** Nanoseconds an agent's change: the domain alone, translation, and the desk's whole turn with both. */
  readonly stepNs: number;
  readonly translateNs: number;
  readonly turnNs: number;
  readonly snapshot: FrameCost;
  /** A frame of 50 changed agents: 100 ms at 500 events/s. */
  readonly delta: FrameCost;
}

export interface FrameCost {
  readonly chars: number;
  readonly writeMs: number;
  readonly readMs: number;
}

const AGENTS = 2_000;
const QUEUES = 100;
const EVENTS = 40_000;
const ROUNDS = 5;
const CHANGED_PER_FRAME = 50;
const FRAMES = 60;
const SITE: Site = {
  name: "Bench centre",
  zone: "UTC",
  statusCodes: new Map(),
  queueGoal: DEFAULT_QUEUE_GOAL,
  queueGoals: new Map(),
  shifts: NO_SITE_SHIFTS,
};

export async function measureInside(): Promise<InsideResult> {
  const centre = new Centre({ agents: AGENTS, queues: QUEUES, eventsPerSecond: 500, startMs: Date.now() });
  const messages = new FloodMessages(centre.agents());
  const bench = await startDesk(centre);
  const turnNs = perEventNs(messages, (text) => bench.hear(text));
  const translateNs = perEventNs(messages, (text) => void translateMessage(JSON.parse(text)));
  const stepNs = measureStep(centre, messages);
  const frames = bench.frames(messages);
  return { agents: AGENTS, stepNs, translateNs, turnNs, ...frames };
}

/** Median over rounds of a batch's time divided by its events; the batch is made before the watch starts. */
function perEventNs(messages: FloodMessages, take: (text: string) => void): number {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const texts = Array.from({ length: EVENTS }, () => messages.next(Date.now()));
    const startedAt = monotonicMs();
    for (const text of texts) take(text);
    rounds.push(((monotonicMs() - startedAt) * 1e6) / EVENTS);
  }
  return median(rounds.slice(1));
}

function inputOf(message: unknown): FloorInput {
  const translated = translateMessage(message);
  if (translated.kind === "refused") throw new Error(`refused: ${translated.reason} ${translated.detail}`);
  return translated.input;
}

function measureStep(centre: Centre, messages: FloodMessages): number {
  const floor = createFloor(SITE);
  const entries = centre
    .agents()
    .map(({ id, name, teamId, teamName }) => ({ agentId: id, name, teamId, teamName }));
  step(floor, { kind: "roster", entries }, Date.now());
  const profiles = centre.agents().map(({ id, skills }) => ({
    agentId: id,
    profile: {
      shift: { kind: "none" as const },
      skills: skills.map(({ skillId, name, level, active, queueIds }) => ({
        id: skillId,
        name,
        level,
        active,
        queueIds,
      })),
    },
  }));
  step(floor, { kind: "profiles", profiles }, Date.now());
  for (const message of centre.advance(Date.now() + 6_000)) step(floor, inputOf(message), Date.now() + 6_000);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const inputs = Array.from({ length: EVENTS }, () =>
      inputOf(JSON.parse(messages.next(Date.now() + 10_000))),
    );
    const now = Date.now() + 10_000;
    const startedAt = monotonicMs();
    for (const input of inputs) step(floor, input, now);
    rounds.push(((monotonicMs() - startedAt) * 1e6) / EVENTS);
  }
  return median(rounds.slice(1));
}

async function startDesk(centre: Centre) {
  const quiet = quietPorts(centre);
  const credentials = { clientId: "inside", clientSecret: new Secret("inside") };
  const desk = new Desk({ tenant: "inside", site: SITE, credentials, build: "inside" }, quiet.ports).begin();
  while (quiet.stream() === null || desk.status().profiles.awaited > 0 || desk.status().floor.agents === 0) {
    await quiet.settle();
    desk.wake();
  }
  const hear = (text: string): void => quiet.stream()?.message(text);
  for (const message of centre.advance(Date.now() + 6_000)) hear(JSON.stringify(message));
  quiet.runTimers(100);

  function frames(messages: FloodMessages): { snapshot: FrameCost; delta: FrameCost } {
    const sent: string[] = [];
    const socket = {
      send: (text: string) => void sent.push(text),
      close: () => undefined,
      buffered: () => 0,
    };
    const decoder = createDecoder();
    const replica = createReplica();
    const read = (text: string): number => {
      const startedAt = monotonicMs();
      const decoded = decoder.decode(text);
      if (decoded.kind === "frame") applyFrame(replica, decoded.frame);
      else throw new Error(decoded.kind === "invalid" ? decoded.detail : "an order");
      return monotonicMs() - startedAt;
    };
    const snapshots: Sample[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      hear(messages.next(Date.now()));
      quiet.runTimers(100);
      sent.length = 0;
      const viewer = desk.admit(socket, "short");
      if (viewer === null) throw new Error("no room for a screen");
      const startedAt = monotonicMs();
      desk.hear(viewer, JSON.stringify(helloOf(createReplica())));
      const writeMs = monotonicMs() - startedAt;
      const [text = ""] = sent;
      snapshots.push({ chars: text.length, writeMs, readMs: read(text) });
      if (round < ROUNDS - 1) desk.dismiss(viewer);
    }
    const deltas: Sample[] = [];
    for (let frame = 0; frame < FRAMES; frame += 1) {
      sent.length = 0;
      for (let change = 0; change < CHANGED_PER_FRAME; change += 1) hear(messages.next(Date.now()));
      const startedAt = monotonicMs();
      quiet.runTimers(100);
      const writeMs = monotonicMs() - startedAt;
      const text = sent.at(-1);
      if (text !== undefined) deltas.push({ chars: text.length, writeMs, readMs: read(text) });
    }
    return { snapshot: costOf(snapshots), delta: costOf(deltas) };
  }
  return { hear, frames };
}

type Sample = FrameCost;

const costOf = (samples: readonly Sample[]): FrameCost => ({
  chars: median(samples.map(({ chars }) => chars)),
  writeMs: median(samples.map(({ writeMs }) => writeMs)),
  readMs: median(samples.map(({ readMs }) => readMs)),
});
