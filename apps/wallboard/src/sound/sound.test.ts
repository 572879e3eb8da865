/** The switch, what the browser allows, and what the tone generator is told; with an audio context that only writes down. */
import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { nextTick } from "vue";
import { AT, alert } from "../../test/pieces.ts";
import { addSoundWords } from "../words/sound-words.ts";
import { type AudioContextLike, createAudioContext, playTones } from "./audio.ts";
import { CHIMES } from "./chimes.ts";
import SoundButton from "./SoundButton.vue";
import { browserSound, createSound, type SoundPorts } from "./sound.ts";

addSoundWords();

function createFakeAudio(state: "running" | "suspended" = "suspended") {
  const played: { hertz: number; from: number; until: number }[] = [];
  const connected = new Set<string>();
  const endings: (() => void)[] = [];
  const param = (write: (value: number) => void = () => undefined) => ({
    setValueAtTime: (value: number) => write(value),
    linearRampToValueAtTime: () => undefined,
    exponentialRampToValueAtTime: () => undefined,
  });
  const audio = { state: state as string, allowsResume: true, played, connected, endings, resumed: 0 };
  let made = 0;
  const node = () => {
    made += 1;
    const name = `node ${made}`;
    return { connect: () => connected.add(name), disconnect: () => connected.delete(name) };
  };
  const context: AudioContextLike = {
    currentTime: 5,
    get state() {
      return audio.state;
    },
    destination: {},
    onstatechange: null,
    resume() {
      audio.resumed += 1;
      if (!audio.allowsResume) return Promise.reject(new Error("needs a touch"));
      audio.state = "running";
      context.onstatechange?.();
      return Promise.resolve();
    },
    createGain: () => ({ ...node(), gain: param() }),
    createOscillator() {
      const tone = { hertz: 0, from: 0, until: 0 };
      const oscillator = {
        ...node(),
        type: "",
        frequency: param((hertz) => {
          tone.hertz = hertz;
        }),
        onended: null as (() => void) | null,
        start(at: number) {
          tone.from = at;
          played.push(tone);
          endings.push(() => oscillator.onended?.());
        },
        stop(at: number) {
          tone.until = at;
        },
      };
      return oscillator;
    },
  };
  return { audio, context };
}

function createDevice(change: Partial<SoundPorts> & { readonly state?: "running" | "suspended" } = {}) {
  const { audio, context } = createFakeAudio(change.state);
  const kept: boolean[] = [];
  const touches = new Set<() => void>();
  const ports: SoundPorts = {
    createContext: () => context,
    readWish: () => false,
    keepWish: (isWanted) => kept.push(isWanted),
    onTouch(task) {
      touches.add(task);
      return () => touches.delete(task);
    },
    ...change,
  };
  return { audio, kept, touches, open: () => createSound(ports) };
}

/** Promises of the audio context are answered. */
const settle = () => new Promise((resolve) => setTimeout(resolve));
const board = (at: number, ...ids: string[]) => ({
  alerts: ids.map((id) => alert({ id, severity: "critical" })),
  watch: "watched" as const,
  from: "high" as const,
  now: AT + at,
});

describe("the sound of a device", () => {
  it("is off until somebody taps, says that it is on, and answers the tap with a tone", async () => {
    const device = createDevice();
    const sound = device.open();
    expect(sound.state.value).toBe("off");
    expect(device.touches.size).toBe(0);
    sound.toggle();
    await settle();
    expect(sound.state.value).toBe("on");
    expect(device.audio.played).toHaveLength(1);
    expect(device.kept).toEqual([true]);
    sound.toggle();
    expect(sound.state.value).toBe("off");
    expect(device.kept).toEqual([true, false]);
  });

  it("sounds new alerts while it is on, and nothing while it is off", async () => {
    const device = createDevice();
    const sound = device.open();
    sound.listen(board(0));
    sound.listen(board(10_000, "a"));
    expect(device.audio.played).toHaveLength(0);
    sound.toggle();
    await settle();
    device.audio.played.length = 0;
    sound.listen(board(20_000, "a"));
    expect(device.audio.played).toHaveLength(0);
    sound.listen(board(30_000, "a", "b"));
    expect(device.audio.played.map(({ hertz }) => hertz)).toEqual(CHIMES.critical.map(({ hertz }) => hertz));
  });

  it("kept from before but not allowed without a touch is blocked, and any touch frees it", async () => {
    const device = createDevice({ readWish: () => true });
    device.audio.allowsResume = false;
    const sound = device.open();
    await settle();
    expect(sound.state.value).toBe("blocked");
    expect(device.touches.size).toBe(1);
    device.audio.allowsResume = true;
    for (const touch of device.touches) touch();
    await settle();
    expect(sound.state.value).toBe("on");
    expect(device.touches.size).toBe(0);
  });

  it("is simply on again where the browser of a kiosk allows it", async () => {
    const device = createDevice({ readWish: () => true, state: "running" });
    const sound = device.open();
    await settle();
    expect(sound.state.value).toBe("on");
  });

  it("tapped while blocked is asked for again, not switched off", async () => {
    const device = createDevice({ readWish: () => true });
    device.audio.allowsResume = false;
    const sound = device.open();
    await settle();
    device.audio.allowsResume = true;
    sound.toggle();
    await settle();
    expect(sound.state.value).toBe("on");
    expect(device.kept).toEqual([true]);
  });

  it("that the device takes away later is blocked again, and heard of", async () => {
    const device = createDevice();
    const sound = device.open();
    sound.toggle();
    await settle();
    device.audio.state = "interrupted";
    device.audio.allowsResume = false;
    sound.toggle();
    expect(sound.state.value).toBe("off");
    sound.toggle();
    await settle();
    expect(sound.state.value).toBe("blocked");
  });

  it("is missing where the engine has none", () => {
    const sound = createDevice({ readWish: () => true, createContext: () => null }).open();
    expect(sound.state.value).toBe("missing");
  });

  it("stopped leaves no listener", async () => {
    const device = createDevice({ readWish: () => true });
    device.audio.allowsResume = false;
    const sound = device.open();
    await settle();
    sound.stop();
    expect(device.touches.size).toBe(0);
  });
});

describe("the tone generator", () => {
  it("plays each tone from its moment on and leaves nothing connected", () => {
    const { audio, context } = createFakeAudio("running");
    playTones(context, CHIMES.high);
    expect(audio.played).toHaveLength(CHIMES.high.length);
    for (const { from, until } of audio.played) {
      expect(from).toBeGreaterThan(context.currentTime);
      expect(until).toBeGreaterThan(from);
    }
    expect(audio.connected.size).toBe(2 * CHIMES.high.length);
    for (const end of audio.endings) end();
    expect(audio.connected.size).toBe(0);
  });

  it("differs by severity, and no chime is loud or longer than a breath", () => {
    const shapes = Object.values(CHIMES).map((tones) => tones.map(({ hertz }) => hertz).join(" "));
    expect(new Set(shapes).size).toBe(4);
    for (const tone of Object.values(CHIMES).flat()) {
      expect(tone.loudness).toBeLessThanOrEqual(0.3);
      expect(tone.afterMs + tone.lastsMs).toBeLessThanOrEqual(1_500);
    }
  });

  it("is found under its old name, and is null where it is absent or refuses", () => {
    class Old {
      readonly currentTime = 7;
    }
    class Refusing {
      constructor() {
        throw new Error("no device");
      }
    }
    expect(createAudioContext({ webkitAudioContext: Old })?.currentTime).toBe(7);
    expect(createAudioContext({})).toBeNull();
    expect(createAudioContext({ AudioContext: Refusing })).toBeNull();
  });
});

describe("on a page", () => {
  afterEach(() => {
    document.body.textContent = "";
    localStorage.clear();
  });

  it("the wish is kept on the device, and storage that is forbidden is survived", () => {
    const ports = browserSound(window);
    expect(ports.readWish()).toBe(false);
    ports.keepWish(true);
    expect(browserSound(window).readWish()).toBe(true);
    const forbidden = browserSound({
      get localStorage(): Storage {
        throw new Error("forbidden");
      },
    } as Window);
    expect(forbidden.readWish()).toBe(false);
    expect(() => forbidden.keepWish(true)).not.toThrow();
  });

  it("a touch anywhere counts but on the switch, which would be woken and switched off by one tap", () => {
    let touched = 0;
    const stop = browserSound(window).onTouch(() => {
      touched += 1;
    });
    const elsewhere = document.body.appendChild(document.createElement("p"));
    const onSwitch = document.body.appendChild(document.createElement("button"));
    onSwitch.setAttribute("data-sound-switch", "");
    onSwitch.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(touched).toBe(0);
    elsewhere.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(touched).toBe(1);
    stop();
    elsewhere.dispatchEvent(new Event("click", { bubbles: true }));
    expect(touched).toBe(1);
  });

  it("the button says the state in words and as pressed or not", async () => {
    const device = createDevice();
    const sound = device.open();
    const button = mount(SoundButton, { props: { sound } });
    expect(button.text()).toBe("Sound off – tap once");
    expect(button.attributes("aria-pressed")).toBe("false");
    await button.trigger("click");
    await settle();
    await nextTick();
    expect(button.text()).toBe("Sound on");
    expect(button.attributes("aria-pressed")).toBe("true");
    button.unmount();
  });
});
