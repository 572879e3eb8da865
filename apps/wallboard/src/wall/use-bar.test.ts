/** The bar of switches by a remote's keys: what chooses a switch never presses it. */
import { afterEach, describe, expect, it } from "vitest";
import { createApp, h } from "vue";
import { useBar } from "./use-bar.ts";

let unmount: () => void = () => undefined;
afterEach(() => unmount());

function mounted() {
  const turns: number[] = [];
  const root = document.createElement("div");
  document.body.append(root);
  const app = createApp({
    setup() {
      const isThere = useBar(window, { turn: (step) => turns.push(step) });
      return () =>
        isThere.value ? h("div", { class: "switches" }, [h("button", "one"), h("button", "two")]) : h("p");
    },
  });
  app.mount(root);
  unmount = () => {
    app.unmount();
    root.remove();
  };
  const press = (key: string) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
    return event;
  };
  return { turns, press };
}

describe("the bar of switches", () => {
  it("comes with the first key, which does nothing else", async () => {
    const { turns, press } = mounted();
    expect(press("ArrowRight").defaultPrevented).toBe(false);
    expect(turns).toEqual([]);
    press("ArrowRight");
    press("ArrowLeft");
    expect(turns).toEqual([1, -1]);
  });

  it("has its first switch chosen by a key that does not press it, and the next by an arrow", async () => {
    const { press } = mounted();
    press("Enter");
    await Promise.resolve();
    expect(press("Enter").defaultPrevented).toBe(true);
    expect(document.activeElement?.textContent).toBe("one");
    // From now on the key is the switch's own.
    expect(press("Enter").defaultPrevented).toBe(false);
    press("ArrowRight");
    expect(document.activeElement?.textContent).toBe("two");
  });
});
