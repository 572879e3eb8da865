/** Serves the built wall and speaks the board protocol with made-up boards. For tests and for looking; on this machine only. */
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { type Board, type BoardFeed, encodeBeat, encodeDelta, encodeSnapshot } from "@callboard/protocol";
import { type WebSocket, WebSocketServer } from "ws";
import { answerFor } from "./made-up-api.ts";
import { type BoardRecipe, countsOf, createChance, makeBoard } from "./made-up-boards.ts";
import { floorAnswer } from "./made-up-floor.ts";

export interface WallScene extends BoardRecipe {
  readonly feed?: Partial<BoardFeed>;
  /** Changes sent four times a second. */
  readonly changesPerSecond?: number;
  /** No frame is ever sent. */
  readonly isSilent?: boolean;
  /** The tenant does not exist. */
  readonly isUnknown?: boolean;
  /** Pages of a test's own, by path. */
  readonly pages?: ReadonlyMap<string, string>;
  /** Every question to the alert desk fails. */
  readonly isDeskGone?: boolean;
  /** Nobody has paired this television yet. */
  readonly isUnpaired?: boolean;
}

export interface WallServer {
  readonly url: string;
  close(): Promise<void>;
}

const DIST = process.env.WALL_DIST ?? fileURLToPath(new URL("../dist/", import.meta.url));
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};
/** As Cloudflare finds pages (`html_handling`). */
const PAGES: Record<string, string> = { "/": "index.html", "/screen": "index.html", "/tv": "tv.html" };
/** Every address of the supervisor's app is one page, as the Worker serves it. */
const pageAt = (path: string) => (path.startsWith("/floor") ? "floor.html" : (PAGES[path] ?? path));
/** As strict as the Worker's, so that a wall that breaks it is seen here. */
const POLICY = "default-src 'self'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'";

export async function serveWall(scene: WallScene): Promise<WallServer> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://wall");
    const path = normalize(pathname);
    if (path.startsWith("/api/")) {
      const { status, body } = answerTo(scene, request.method ?? "GET", path, searchParams);
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
      return;
    }
    const own = scene.pages?.get(path);
    if (own !== undefined) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(own);
      return;
    }
    const file = join(DIST, pageAt(path));
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
    });
    response.end(readFileSync(file));
  });
  const sockets = new WebSocketServer({ noServer: true });
  const timers = new Set<NodeJS.Timeout>();
  server.on("upgrade", (request, socket, head) => {
    if (scene.isUnknown === true) {
      socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (viewer) => {
      if (scene.isSilent !== true) play(viewer, scene, timers);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      for (const timer of timers) clearInterval(timer);
      for (const viewer of sockets.clients) viewer.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The board that a screen of this scene sees when it begins, to the alert desk's made-up answers. */
function answerTo(scene: WallScene, method: string, path: string, query: URLSearchParams) {
  if (scene.isUnknown === true) return { status: 404, body: { title: "Unknown tenant" } };
  if (scene.isDeskGone === true)
    return { status: 503, body: { title: "Alert desk not open", detail: "Ask again in a moment." } };
  if (path.startsWith("/api/tv/") && scene.isUnpaired === true) return pairingAnswer(path);
  const [, tail = ""] = /^\/api\/(?:tv|tenants\/[^/]+)(.*)$/.exec(path) ?? [];
  if (tail === "/status") return { status: 200, body: {} };
  const now = Date.now();
  const board = makeBoard(scene, now, 1, createChance(7));
  const floor = floorAnswer(tail, query, board, now);
  return floor === null ? answerFor(method, tail, board, now) : { status: 200, body: floor };
}

/** A code that nobody ever confirms. */
function pairingAnswer(path: string) {
  if (path.endsWith("/claim")) return { status: 200, body: { state: "waiting" } };
  if (path !== "/api/tv/pairings") return { status: 401, body: { title: "Not paired" } };
  const code = "K7MW-4XQ2";
  const address = `https://callboard.example.com/pair?code=${code.slice(0, 4)}`;
  const offer = { id: "p1", code, secret: "s", expiresAt: Date.now() + 600_000, askEveryMs: 3_000, address };
  return { status: 200, body: offer };
}

const TURN_MS = 250;
const BEAT_MS = 5_000;

function play(viewer: WebSocket, scene: WallScene, timers: Set<NodeJS.Timeout>): void {
  const chance = createChance(7);
  const refs = new Map<string, number>();
  const refOf = (id: string) => {
    const ref = refs.get(id) ?? refs.size;
    refs.set(id, ref);
    return ref;
  };
  const startedAt = Date.now();
  let board = withFeed(makeBoard(scene, startedAt, 1, chance), scene, startedAt);
  viewer.on("message", (data) => {
    const text = String(data);
    if (text === "ping") viewer.send("pong");
    else if (JSON.parse(text).type !== "ack") {
      const frame = { type: "snapshot", build: "b1", setupRevision: 1, ...board, at: Date.now() } as const;
      viewer.send(encodeSnapshot(frame, refOf));
    }
  });
  const beat = setInterval(() => {
    const { epoch, seq, feed, alerting } = withFeed(board, scene, startedAt);
    const head = { epoch, seq, at: Date.now(), feed, alerting };
    viewer.send(encodeBeat({ type: "beat", ...head, build: "b1", setupRevision: 1 }));
  }, BEAT_MS);
  const turn = setInterval(() => {
    const next = withFeed(change(board, scene, chance), scene, startedAt);
    if (next.seq === board.seq) return;
    const { epoch, seq, at, feed, counts, alerting } = next;
    const moved = next.agents.filter((agent, place) => agent !== board.agents[place]);
    const agents = moved.map((agent) => ({ agent, isIntroduced: false }));
    const queues = next.queues.filter((queue, place) => queue !== board.queues[place]);
    const delta = {
      type: "delta" as const,
      epoch,
      base: board.seq,
      seq,
      at,
      feed,
      counts,
      alerting,
      agents,
      queues,
    };
    const gone = { removedAgents: [], removedQueues: [], alerts: [], removedAlerts: [] };
    viewer.send(encodeDelta({ ...delta, ...gone }, refOf));
    board = next;
  }, TURN_MS);
  for (const timer of [beat, turn]) timers.add(timer);
  viewer.on("close", () => {
    for (const timer of [beat, turn]) {
      clearInterval(timer);
      timers.delete(timer);
    }
  });
}

/** A feed that is live has news all the time; any other stands where it stood when the scene began. */
function withFeed(board: Board, scene: WallScene, startedAt: number): Board {
  const now = Date.now();
  const live = { ...board.feed, asOf: now - 300, clock: now - 300 };
  if (scene.feed === undefined) return { ...board, feed: live };
  if (scene.feed.state === undefined) return { ...board, feed: { ...live, ...scene.feed } };
  return {
    ...board,
    feed: { ...live, asOf: startedAt - 34_000, clock: startedAt - 34_000, ...scene.feed },
  };
}

function change(board: Board, scene: WallScene, chance: () => number): Board {
  const changes = Math.round(((scene.changesPerSecond ?? 0) * TURN_MS) / 1_000);
  if (changes === 0) return board;
  const at = Date.now();
  const fresh = makeBoard(
    { ...scene, agents: changes, queues: chance() < 0.3 ? Math.min(board.queues.length, 1) : 0 },
    at,
    0,
    chance,
  );
  const agents = [...board.agents];
  for (const source of fresh.agents) {
    const place = Math.floor(chance() * agents.length);
    const old = agents[place];
    if (old !== undefined)
      agents[place] = { ...source, id: old.id, name: old.name, team: old.team, since: at };
  }
  const queues = [...board.queues];
  for (const source of fresh.queues) {
    const place = Math.floor(chance() * queues.length);
    const old = queues[place];
    if (old !== undefined) queues[place] = { ...source, id: old.id, name: old.name, statsAt: at };
  }
  return { ...board, seq: board.seq + 1, at, agents, queues, counts: countsOf(agents) };
}
