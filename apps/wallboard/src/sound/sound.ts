/**
 * The sound of one device: whether people want it (kept on the device), whether the browser allows it, and the chimes.
 * Browsers let a page be heard only after somebody has touched it; that this has not happened yet is a state with a name,
 * never a silence that looks like a calm floor.
 */
import { type ShallowRef, shallowRef } from "vue";
import { type AudioContextLike, type AudioView, createAudioContext, playTones } from "./audio.ts";
import { CHIMES, SWITCHED_ON, type Tone } from "./chimes.ts";
import { type Hearing, hear, NOTHING_SOUNDED } from "./sounding.ts";

/**
 * `off`: nobody has switched it on; `blocked`: it is wanted, and the browser waits for a touch; `missing`: this engine
 * makes no sound at all.
 */
export type SoundState = "on" | "off" | "blocked" | "missing";

export interface SoundPorts {
  /** `null` where the engine has none. Called once at most, when sound is first wanted. */
  createContext(): AudioContextLike | null;
  /** Whether sound was wanted when this device was last looked at. */
  readWish(): boolean;
  keepWish(isWanted: boolean): void;
  /** Calls the task on each touch, click and key, but of the switch itself, until the answer is called. */
  onTouch(task: () => void): () => void;
}

export interface Sound {
  readonly state: Readonly<ShallowRef<SoundState>>;
  /** To be called by a tap or a key: on, off, or out of a block. */
  toggle(): void;
  /** What the board says now; to be asked at each change of its alerts and once a second. */
  listen(hearing: Hearing): void;
  /** Ends the watch for touches and lets go of the device's sound. */
  stop(): void;
}

export function createSound(ports: SoundPorts): Sound {
  const state = shallowRef<SoundState>("off");
  let context: AudioContextLike | null = null;
  let isWanted = false;
  let sounded = NOTHING_SOUNDED;
  let stopTouches: (() => void) | null = null;

  /** Says what is, and waits for a touch where one is needed. */
  function look(): void {
    const isRunning = context?.state === "running";
    if (!isWanted) state.value = "off";
    else if (context === null) state.value = "missing";
    else state.value = isRunning ? "on" : "blocked";
    if (state.value === "blocked") stopTouches ??= ports.onTouch(wake);
    else {
      stopTouches?.();
      stopTouches = null;
    }
  }

  function wake(): void {
    // A refusal is no error: the state stays "blocked", which is what people are told.
    context?.resume().then(look, look);
  }

  function want(): void {
    isWanted = true;
    if (context === null) {
      context = ports.createContext();
      if (context !== null) context.onstatechange = look;
    }
    wake();
    look();
  }

  function play(tones: readonly Tone[]): void {
    if (context !== null && context.state === "running") playTones(context, tones);
  }

  if (ports.readWish()) want();

  return {
    state,
    toggle() {
      if (isWanted && state.value !== "blocked") {
        isWanted = false;
        ports.keepWish(false);
        look();
        return;
      }
      want();
      ports.keepWish(true);
      // Scheduled while the device wakes up, it is heard as soon as it may be.
      if (context !== null) playTones(context, SWITCHED_ON);
    },
    listen(hearing) {
      const heard = hear(hearing, sounded);
      sounded = heard.sounded;
      if (heard.chime !== null && isWanted) play(CHIMES[heard.chime]);
    },
    stop() {
      isWanted = false;
      look();
      if (context !== null) context.onstatechange = null;
    },
  };
}

const WISH = "callboard.sound";
const TOUCHES = ["pointerdown", "touchend", "click", "keydown"] as const;

/** The ports of a real page. Storage may be forbidden: then the wish lasts as long as the page. */
export function browserSound(view: Window): SoundPorts {
  return {
    createContext: () => createAudioContext(view as AudioView),
    readWish: () => quietly(() => view.localStorage.getItem(WISH) === "on") ?? false,
    keepWish: (isWanted) => {
      quietly(() => view.localStorage.setItem(WISH, isWanted ? "on" : "off"));
    },
    onTouch(task) {
      const onEvent = ({ target }: Event) => {
        // The switch itself answers to its click; woken by the same tap's beginning, it would switch off at its end.
        if (!(target instanceof Element && target.closest("[data-sound-switch]") !== null)) task();
      };
      for (const name of TOUCHES) view.addEventListener(name, onEvent, { passive: true, capture: true });
      return () => {
        for (const name of TOUCHES) view.removeEventListener(name, onEvent, { capture: true });
      };
    },
  };
}

function quietly<T>(task: () => T): T | null {
  try {
    return task();
  } catch {
    return null;
  }
}
