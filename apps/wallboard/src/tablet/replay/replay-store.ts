/**
 * Whether the page shows the present or a minute of the past, and the hand on it: play, pause, speed, another moment. While
 * it is on, every list and every detail shows the past, and nothing can be done.
 */
import { defineStore } from "pinia";
import { computed, shallowRef } from "vue";
import type { Failure } from "../api/request.ts";
import type { Player } from "./player.ts";

export const SPEEDS = [1, 2, 5, 10, 30, 60] as const;
export type Speed = (typeof SPEEDS)[number];

/** What the store needs of the page: to put another floor under it, and the present one back. */
export interface ReplayPorts {
  readonly player: Player;
  /** From here on the board shows the player's floor. */
  show(): void;
  /** From here on the board shows the present. */
  leave(): void;
}

export const useReplayStore = defineStore("replay", () => {
  const isOn = shallowRef(false);
  const isBusy = shallowRef(false);
  const isPlaying = shallowRef(false);
  const hasEnded = shallowRef(false);
  const speed = shallowRef<Speed>(1);
  const at = shallowRef(0);
  const kept = shallowRef<{ readonly from: number; readonly to: number } | null>(null);
  const failure = shallowRef<Failure | null>(null);
  /** History holds nothing of the moment that was asked for. */
  const isOutside = shallowRef(false);
  /** To the second, for what need not follow each picture. */
  const second = computed(() => Math.floor(at.value / 1_000) * 1_000);
  let ports: ReplayPorts | null = null;
  let asked = 0;

  function attach(to: ReplayPorts): void {
    ports = to;
  }

  /** Shows the floor at `moment`; begins the replay where it is not on. The newest wish wins over a late answer. */
  async function seek(moment: number): Promise<void> {
    if (ports === null) return;
    asked += 1;
    const number = asked;
    isBusy.value = true;
    const answer = await ports.player.seek(moment);
    if (number !== asked) return;
    isBusy.value = false;
    kept.value = ports.player.kept();
    isOutside.value = answer === "nothing";
    failure.value = typeof answer === "object" ? answer : null;
    if (answer !== "shown") return;
    hasEnded.value = false;
    isOn.value = true;
    at.value = ports.player.at();
    ports.show();
  }

  /** Asks what is kept, without showing anything. */
  async function look(now: number): Promise<void> {
    if (ports === null) return;
    kept.value = (await ports.player.look(now)) ?? kept.value;
  }

  /** Time goes by: called some times a second. */
  function tick(elapsedMs: number): void {
    if (ports === null || !isOn.value || !isPlaying.value || isBusy.value) return;
    const outcome = ports.player.advance(elapsedMs * speed.value);
    at.value = ports.player.at();
    failure.value = ports.player.failure();
    kept.value = ports.player.kept();
    if (outcome === "played") hasEnded.value = false;
    if (outcome !== "ended") return;
    hasEnded.value = true;
    isPlaying.value = false;
  }

  function leave(): void {
    asked += 1;
    isOn.value = false;
    isPlaying.value = false;
    isBusy.value = false;
    hasEnded.value = false;
    failure.value = null;
    isOutside.value = false;
    ports?.leave();
  }

  return {
    isOn,
    isBusy,
    isPlaying,
    hasEnded,
    speed,
    at,
    second,
    kept,
    failure,
    isOutside,
    attach,
    seek,
    look,
    tick,
    leave,
  };
});
