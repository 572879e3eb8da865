/** The sign in the header: there where alerts are to sound, and never a mere silence. */
import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { shallowRef } from "vue";
import { addSoundWords } from "../words/sound-words.ts";
import SoundSign from "./SoundSign.vue";
import type { SoundState } from "./sound.ts";
import { SOUND } from "./sound-key.ts";

addSoundWords();

function signFor(state: SoundState, isAsked: boolean, hasRoom = true) {
  const sound = {
    state: shallowRef(state),
    toggle: () => undefined,
    listen: () => undefined,
    stop: () => undefined,
  };
  const provide = { [SOUND as symbol]: { sound, isAsked: () => isAsked } };
  return mount(SoundSign, { props: { hasRoom }, global: { provide } });
}

describe("the sign of the sound", () => {
  it.each([
    ["on", "Sound on", ""],
    ["off", "Sound off – tap once", ""],
    ["blocked", "Sound blocked – tap once", "Sound blocked – tap once"],
    ["missing", "No sound on this device", ""],
  ] as const)("%s is named “%s”, and written where somebody would not be called", (state, name, written) => {
    const sign = signFor(state, true);
    expect(sign.find(".sound").attributes("aria-label")).toBe(name);
    expect(sign.text()).toBe(written);
    expect(signFor(state, true, false).text()).toBe("");
  });

  it("is not there where nothing is to sound, or nobody gave it a sound", () => {
    expect(signFor("blocked", false).find(".sound").exists()).toBe(false);
    expect(
      mount(SoundSign, { props: { hasRoom: true } })
        .find(".sound")
        .exists(),
    ).toBe(false);
  });
});
