/** The browser behind the ports: the only file that names its sockets, storage and timers. No decisions here. */

import type { TonguePorts } from "../words/tongue-of-walls.ts";
import { isTelevision, type LineAddresses } from "./addresses.ts";
import type { ConnectionPorts, SocketLike } from "./connection.ts";
import type { DarkPorts } from "./dark.ts";
import { SETUP_KEY } from "./forget-kept.ts";
import { assetsNamedIn, type ReloadPorts } from "./reload.ts";
import type { SetupPorts } from "./setup-loader.ts";
import type { WorldFontsPorts } from "./world-fonts.ts";

const RELOADS_KEY = "callboard.reloads";
const TEXTS_TIMEOUT_MS = 10_000;
const STATUS_TIMEOUT_MS = 10_000;
const SETUP_TIMEOUT_MS = 15_000;
/** A page that takes longer than this to answer is no page to go to now. */
const ANSWER_TIMEOUT_MS = 3_000;
const ASSET_TIMEOUT_MS = 60_000;
const SESSION = "/api/tv/session";
const UNAUTHORISED = 401;
const FORBIDDEN = 403;
const NOT_FOUND = 404;

function after(ms: number, task: () => void): () => void {
  const timer = window.setTimeout(task, ms);
  return () => window.clearTimeout(timer);
}

function wrapped(socket: WebSocket): SocketLike {
  return {
    listen(handlers) {
      socket.onopen = () => handlers.onOpen();
      socket.onmessage = ({ data }) => {
        if (typeof data === "string") handlers.onText(data);
      };
      socket.onclose = ({ code }) => handlers.onClose(code);
    },
    send(text) {
      // Between the loss of the path and its close event a socket refuses to send, which is nobody's fault.
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close(code) {
      socket.onopen = null;
      socket.onmessage = null;
      socket.onclose = null;
      socket.close(code);
    },
  };
}

export function browserConnectionPorts(
  addresses: LineAddresses,
  vitals?: Pick<ConnectionPorts, "device" | "health">,
): ConnectionPorts {
  // What one's role does not allow is there: of what is not, nobody is told more than that.
  const isThere = (status: number | null): boolean | null =>
    status === NOT_FOUND ? false : status !== null && (status < 400 || status === FORBIDDEN) ? true : null;
  return {
    openSocket: () => wrapped(new WebSocket(addresses.live)),
    now: () => performance.now(),
    after,
    chance: Math.random,
    async whatIsUnknown() {
      const status = await statusOf(addresses.status);
      if (status === UNAUTHORISED) return isTelevision(location) ? "revoked" : "signInExpired";
      const tenant = isThere(status);
      if (tenant !== true) return tenant === null ? null : "unknownTenant";
      const view = addresses.wall === null ? true : isThere(await statusOf(addresses.wall));
      return view === null ? null : view ? "nothing" : "unknownView";
    },
    ...vitals,
  };
}

const statusOf = (address: string) => fetched(address, STATUS_TIMEOUT_MS, async (answer) => answer.status);

export function browserReloadPorts(): ReloadPorts {
  return {
    now: () => Date.now(),
    chance: Math.random,
    after,
    // Storage may be switched off on a kiosk; then the spread alone keeps reloads apart.
    read: () => guarded(() => sessionStorage.getItem(RELOADS_KEY)),
    write: (text) => void guarded(() => sessionStorage.setItem(RELOADS_KEY, text)),
    async canLoad() {
      const html = await fetched(location.href, STATUS_TIMEOUT_MS, async (answer) =>
        answer.ok ? answer.text() : "",
      );
      const assets = assetsNamedIn(html ?? "");
      if (assets.length === 0) return false;
      // Their names change with what is in them, so that the browser's own cache may keep them for the reload.
      const got = assets.map((path) =>
        fetched(
          path,
          ASSET_TIMEOUT_MS,
          async (answer) => answer.ok && (await answer.blob()).size > 0,
          "default",
        ),
      );
      return (await Promise.all(got)).every((isGood) => isGood === true);
    },
    answers: () => canHave(location.href),
    reload: () => location.reload(),
  };
}

const canHave = async (address: string): Promise<boolean> =>
  (await fetched(address, ANSWER_TIMEOUT_MS, async (answer) => answer.ok)) === true;

export const browserDarkPorts: DarkPorts = {
  answers: canHave,
  after,
  go: (address) => location.replace(address),
  storage: () => localStorage,
};

/** `null` where it cannot be had. */
export const browserSession = (): Promise<SessionAnswer | null> =>
  fetched(SESSION, STATUS_TIMEOUT_MS, async (answer) => {
    const { build }: { build?: unknown } = answer.ok ? await answer.json() : {};
    return { isRevoked: answer.status === UNAUTHORISED, build: typeof build === "string" ? build : null };
  });

/** Whether this television is not paired (any more), and the Worker's build. */
export interface SessionAnswer {
  readonly isRevoked: boolean;
  readonly build: string | null;
}

/** @param key tells the kept setups of several boards on one device apart */
export function browserSetupPorts(addresses: {
  readonly wall: string;
  readonly directory: string;
}): SetupPorts {
  const key = `${SETUP_KEY} ${addresses.wall}`;
  return {
    ask: (what) =>
      fetched(addresses[what], SETUP_TIMEOUT_MS, async (answer) =>
        answer.ok ? ((await answer.json()) as unknown) : null,
      ),
    chance: Math.random,
    after,
    read: () => guarded(() => localStorage.getItem(key)),
    write: (text) => void guarded(() => localStorage.setItem(key, text)),
  };
}

export const browserFontPorts: WorldFontsPorts = {
  addSheet(address) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    document.head.append(link);
  },
  after,
};

export const browserTonguePorts: TonguePorts = {
  fetchTexts: (address) => fetched(address, TEXTS_TIMEOUT_MS, (answer) => answer.json(), "default"),
  after,
};

/** What is read of an answer; `null` where none came in time, or it could not be read. */
async function fetched<T>(
  address: string,
  timeoutMs: number,
  read: (answer: Response) => Promise<T>,
  cache: RequestCache = "no-store",
): Promise<T | null> {
  const abort = new AbortController();
  const cancel = after(timeoutMs, () => abort.abort());
  try {
    return await read(await fetch(address, { cache, signal: abort.signal }));
  } catch {
    return null;
  } finally {
    cancel();
  }
}

function guarded<T>(task: () => T): T | null {
  try {
    return task();
  } catch {
    return null;
  }
}
