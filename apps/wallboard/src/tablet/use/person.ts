/**
 * Who uses this device, until there is a sign-in: asked once, the first time that something is done, and kept here. A
 * deed that was asked for without a name waits for it and then goes on.
 */
import { defineStore } from "pinia";
import { shallowRef } from "vue";

const KEY = "callboard.person";
const CHARACTERS_MOST = 100;

export const usePersonStore = defineStore("person", () => {
  const name = shallowRef(read());
  const isAsked = shallowRef(false);
  let waiting: ((by: string) => void) | null = null;

  /** Runs `work` with the person's name, at once or as soon as it is known. */
  function withName(work: (by: string) => void): void {
    if (name.value !== "") {
      work(name.value);
      return;
    }
    waiting = work;
    isAsked.value = true;
  }

  function ask(): void {
    isAsked.value = true;
  }

  function keep(entered: string): void {
    const kept = entered.trim().slice(0, CHARACTERS_MOST);
    if (kept === "") return;
    name.value = kept;
    isAsked.value = false;
    write(kept);
    const work = waiting;
    waiting = null;
    work?.(kept);
  }

  function cancel(): void {
    isAsked.value = false;
    waiting = null;
  }

  return { name, isAsked, withName, ask, keep, cancel };
});

/** Storage may be switched off; then the name lasts as long as the page. */
function read(): string {
  try {
    return (localStorage.getItem(KEY) ?? "").slice(0, CHARACTERS_MOST);
  } catch {
    return "";
  }
}

function write(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // It is asked again the next time.
  }
}
