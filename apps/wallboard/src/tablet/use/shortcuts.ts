/**
 * Keys for those who have some: `g a` goes to the alerts. A sequence is two keys within a second and a half. While
 * somebody types, or a dialog is open, no key means anything.
 */
import { onScopeDispose, type ShallowRef, shallowReactive, shallowRef } from "vue";

export interface Shortcut {
  /** One key, or two with a space between, as `KeyboardEvent.key` names them: `?`, `g a`, `j`. */
  readonly keys: string;
  /** A key of the words. */
  readonly says: string;
  run(): void;
}

const SEQUENCE_MS = 1_500;
/** Those of the shell and of the page that is shown. */
const active = shallowReactive(new Set<readonly Shortcut[]>());
export const isHelpOpen: ShallowRef<boolean> = shallowRef(false);

/** Offers these while the calling component stands. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  active.add(shortcuts);
  onScopeDispose(() => active.delete(shortcuts));
}

export const allShortcuts = (): readonly Shortcut[] => Array.from(active).flat();

/** Listens; the answer stops it. */
export function listenForShortcuts(view: Window): () => void {
  let first: { readonly key: string; readonly at: number } | null = null;
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || view.document.querySelector('[role="dialog"], [role="menu"]') !== null)
      return;
    const begun = first !== null && event.timeStamp - first.at < SEQUENCE_MS ? first.key : null;
    const match = find(begun === null ? event.key : `${begun} ${event.key}`) ?? find(event.key);
    first = match === null ? { key: event.key, at: event.timeStamp } : null;
    if (match === null) return;
    event.preventDefault();
    match.run();
  };
  view.addEventListener("keydown", onKey);
  return () => view.removeEventListener("keydown", onKey);
}

/** What came last is nearest to what is looked at. */
function find(keys: string): Shortcut | null {
  return (
    allShortcuts()
      .slice()
      .reverse()
      .find((shortcut) => shortcut.keys === keys) ?? null
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}
