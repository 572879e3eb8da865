import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { defineComponent, h, nextTick, ref } from "vue";
import "../setup-words.ts";
import CodeField from "./CodeField.vue";

/** Typed key by key at the caret, as a browser does it, in a form that keeps the code. */
async function typing(begins: string, keys: string) {
  const code = ref(begins);
  const form = defineComponent(
    () => () =>
      h(CodeField, {
        begins,
        modelValue: code.value,
        "onUpdate:modelValue": (now: string) => {
          code.value = now;
        },
      }),
  );
  const page = mount(form, { attachTo: document.body });
  const input = page.get("input");
  for (const key of keys) {
    const { value, selectionStart } = input.element;
    const at = selectionStart ?? value.length;
    input.element.value = value.slice(0, at) + key + value.slice(at);
    input.element.setSelectionRange(at + 1, at + 1);
    await input.trigger("input");
    await nextTick();
  }
  const shown = input.element.value;
  page.unmount();
  return { code: code.value, shown };
}

describe("the field of a code", () => {
  it.each([
    ["", "k7mw4xq2", "K7MW-4XQ2", "K7MW-4XQ2"],
    ["", "k7mw-4xq2", "K7MW-4XQ2", "K7MW-4XQ2"],
    ["K7MW", "4xq2", "K7MW-4XQ2", "4XQ2"],
    ["K7MW", "rem6z", "K7MW-REM6", "REM6"],
    ["K7MW", "4x", "K7MW-4X", "4X"],
  ])("behind %j and with %j typed has %s, and shows %s", async (begins, keys, code, shown) => {
    expect(await typing(begins, keys)).toEqual({ code, shown });
  });
});
