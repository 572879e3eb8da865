/** What the pairing page shows: a code that is read across a room, its square, what to do. It writes only what has changed. */
import type { Shown } from "./pairing.ts";
import { squareOf } from "./square.ts";
import type { TvWords } from "./words.ts";

export interface View {
  show(what: Shown): void;
  /** To be called each second: the time that a code has left. */
  tick(): void;
}

/** @param wasConnected it has just been disconnected: so the first code is headed */
export function createView(
  page: Document,
  words: TvWords,
  { now, wasConnected }: { readonly now: () => number; readonly wasConnected: boolean },
): View {
  const root = page.getElementById("tv");
  const code = page.getElementById("code");
  const say = page.getElementById("say");
  const title = page.querySelector("h1");
  const steps = Array.from(page.querySelectorAll("li"));
  let shown: Shown = { kind: "starting" };
  let drawn = "";
  let heading = wasConnected ? words.disconnected : words.title;

  function write(place: Element | null | undefined, text: string): void {
    if (place && place.textContent !== text) place.textContent = text;
  }

  function show(what: Shown): void {
    shown = what;
    if (root) root.className = what.kind;
    if (what.kind === "code") showCode(what);
    write(title, heading);
    tick();
  }

  function showCode({ code: text, address }: Extract<Shown, { kind: "code" }>): void {
    if (text === drawn) return;
    if (drawn !== "") heading = words.title;
    drawn = text;
    const letters = Array.from(text, (letter) => {
      const cell = page.createElement("span");
      cell.textContent = letter;
      if (letter === "-") cell.className = "between";
      return cell;
    });
    if (code) {
      code.textContent = "";
      code.setAttribute("aria-label", Array.from(text).join(" "));
      for (const letter of letters) code.appendChild(letter);
    }
    const place = address.replace(/^https?:\/\//, "").replace(/[?#].*$/, "");
    write(steps[0], words.steps.open.replace("{address}", place));
    write(steps[1], words.steps.enter);
    write(steps[2], words.steps.choose);
    drawSquare(address);
  }

  function drawSquare(address: string): void {
    const square = page.getElementById("square");
    const dark = page.querySelector("#square path");
    if (square === null || dark === null) return;
    square.setAttribute("class", address === "" ? "gone" : "");
    if (address === "") return;
    const { modules, path } = squareOf(address);
    square.setAttribute("viewBox", `0 0 ${modules} ${modules}`);
    dark.setAttribute("d", path);
  }

  function tick(): void {
    if (shown.kind !== "code") {
      write(say, words[shown.kind]);
      return;
    }
    if (shown.trouble !== null) {
      write(say, words[shown.trouble]);
      return;
    }
    const seconds = Math.max(0, Math.ceil((shown.endsAt - now()) / 1_000));
    const rest = `${seconds % 60}`;
    write(
      say,
      words.left.replace("{time}", `${Math.floor(seconds / 60)}:${rest.length < 2 ? `0${rest}` : rest}`),
    );
  }

  return { show, tick };
}
