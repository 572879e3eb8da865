/**
 * One thing of the server's while a person edits it: fetched, changed with undo and redo, saved under its revision. What was
 * typed is lost by nothing but the person's own word: neither by a failure, nor by somebody who saved before.
 */
import { watchDebounced } from "@vueuse/core";
import { type ComputedRef, computed, type Ref, ref, shallowRef } from "vue";
import type { Answer, Failure } from "../../api/request.ts";
import { type Deed, useDeed } from "../../use/deed.ts";
import { type Loaded, useLoaded } from "../../use/loaded.ts";
import { usePersonStore } from "../../use/person.ts";
import type { Versioned } from "../api/setup-api.ts";
import { copyOf, type Editable } from "./editable.ts";
import { historyFrom } from "./history.ts";
import { type Mistake, mistakesIn } from "./mistakes.ts";

export interface DraftPorts<Value> {
  load(): Promise<Answer<Versioned<Value>>>;
  save(change: { by: string; revision: number; value: Value }): Promise<Answer<Versioned<Value>>>;
  /** Mistakes that can be told without asking anybody. */
  check?(value: Editable<Value>): readonly Mistake[];
}

export interface Draft<Value> {
  readonly loaded: Loaded<Versioned<Value>>;
  /** What is being edited; `null` until it was fetched. */
  readonly value: Ref<Editable<Value> | null>;
  readonly isDirty: ComputedRef<boolean>;
  readonly canUndo: ComputedRef<boolean>;
  readonly canRedo: ComputedRef<boolean>;
  readonly deed: Deed;
  /** What somebody else has saved meanwhile; `null` where nobody has. */
  readonly theirs: Ref<Versioned<Value> | null>;
  readonly mistakes: ComputedRef<readonly Mistake[]>;
  load(): Promise<void>;
  undo(): void;
  redo(): void;
  /** Back to what the server holds. */
  discard(): void;
  /** Saves, over what somebody else has saved where `over` is given. */
  save(over?: { readonly revision: number }): void;
  takeTheirs(): void;
  /** What an import or another door of the server's has made of it. */
  accept(view: Versioned<Value>): void;
}

const STEP_AFTER_MS = 350;
const CONFLICT = 409;

export function useDraft<Value>(
  ports: DraftPorts<Value>,
  onSaved?: (view: Versioned<Value>) => void,
): Draft<Value> {
  const person = usePersonStore();
  const deed = useDeed();
  const loaded = useLoaded(ports.load);
  const value = ref(null) as Ref<Editable<Value> | null>;
  const theirs = shallowRef<Versioned<Value> | null>(null);
  const base = shallowRef("");
  const history = shallowRef(historyFrom(""));
  /** Mistakes are told once saving was tried: nobody is scolded while they are still typing the first time. */
  const isTried = shallowRef(false);
  const text = () => JSON.stringify(value.value);
  const isDirty = computed(() => value.value !== null && text() !== base.value);
  const local = computed(() => (value.value === null ? [] : (ports.check?.(value.value) ?? [])));
  const failure = computed<Failure | null>(() =>
    deed.state.value.kind === "failed" ? deed.state.value.failure : null,
  );
  const mistakes = computed(() => (isTried.value ? [...local.value, ...mistakesIn(failure.value)] : []));

  function accept(view: Versioned<Value>): void {
    loaded.set(view);
    value.value = copyOf(view.value);
    base.value = text();
    history.value = historyFrom(base.value);
    theirs.value = null;
    isTried.value = false;
  }

  function note(): void {
    if (value.value !== null) history.value = history.value.note(text());
  }
  watchDebounced(value, note, { deep: true, debounce: STEP_AFTER_MS });

  function step(way: "undo" | "redo"): void {
    note();
    const moved = history.value[way]();
    history.value = moved.history;
    if (moved.text !== "") value.value = JSON.parse(moved.text) as Editable<Value>;
  }

  async function send(by: string, revision: number): Promise<void> {
    const sent = text();
    const saved = await deed.run(() => ports.save({ by, revision, value: JSON.parse(sent) as Value }));
    if (saved !== null) {
      const isTypedOn = text() !== sent;
      const typed = value.value;
      accept(saved);
      if (isTypedOn) value.value = typed;
      onSaved?.(saved);
    } else if (failure.value?.status === CONFLICT) {
      const newest = await ports.load();
      if (newest.kind === "done") theirs.value = newest.value;
    }
  }

  return {
    loaded,
    value,
    isDirty,
    canUndo: computed(() => history.value.canUndo || (isDirty.value && !history.value.canRedo)),
    canRedo: computed(() => history.value.canRedo),
    deed,
    theirs,
    mistakes,
    accept,
    async load() {
      await loaded.load();
      if (loaded.value.value !== null && !isDirty.value) accept(loaded.value.value);
    },
    undo: () => step("undo"),
    redo: () => step("redo"),
    discard() {
      deed.forget();
      isTried.value = false;
      if (base.value !== "") value.value = JSON.parse(base.value) as Editable<Value>;
      note();
    },
    save(over) {
      isTried.value = true;
      deed.forget();
      if (local.value.length > 0) return;
      person.withName((by) => void send(by, over?.revision ?? loaded.value.value?.revision ?? 0));
    },
    takeTheirs() {
      if (theirs.value !== null) accept(theirs.value);
      deed.forget();
    },
  };
}
