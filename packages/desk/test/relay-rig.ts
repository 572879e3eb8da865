/** A relay between a desk and screens, with a line that a test can cut, mute and slow down. */
import type { NameStyle } from "@callboard/protocol";
import type { ManualTime } from "@callboard/shell/testing";
import type { Viewer, ViewerKind } from "../src/hub/viewer.ts";
import type { ViewerSocket } from "../src/ports.ts";
import type { Line, LineDialer, LineEvents } from "../src/relay/ports.ts";
import { Relay, type RelayViewer } from "../src/relay/relay.ts";
import type { Host } from "./screen.ts";

/** The part of a desk that a line reaches. */
interface Origin {
  admit(socket: ViewerSocket, names: NameStyle, kind?: ViewerKind): Viewer | null;
  hear(viewer: Viewer, text: string): void;
  dismiss(viewer: Viewer): void;
}

interface Wire {
  viewer: Viewer | null;
  isEnded: boolean;
  readonly events: LineEvents;
  readonly origin: Origin;
}

/** Messages take `delayMs` each way and keep their order, as on a socket. */
export class TestLines implements LineDialer {
  readonly #time: ManualTime;
  readonly #origin: () => Origin | null;
  readonly #wires = new Set<Wire>();
  delayMs = 3;
  /** Half open: what either side says is lost, and nobody is told. */
  isMute = false;
  dials = 0;

  constructor(time: ManualTime, origin: () => Origin | null) {
    this.#time = time;
    this.#origin = origin;
  }

  dial(names: NameStyle, events: LineEvents): Line {
    this.dials += 1;
    const origin = this.#origin();
    if (origin === null) {
      this.#time.later(this.delayMs, () => events.closed(null));
      return { send: () => undefined, close: () => undefined };
    }
    const wire: Wire = { viewer: null, isEnded: false, events, origin };
    this.#wires.add(wire);
    this.#later(wire, () => {
      wire.viewer = origin.admit(this.#socket(wire), names, "line");
      this.#later(wire, () => events.opened());
    });
    return {
      send: (text) =>
        this.#later(wire, () => {
          if (wire.viewer !== null && !this.isMute) origin.hear(wire.viewer, text);
        }),
      close: () => this.#end(wire),
    };
  }

  #socket(wire: Wire): ViewerSocket {
    return {
      send: (text) => {
        if (!this.isMute) this.#later(wire, () => wire.events.message(text));
      },
      close: (code) => {
        this.#later(wire, () => {
          this.#end(wire);
          wire.events.closed(code);
        });
      },
      buffered: () => 0,
    };
  }

  #later(wire: Wire, run: () => void): void {
    this.#time.later(this.delayMs, () => {
      if (!wire.isEnded) run();
    });
  }

  #end(wire: Wire): void {
    wire.isEnded = true;
    this.#wires.delete(wire);
    if (wire.viewer !== null) wire.origin.dismiss(wire.viewer);
  }

  /** All lines break, as they do when the desk's object is lost. */
  cut(code: number | null = 1006): void {
    for (const wire of [...this.#wires]) {
      this.#end(wire);
      wire.events.closed(code);
    }
  }
}

/** A relay, in the shape of what a screen talks to. */
export class RelayRig implements Host {
  relay: Relay;
  readonly lines: TestLines;
  readonly #time: ManualTime;
  readonly #viewers = new Map<Viewer, RelayViewer>();
  opened = 0;

  constructor(time: ManualTime, origin: () => Origin | null) {
    this.#time = time;
    this.lines = new TestLines(time, origin);
    this.relay = this.#made();
  }

  #made(): Relay {
    const { clock } = this.#time;
    // A relay is another object than the desk: it keeps its timers when that loses its own.
    const timers = { after: (ms: number, run: () => void) => this.#time.later(ms, run) };
    return new Relay({
      ports: { clock, timers, chance: () => 0.5, dialer: this.lines },
      onOpen: () => {
        this.opened += 1;
      },
      onPulse: () => undefined,
    });
  }

  /** The object is lost with all that is in memory; a new one begins with nothing. */
  lose(): void {
    const lost = this.relay;
    this.#viewers.clear();
    this.relay = this.#made();
    lost.end();
  }

  admit(socket: ViewerSocket, names: NameStyle): Viewer | null {
    return this.#keep(this.relay.admit(socket, names));
  }

  readmit(socket: ViewerSocket, names: NameStyle): Viewer | null {
    return this.#keep(this.relay.readmit(socket, names));
  }

  #keep(at: RelayViewer | null): Viewer | null {
    if (at === null) return null;
    this.#viewers.set(at.viewer, at);
    return at.viewer;
  }

  hear(viewer: Viewer, text: string): void {
    const at = this.#viewers.get(viewer);
    if (at !== undefined) this.relay.hear(at, text);
  }

  dismiss(viewer: Viewer): void {
    const at = this.#viewers.get(viewer);
    if (at !== undefined) this.relay.dismiss(at);
    this.#viewers.delete(viewer);
  }
}
