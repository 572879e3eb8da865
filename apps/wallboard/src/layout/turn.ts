/** How long one page of tiles stays before the next: a page of names is read in about that time. */
export const TURN_MS = 12_000;
