/** The link's log in words: every word that the desk has for it is known here, and what repeats itself is one line. */
import { describe, expect, it } from "vitest";
import { speak } from "../../../words/words.ts";
import "../setup-words.ts";
import { linkLines, linkWords, reasonWords, whyWords } from "./link-words.ts";

/** As `packages/desk` writes them (`feed/feed.ts`, `upkeep.ts`). */
const EVENTS = [
  "start: dialing",
  "due: dialing",
  "opened: open",
  "proven: open",
  "silent: waiting",
  "silent: paused",
  "closed 1006: waiting",
  "closed 4000: paused",
];
const FAILURES = ["network", "timeout", "refused401", "refused403", "rateLimited", "server5xx", "other4xx"];
const MISCONFIGURED = [
  "scopesRefused",
  "usersReadMissing",
  "usersReadNotGranted",
  "usersForbidden",
  "agentsEmpty",
  "streamForbidden",
];
const ROUNDS = [
  "reconciliation: empty answer",
  "reconciliation: the token was refused",
  "reconciliation failed: status 503",
  "reconciliation failed: timeout",
];

describe("a note of the link's log", () => {
  it.each(["en", "de", "fr"] as const)("is a sentence in %s, whatever happened", (language) => {
    speak(language);
    const notes = [
      ...EVENTS,
      ...FAILURES.flatMap((why) => [`${why}: waiting`, `${why}: paused`, `sign-in failed: ${why}`]),
      ...MISCONFIGURED.map((why) => `sign-in: ${why}`),
      ...ROUNDS,
    ];
    for (const note of notes) {
      const words = linkWords(note);
      expect([note, words]).toEqual([note, expect.stringMatching(/^[A-ZÀ-Ý].*\.$/)]);
      expect(words).not.toMatch(/status\.|undefined|\{/);
    }
    speak("en");
  });

  it("says what came of it", () => {
    expect(linkWords("closed 1006: waiting")).toBe("CXone hung up (code 1006). It is tried again soon.");
    expect(linkWords("reconciliation failed: status 503")).toBe(
      "The comparison with CXone’s list failed: a fault at CXone (503).",
    );
  });

  it("that is of words not known here is left as it came, and no key of the words is read by it", () => {
    expect(linkWords("a new kind of note")).toBeNull();
    expect(linkWords("constructor")).toBeNull();
    expect(whyWords("status.log")).toBe("status.log");
    expect(reasonWords("__proto__")).toBe("__proto__");
    expect(reasonWords("garbled")).toBe("not readable");
  });
});

it("what is told one after the other in the same words is one line, with when it began", () => {
  const note = (at: number, what: string) => ({ at, what });
  const lines = linkLines([
    note(9, "network: waiting"),
    note(7, "network: waiting"),
    note(5, "opened: open"),
    note(3, "network: waiting"),
  ]);
  expect(lines).toEqual([
    { at: 9, since: 7, times: 2, what: "network: waiting" },
    { at: 5, since: 5, times: 1, what: "opened: open" },
    { at: 3, since: 3, times: 1, what: "network: waiting" },
  ]);
});
