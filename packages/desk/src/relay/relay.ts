/**
 * A relay: it stands between a tenant's desk and some of its screens. It follows the desk by one line for each style of names
 * that its screens are shown, so that it never holds a name that none of them may show, and tells each board on through
 * the same hub. It judges nothing itself: who may look, and how names are shown, is the desk's to say.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { CLOSE, closeNameOf, type NameStyle } from "@callboard/protocol";
import { Tally } from "@callboard/shell";
import type { Viewer } from "../hub/viewer.ts";
import type { ViewerSocket } from "../ports.ts";
import { Pulse } from "../pulse.ts";
import { Follower } from "./follower.ts";
import type { RelayPorts } from "./ports.ts";

export interface RelayParts {
  readonly ports: RelayPorts;
  /** A line to the desk is open (again): what it decided meanwhile is to be asked. */
  readonly onOpen: () => void;
  /** Once a second, after the lines were looked after. */
  readonly onPulse: () => void;
}

/** A screen at a relay: its viewer, and whose hub it belongs to. */
export interface RelayViewer {
  readonly names: NameStyle;
  readonly viewer: Viewer;
}

export interface RelayFacts {
  readonly viewers: number;
  readonly lines: readonly {
    readonly names: NameStyle;
    readonly isOpen: boolean;
    readonly viewers: number;
  }[];
  readonly frames: number;
  readonly sends: number;
  readonly snapshots: number;
  readonly rescued: number;
}

interface Style {
  readonly follower: Follower;
  /** Since when nobody looks through it; `null` while somebody does. */
  idleSince: EpochMs | null;
}

export class Relay {
  readonly #parts: RelayParts;
  readonly #styles = new Map<NameStyle, Style>();
  readonly #pulse: Pulse;
  readonly #stops = new Tally();

  constructor(parts: RelayParts) {
    this.#parts = parts;
    const { clock, timers } = parts.ports;
    this.#pulse = new Pulse({
      ...{ clock, timers },
      onBeat: () => this.#beat(),
      // Each wait here is held to its length where it is measured.
      onSetBack: () => undefined,
    });
  }

  /** Makes sure that it beats: after a restart, and where its timer was lost. */
  ensure(): void {
    this.#pulse.ensure();
  }

  /** A new screen; `null` where the relay is full, and the socket was closed for it. */
  admit(socket: ViewerSocket, names: NameStyle): RelayViewer | null {
    return this.#letIn(socket, names, "new");
  }

  /** A screen whose socket outlived the object, or whose names are shown in another style from now on. */
  readmit(socket: ViewerSocket, names: NameStyle): RelayViewer | null {
    return this.#letIn(socket, names, "back");
  }

  #letIn(socket: ViewerSocket, names: NameStyle, arrival: "new" | "back"): RelayViewer | null {
    this.ensure();
    const { hub } = this.#follow(names).follower;
    const viewer = arrival === "new" ? hub.admit(socket, names) : hub.readmit(socket, names);
    return viewer === null ? null : { names, viewer };
  }

  #follow(names: NameStyle): Style {
    const known = this.#styles.get(names);
    if (known !== undefined) {
      known.idleSince = null;
      return known;
    }
    const { ports, onOpen } = this.#parts;
    const follower = new Follower({ ports, names, onOpen, onStop: (code) => this.#stop(code) });
    const style = { follower, idleSince: null };
    this.#styles.set(names, style);
    follower.dial();
    return style;
  }

  hear({ names, viewer }: RelayViewer, text: string): void {
    this.#styles.get(names)?.follower.hub.hear(viewer, text);
  }

  dismiss({ names, viewer }: RelayViewer): void {
    this.#styles.get(names)?.follower.hub.dismiss(viewer);
  }

  get viewers(): number {
    let sum = 0;
    for (const { follower } of this.#styles.values()) sum += follower.hub.viewers;
    return sum;
  }

  /** Nobody looks, and no line is kept for who may come: the relay may go away. */
  get isIdle(): boolean {
    return this.#styles.size === 0;
  }

  #beat(): void {
    const now = this.#parts.ports.clock.now();
    for (const [names, style] of this.#styles) this.#lookAfter(names, style, now);
    this.#parts.onPulse();
  }

  #lookAfter(names: NameStyle, style: Style, now: EpochMs): void {
    if (style.follower.hub.viewers > 0) style.idleSince = null;
    else style.idleSince = Math.min(style.idleSince ?? now, now);
    if (style.idleSince === null || now - style.idleSince < BOUNDS.relayIdleMs) style.follower.pulse();
    else {
      style.follower.close();
      this.#styles.delete(names);
    }
  }

  /** The desk serves nobody of this tenant any more: every screen is told as the desk would have told it. */
  #stop(code: number): void {
    const reason = closeNameOf(code) ?? "deskRestarting";
    this.#stops.add(reason);
    for (const { follower } of this.#styles.values()) {
      follower.close();
      follower.hub.expelAll(reason);
    }
    this.#styles.clear();
  }

  /** Ends it: screens are told to come back, and find another one. */
  end(): void {
    this.#stop(CLOSE.deskRestarting);
    this.#pulse.end();
  }

  facts(): RelayFacts {
    const hubs = Array.from(this.#styles, ([names, { follower }]) => ({
      ...{ names, isOpen: follower.isOpen },
      counts: follower.hub.counts(),
    }));
    const sum = (pick: (counts: (typeof hubs)[number]["counts"]) => number): number =>
      hubs.reduce((all, { counts }) => all + pick(counts), 0);
    return {
      viewers: this.viewers,
      lines: hubs.map(({ names, isOpen, counts }) => ({ names, isOpen, viewers: counts.viewers })),
      frames: sum(({ frames }) => frames),
      sends: sum(({ sends }) => sends),
      snapshots: sum(({ snapshots }) => snapshots),
      rescued: sum(({ rescued }) => rescued),
    };
  }
}
