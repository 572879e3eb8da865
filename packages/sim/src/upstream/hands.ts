/**
 * Hands on the world, so that a few minutes hold what a rule is about: people who leave their desk for a while, and queues
 * that many call at once. They go by the world's own door, so all that they do is truth.
 */
import type { Random, World } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";

export interface HandsParts {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly world: World;
  readonly touch: (act: (world: World) => void) => void;
}

const CODES = ["PERSONAL", "BACK_OFFICE", "SYSTEM_ISSUE"];
/** No more than this share of the floor is held at once. */
const HELD_SHARE = 0.3;

export class Hands {
  readonly #parts: HandsParts;
  readonly #held = new Set<string>();

  constructor(parts: HandsParts) {
    this.#parts = parts;
    this.#soon(SIM.handsEveryMs, () => this.#takeAway());
    this.#soon(SIM.surgesEveryMs, () => this.#surge());
  }

  #soon(meanMs: number, act: () => void): void {
    const { scheduler, random } = this.#parts;
    scheduler.after(1 + random.exponential(meanMs), () => {
      act();
      this.#soon(meanMs, act);
    });
  }

  #takeAway(): void {
    const { random, world, touch, scheduler } = this.#parts;
    const { agents } = world.truth();
    const free = agents.filter(({ id, state }) => state !== "SIGNED_OUT" && !this.#held.has(id));
    if (free.length === 0 || this.#held.size >= 1 + agents.length * HELD_SHARE) return;
    const { id } = random.pick(free);
    this.#held.add(id);
    touch((floor) => floor.force(id, "NOT_READY", random.pick(CODES)));
    // Many come back just before or just after the bound.
    const stayMs = random.chance(0.4) ? random.between(55_000, 66_000) : random.between(20_000, 180_000);
    scheduler.after(stayMs, () => {
      this.#held.delete(id);
      touch((floor) => floor.release(id));
    });
  }

  #surge(): void {
    const { random, world, touch } = this.#parts;
    const { id } = random.pick(world.truth().queues);
    touch((floor) => floor.surge(id, random.between(3, 8), random.between(30, 120)));
  }
}
