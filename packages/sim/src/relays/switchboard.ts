/**
 * Where each screen goes that dials: the desk's own `Places` say so, as in the Worker's route, and it stays there until it
 * dials anew. What the desk knows of its relays is lost with the desk. Without relays in the plan everybody is at the desk.
 */
import { BOUNDS } from "@callboard/core";
import { type PlaceLimits, Places } from "@callboard/desk";
import type { MachineClock } from "../host/clock.ts";
import type { Host } from "../host/host.ts";
import type { RelayPlan } from "../plan.ts";
import type { DeskDoor, ServerEnd } from "../screens/screen.ts";
import { RelayHost, type RelayHostParts } from "./relay-host.ts";

export interface SwitchboardParts extends Omit<RelayHostParts, "desk" | "report"> {
  readonly plan: RelayPlan | null;
  readonly host: Host;
  /** The desk's machine's. */
  readonly clock: MachineClock;
}

/** As the Worker's route has it. */
const TRIES = 3;
/** How a browser sees an upgrade that was refused. */
const REFUSED = 1006;

export class Switchboard implements DeskDoor {
  readonly #parts: SwitchboardParts;
  readonly #relays = new Map<number, RelayHost>();
  readonly #doors = new WeakMap<ServerEnd, DeskDoor>();
  #places = new Places();
  #here: number;
  #relayed = 0;

  constructor(parts: SwitchboardParts) {
    this.#parts = parts;
    const { weather, plan } = parts;
    this.#here = plan?.here ?? Number.POSITIVE_INFINITY;
    if (plan === null) return;
    // One more or less fits at the desk from now on: all who dial again go elsewhere, some with a newer board than is there.
    weather.when("viewersMoved", () => {
      this.#here = this.#here > plan.here ? plan.here : plan.here + 1;
    });
  }

  /** Screens that a relay has let in. */
  get relayed(): number {
    return this.#relayed;
  }

  /** The desk's object is lost, and what it knew of its relays with it. */
  forget(): void {
    this.#places = new Places();
  }

  admit(end: ServerEnd): void {
    const { plan, host } = this.#parts;
    if (plan === null) {
      this.#admitAt(host, end);
      return;
    }
    const limits = { here: this.#here, perRelay: plan.perRelay, most: BOUNDS.viewersMax };
    for (let tries = 0; tries < TRIES; tries += 1) {
      const place = this.#next(limits);
      if (place.kind === "here") {
        this.#admitAt(host, end);
        return;
      }
      if (place.kind === "nowhere") {
        const { findings, tenant } = this.#parts;
        findings.breach("I12", tenant, "there is no room for a screen, and relays enough");
        break;
      }
      const relay = this.#relay(place.relay);
      if (relay.viewers < plan.perRelay) {
        this.#relayed += 1;
        this.#admitAt(relay, end);
        return;
      }
      this.#places.full(place.relay, limits, this.#parts.clock.now());
    }
    end.socket.close(REFUSED, "");
  }

  #next(limits: PlaceLimits): ReturnType<Places["next"]> {
    const { host, clock } = this.#parts;
    // The desk is asked, and so it begins, if it has not begun.
    const place = host.ask("place", () => this.#places.next(host.screens, limits, clock.now()));
    return place ?? { kind: "here" };
  }

  #relay(relay: number): RelayHost {
    const known = this.#relays.get(relay);
    if (known !== undefined) return known;
    const { host, clock } = this.#parts;
    const made = new RelayHost({
      ...this.#parts,
      desk: host,
      random: this.#parts.random.fork(),
      report: (viewers) => void host.ask("report", () => this.#places.report(relay, viewers, clock.now())),
    });
    this.#relays.set(relay, made);
    return made;
  }

  #admitAt(door: DeskDoor, end: ServerEnd): void {
    this.#doors.set(end, door);
    door.admit(end);
  }

  hear(end: ServerEnd, text: string): void {
    this.#doors.get(end)?.hear(end, text);
  }

  leave(end: ServerEnd): void {
    this.#doors.get(end)?.leave(end);
  }
}
