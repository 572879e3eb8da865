/** Screens of the same name: a television that was reset comes again, and its old screen would stay "not seen" for good. */
import type { ScreenView } from "@callboard/api/client";

/** As people read it: neither case nor how an accent is written makes another name. */
const plain = (name: string): string =>
  name.normalize("NFKC").replace(/\s+/g, " ").trim().toLocaleLowerCase();

/** The screen that has this name already; of several one that is not there, and of these the first. */
export function namesakeOf(name: string, screens: readonly ScreenView[]): ScreenView | null {
  const wanted = plain(name);
  if (wanted === "") return null;
  const same = screens.filter((screen) => plain(screen.name) === wanted);
  return same.find(({ isOnline }) => !isOnline) ?? same[0] ?? null;
}
