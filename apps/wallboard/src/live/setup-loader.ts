/**
 * Asks for what a wall needs besides frames: its boards and sites, and (only where a filter needs it) who has which skill.
 * It asks at the start, when a frame names another revision, after the line was lost, and every ten minutes; each time after
 * a moment drawn by chance, since one change reaches every wall of a site at once. The last good answer outlives the page.
 */
import type { WallSetup } from "@callboard/boards";
import type { Directory } from "@callboard/protocol";
import { readWallSetup } from "./wall-shape.ts";

export interface SetupPorts {
  /** The answer of an address of this origin as JSON; `null` for anything else than a good answer. */
  ask(what: "wall" | "directory"): Promise<unknown>;
  chance(): number;
  after(ms: number, task: () => void): () => void;
  /** Survives the page; `null` where nothing was kept or nothing can be. */
  read(): string | null;
  write(text: string): void;
}

export interface SetupEvents {
  onSetup(setup: WallSetup): void;
  onDirectory(directory: Directory): void;
  wantsDirectory(): boolean;
}

export interface SetupLoader {
  start(): void;
  /** A frame named this revision. */
  heard(revision: number | null): void;
  /** The line was lost and is back: anything may have changed meanwhile. */
  reconnected(): void;
  /** Something on the screen needs the directory. */
  wanted(): void;
  stop(): void;
}

const EVERY_MS = 10 * 60_000;
const SPREAD_MS = 3_000;
const RETRY_MS = 20_000;
/** The directory is larger and moves more slowly. */
const DIRECTORY_EVERY_MS = 10 * 60_000;

export function createSetupLoader(ports: SetupPorts, events: SetupEvents): SetupLoader {
  let isStopped = false;
  let text = "";
  let revision: number | null = null;
  /** A revision that a frame named and no answer has had yet; asked for once, so that a Worker's slip cannot drive a storm. */
  let askedFor: number | null = null;
  const wall = createAsker(ports, EVERY_MS, async () => {
    const answer = await ports.ask("wall");
    return answer !== null && take(answer, true);
  });
  const directory = createAsker(ports, DIRECTORY_EVERY_MS, async () => {
    if (!events.wantsDirectory()) return true;
    const answer = await ports.ask("directory");
    if (!isDirectory(answer)) return false;
    if (!isStopped) events.onDirectory(answer);
    return true;
  });

  function take(answer: unknown, isNews: boolean): boolean {
    if (isStopped) return true;
    const setup = readWallSetup(answer);
    if (setup === null) return false;
    const asText = JSON.stringify(answer);
    revision = setup.revision;
    if (asText === text) return true;
    text = asText;
    if (isNews) ports.write(asText);
    events.onSetup(setup);
    return true;
  }

  return {
    start() {
      take(parse(ports.read()), false);
      // What was kept may be old: it is shown at once and asked about at once.
      revision = null;
      wall.soon(0);
      directory.soon(0);
    },
    heard(named) {
      if (named === null || named === revision || named === askedFor) return;
      askedFor = named;
      wall.soon(SPREAD_MS);
      directory.soon(SPREAD_MS);
    },
    reconnected() {
      askedFor = null;
      wall.soon(SPREAD_MS);
      directory.soon(SPREAD_MS);
    },
    wanted: () => directory.soon(0),
    stop() {
      isStopped = true;
      wall.stop();
      directory.stop();
    },
  };
}

/** One question at a time, asked again for ever: after a while when all is well, soon when not. */
function createAsker(ports: SetupPorts, everyMs: number, ask: () => Promise<boolean>) {
  let cancel: () => void = () => undefined;
  let isAsking = false;
  let isDueAgain = false;
  let isStopped = false;

  function plan(ms: number): void {
    cancel();
    if (!isStopped) cancel = ports.after(ms, () => void run());
  }

  async function run(): Promise<void> {
    if (isAsking) {
      isDueAgain = true;
      return;
    }
    isAsking = true;
    const isGood = await ask().catch(() => false);
    isAsking = false;
    const nextMs = isGood ? everyMs : RETRY_MS;
    plan(isDueAgain ? 0 : nextMs * (0.5 + ports.chance()));
    isDueAgain = false;
  }

  return {
    soon: (spreadMs: number) => plan(Math.floor(ports.chance() * spreadMs)),
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

function isDirectory(value: unknown): value is Directory {
  if (typeof value !== "object" || value === null) return false;
  const { teams, skills, agents, queues } = value as Partial<Record<keyof Directory, unknown>>;
  return [teams, skills, agents, queues].every((list) => Array.isArray(list));
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
