/** Every word of the alerts page that is not also on the wall. Figures and names are put in by functions. */
import type { FreshnessWord } from "@callboard/protocol";
import { en } from "../../messages/en.ts";

export const tabletWords = {
  title: "Alerts",
  toWall: "Wall",
  tabs: {
    firing: "Firing",
    history: "History",
    silences: "Silences",
    rules: "Rules",
    sinks: "Sinks",
  },

  line: {
    lost: (age: string | null) =>
      `No connection to Callboard${age === null ? "" : ` for ${age}`}. What is below is from then; it is tried again by itself.`,
    old: (word: FreshnessWord, age: string | null) =>
      `${en.freshness[word]}: ${age === null ? "no news from CXone yet" : `last news from CXone ${age} ago`}. Times stand still until the floor is seen again.`,
    waiting: "Waiting for the first board.",
  },

  failures: {
    unreached: {
      title: "Callboard cannot be reached",
      detail: "Nothing is known to have been changed. Check this device’s network and try again.",
    },
    unreadable: {
      title: "The answer could not be read",
      detail: "Something between this device and Callboard answered instead. Try again in a moment.",
    },
    refused: (status: number) => `Callboard refused this (${status})`,
    notJson: (why: string) => ({ title: "This is no JSON", detail: why }),
    notObject: { title: "This is no JSON object", detail: "It begins with { and ends with }." },
    noId: {
      title: "There is no id",
      detail: "Give it an id: lower-case letters, digits and underscores or hyphens.",
    },
    kept: "Nothing that you have typed is lost.",
  },

  person: {
    ask: "Who are you?",
    why: "Your name stands beside what you do here, on every wall. It is kept on this device.",
    label: "Your name",
    keep: "Keep",
    change: "Change",
    you: (name: string) => `You are ${name}`,
    nobody: "Say who you are",
  },

  busy: "Being done …",
  loading: "Being fetched …",
  again: "Try again",
  close: "Close",
  cancel: "Cancel",
  more: "Show more",
  save: "Save",
  saved: "Saved.",
  remove: "Remove",
  sureRemove: "Really remove",
  edit: "Edit",
  on: "On",
  off: "Off",
  turnOn: "Turn on",
  turnOff: "Turn off",
  notKnown: "not known",
  by: (by: string, at: string) => `${by}, ${at}`,
} as const;
