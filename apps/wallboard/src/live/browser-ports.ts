/** The browser behind the ports: the only file that names its sockets, storage and timers. No decisions here. */
import type { ConnectionPorts, SocketLike } from "./connection.ts";
import type { ReloadPorts } from "./reload.ts";

const RELOADS_KEY = "callboard.reloads";
const STATUS_TIMEOUT_MS = 10_000;
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

export function browserConnectionPorts(addresses: {
  readonly live: string;
  readonly status: string;
}): ConnectionPorts {
  return {
    openSocket: () => wrapped(new WebSocket(addresses.live)),
    now: () => performance.now(),
    after,
    chance: Math.random,
    async isTenantKnown() {
      const abort = new AbortController();
      const cancel = after(STATUS_TIMEOUT_MS, () => abort.abort());
      try {
        const answer = await fetch(addresses.status, { cache: "no-store", signal: abort.signal });
        return answer.ok ? true : answer.status === NOT_FOUND ? false : null;
      } catch {
        return null;
      } finally {
        cancel();
      }
    },
  };
}

export function browserReloadPorts(): ReloadPorts {
  return {
    now: () => Date.now(),
    chance: Math.random,
    after,
    // Storage may be switched off on a kiosk; then the spread alone keeps reloads apart.
    read: () => guarded(() => sessionStorage.getItem(RELOADS_KEY)),
    write: (text) => void guarded(() => sessionStorage.setItem(RELOADS_KEY, text)),
    reload: () => location.reload(),
  };
}

function guarded<T>(task: () => T): T | null {
  try {
    return task();
  } catch {
    return null;
  }
}
