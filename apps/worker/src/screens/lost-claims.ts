/**
 * Who claims pairings that are nobody's, or not theirs, too often: they wait before the pairing desk is asked at all, since it is one object
 * for everybody. Counted in an isolate's memory alone, so it holds back a loop and no more; what cannot be guessed is the secret itself.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";

const WINDOW_MS = 60_000;

interface Lost {
  readonly until: EpochMs;
  readonly count: number;
}

export class LostClaims {
  /** The oldest window first. */
  readonly #lost = new Map<string, Lost>();

  /** Until when this site has to wait, whatever it shows; `null` where it need not. */
  waitUntil(site: string, now: EpochMs): EpochMs | null {
    const lost = this.#lost.get(site);
    const holds = lost !== undefined && isOpen(lost, now);
    return holds && lost.count >= BOUNDS.pairingLostClaimsPerMinute ? lost.until : null;
  }

  /** Sites beyond all bounds push out the one that was counted first. */
  count(site: string, now: EpochMs): void {
    const lost = this.#lost.get(site);
    if (lost !== undefined && isOpen(lost, now)) {
      this.#lost.set(site, { ...lost, count: lost.count + 1 });
      return;
    }
    this.#lost.delete(site);
    const [oldest] = this.#lost.keys();
    if (oldest !== undefined && this.#lost.size >= BOUNDS.pairingLostClaimSitesMax) this.#lost.delete(oldest);
    this.#lost.set(site, { until: now + WINDOW_MS, count: 1 });
  }
}

/** A clock that was set back lets nobody wait for longer than a window. */
const isOpen = ({ until }: Lost, now: EpochMs): boolean => until > now && until <= now + WINDOW_MS;
