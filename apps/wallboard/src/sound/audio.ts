/**
 * The browser's own tone generator behind the few words that sound needs, so that tests can listen. WebAudio alone: an audio
 * file would be one more thing to load, and televisions differ in what they decode.
 */
import type { Tone } from "./chimes.ts";

interface AudioParamLike {
  setValueAtTime(value: number, at: number): unknown;
  linearRampToValueAtTime(value: number, at: number): unknown;
  exponentialRampToValueAtTime(value: number, at: number): unknown;
}
interface AudioNodeLike {
  connect(to: never): unknown;
  disconnect(): void;
}
interface OscillatorLike extends AudioNodeLike {
  type: string;
  readonly frequency: AudioParamLike;
  onended: (() => void) | null;
  start(at: number): void;
  stop(at: number): void;
}
interface GainLike extends AudioNodeLike {
  readonly gain: AudioParamLike;
}
/** As much of an `AudioContext` as is used. */
export interface AudioContextLike {
  readonly currentTime: number;
  readonly state: string;
  readonly destination: unknown;
  onstatechange: (() => void) | null;
  resume(): Promise<unknown>;
  createOscillator(): OscillatorLike;
  createGain(): GainLike;
}

/** The names under which engines know it. */
export interface AudioView {
  readonly AudioContext?: unknown;
  readonly webkitAudioContext?: unknown;
}

/** A new audio context, under the name that the engine knows it by; `null` where there is none, or it refuses. */
export function createAudioContext(view: AudioView): AudioContextLike | null {
  const made = view.AudioContext ?? view.webkitAudioContext;
  if (typeof made !== "function") return null;
  try {
    return new (made as new () => AudioContextLike)();
  } catch {
    return null;
  }
}

/** A tone swells so fast that it is no click, and slow enough that it is no bell in the ear. */
const SWELL_S = 0.025;
/** Exponential ramps cannot reach nothing. */
const SILENCE = 0.0001;
/** Ahead of the clock by a moment, or the first swell is cut on slow devices. */
const AHEAD_S = 0.03;

/** Plays the tones from now on; each takes its parts away when it has ended, so that months leave nothing behind. */
export function playTones(context: AudioContextLike, tones: readonly Tone[]): void {
  for (const { afterMs, lastsMs, hertz, loudness } of tones) {
    const from = context.currentTime + AHEAD_S + afterMs / 1_000;
    const until = from + lastsMs / 1_000;
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.type = "sine";
    oscillator.frequency.setValueAtTime(hertz, from);
    volume.gain.setValueAtTime(SILENCE, from);
    volume.gain.linearRampToValueAtTime(loudness, from + SWELL_S);
    volume.gain.exponentialRampToValueAtTime(SILENCE, until);
    oscillator.connect(volume as never);
    volume.connect(context.destination as never);
    oscillator.onended = () => {
      oscillator.disconnect();
      volume.disconnect();
    };
    oscillator.start(from);
    oscillator.stop(until);
  }
}
