/** Evidence in the floor's own words, and what has none as it is. */
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { speak } from "../../words/words.ts";
import type { ComparedValue } from "../api/shapes.ts";
import { addAppWords } from "../app-words.ts";
import { comparisonText, eventText } from "./evidence-words.ts";

const telling = { when: String, queueName: () => null };
const state = (value: string | null, against: ComparedValue["against"]): ComparedValue => ({
  ...({ field: "state", test: "is", unit: "count", verdict: "true" } as const),
  ...{ value, against },
});

beforeAll(addAppWords);
afterEach(() => speak("en"));

describe("evidence", () => {
  it("names states as the floor does, in every language", () => {
    expect(comparisonText(state("NOT_READY", "NOT_READY"))).toBe("State Not ready is Not ready");
    expect(comparisonText({ ...state("CALL", ["CALL", "READY"]), test: "oneOf" })).toContain(
      "On contact, Ready",
    );
    speak("de");
    expect(comparisonText(state("NOT_READY", "NOT_READY"))).not.toMatch(/NOT_READY|Not ready/);
  });

  it("tells moves in words, and why somebody could not be given a contact", () => {
    const moved = { at: 1, what: "state", details: { from: "READY", to: "NOT_READY", rawState: "LUNCH" } };
    expect(eventText(moved, telling)).toBe("Ready → Not ready, CXone says LUNCH");
    const judged = {
      at: 1,
      what: "routability",
      details: { from: "routable", to: "notRoutable", reason: "noSkill" },
    };
    expect(eventText(judged, telling)).toBe("routable → not routable, no skill");
  });

  it("leaves what a site or a newer server named itself as it is", () => {
    expect(comparisonText({ ...state("READY", "READY"), field: "statusCode" })).toContain("READY");
    for (const odd of ["constructor", "__proto__", "NEW_STATE", "<img>"])
      expect(comparisonText(state(odd, odd))).toContain(odd);
  });

  it.each(["de", "fr"] as const)("names in %s what is told of a moment by name", (language) => {
    speak(language);
    const details = { code: "LUNCH", since: 1, until: 2, waiting: 3, availableAgents: 4 };
    const told = eventText({ at: 1, what: "state", details }, telling);
    expect(told).not.toMatch(/since|until|waiting|availableAgents/);
    expect(told).toContain("LUNCH");
  });
});
