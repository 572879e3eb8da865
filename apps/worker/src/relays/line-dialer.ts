/** A relay's lines to its desk, over Cloudflare: a socket from one object to the other, inside of the deployment. */
import type { Line, LineDialer, LineEvents } from "@callboard/desk";
import { CLOSE, type NameStyle } from "@callboard/protocol";
import { deskOf } from "../desks.ts";
import type { Env } from "../env.ts";
import type { TenantName } from "../gate/whose.ts";
import type { Guard } from "../ports/ports.ts";
import { viewerSocket } from "../ports/viewer-socket.ts";
import { lineUpgrade, NO_TENANT, PAUSED } from "./handoff.ts";

export interface LineDialerParts {
  readonly env: Env;
  readonly tenant: TenantName;
  readonly relay: number;
  readonly guard: Guard;
}

export class DeskLineDialer implements LineDialer {
  readonly #parts: LineDialerParts;

  constructor(parts: LineDialerParts) {
    this.#parts = parts;
  }

  dial(names: NameStyle, events: LineEvents): Line {
    const wire = new Wire(events, this.#parts.guard);
    const { env, tenant, relay } = this.#parts;
    // Found anew each time: the stub of an object that has restarted is dead.
    deskOf(env, tenant)
      .fetch(lineUpgrade(tenant, { relay, names }))
      .then(
        (response) => wire.take(response),
        () => wire.fail(null),
      );
    return wire;
  }
}

class Wire implements Line {
  readonly #events: LineEvents;
  readonly #guard: Guard;
  #socket: WebSocket | null = null;
  #isEnded = false;

  constructor(events: LineEvents, guard: Guard) {
    this.#events = events;
    this.#guard = guard;
  }

  take({ webSocket, status }: Response): void {
    if (webSocket === null) {
      this.fail(codeOf(status));
      return;
    }
    webSocket.accept();
    if (this.#isEnded) {
      viewerSocket(webSocket).close(1000, "");
      return;
    }
    this.#socket = webSocket;
    webSocket.addEventListener("message", ({ data }) => {
      if (typeof data === "string" && !this.#isEnded) this.#tell(() => this.#events.message(data));
    });
    // After a close an error may come as well: whichever is first is the end.
    webSocket.addEventListener("close", ({ code }) => this.fail(code));
    webSocket.addEventListener("error", () => this.fail(null));
    this.#tell(() => this.#events.opened());
  }

  fail(code: number | null): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#tell(() => this.#events.closed(code));
  }

  send(text: string): void {
    if (this.#socket !== null) viewerSocket(this.#socket).send(text);
  }

  close(): void {
    this.#isEnded = true;
    if (this.#socket !== null) viewerSocket(this.#socket).close(1000, "");
  }

  #tell(turn: () => void): void {
    this.#guard("line", turn);
  }
}

/** There is no such tenant, or it is paused; all else may be otherwise the next time. */
function codeOf(status: number): number | null {
  if (status === NO_TENANT) return CLOSE.unknownTenant;
  return status === PAUSED ? CLOSE.tenantPaused : null;
}
