/**
 * Who uses this device: the one who is signed in. Local development knows nobody: there it is asked once, the first time that
 * something is done, and kept here. A deed that was asked for without a name waits for it and then goes on.
 */
import { defineStore } from "pinia";
import { computed, shallowRef } from "vue";
import { useSessionStore } from "../session/session.ts";

const KEY = "callboard.person";
const CHARACTERS_MOST = 100;

export const usePersonStore = defineStore("person", () => {
  const session = useSessionStore();
  const entered = shallowRef(read());
  const name = computed(() =>
    session.saysWho ? entered.value : (session.view?.person.name ?? session.view?.person.email ?? ""),
  );
  const isAsked = shallowRef(false);
  let waiting: ((by: string) => void) | null = null;

  /** Runs `work` with the person's name, at once or as soon as it is known. */
  function withName(work: (by: string) => void): void {
    if (name.value !== "" || !session.saysWho) {
      work(name.value);
      return;
    }
    waiting = work;
    isAsked.value = true;
  }

  function ask(): void {
    isAsked.value = session.saysWho;
  }

  function keep(typed: string): void {
    const kept = typed.trim().slice(0, CHARACTERS_MOST);
    if (kept === "") return;
    entered.value = kept;
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
