/**
 * A television whose credential was taken away goes dark: nothing of the floor stays on the screen, in memory or on the
 * device, and it goes back to where it can be paired anew, since nobody has a keyboard for it. That page can be had, or the
 * wall's own sentence stays: a browser's error page would stay for ever.
 */
import { forgetKept } from "./forget-kept.ts";

/** Tells the pairing page why it was opened. */
export const DISCONNECTED = "#disconnected";
const PAIRING = "/tv";
const AGAIN_MS = 10_000;

export interface DarkPorts {
  /** Whether a page can be had at this moment. */
  answers(address: string): Promise<boolean>;
  after(ms: number, task: () => void): () => void;
  go(address: string): void;
  storage(): Storage;
}

/** @param forget empties everything that is held of the floor */
export function createDark(forget: () => void, ports: DarkPorts): () => void {
  let isDark = false;

  async function leave(): Promise<void> {
    if (await ports.answers(PAIRING)) ports.go(PAIRING + DISCONNECTED);
    else ports.after(AGAIN_MS, () => void leave());
  }

  return () => {
    if (isDark) return;
    isDark = true;
    forget();
    forgetKept(ports.storage);
    void leave();
  };
}
