import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { failureOf, unanswered } from "../api/request.ts";
import { addAppWords } from "../app-words.ts";
import FailureNote from "./FailureNote.vue";
import LoadedNote from "./LoadedNote.vue";

addAppWords();
const UNSURE = "Nothing is known to have been changed.";

describe("what went wrong", () => {
  it("leaves open whether a deed was done that nobody answered, and never says so of a mere question", () => {
    const failure = unanswered("unreached");
    expect(mount(FailureNote, { props: { failure } }).text()).toContain(UNSURE);
    const question = mount(LoadedNote, { props: { failure, isBusy: false, isEmpty: true } }).text();
    expect(question).toContain("Callboard cannot be reached");
    expect(question).not.toContain(UNSURE);
  });

  it("marks the server's own sentences as English, and none of ours", () => {
    const refusal = { detail: "Ask again.", complaints: [], status: 503 };
    const languages = (title: string) =>
      mount(FailureNote, { props: { failure: failureOf({ ...refusal, title }) } })
        .findAll("strong, p")
        .map((one) => one.attributes("lang"));
    expect(languages("Desk not open")).toEqual(["en", "en"]);
    expect(languages("")).toEqual([undefined, undefined]);
  });
});
