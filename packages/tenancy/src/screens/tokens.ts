/**
 * Which of a paired television's tokens are good: each is another one than the last, so that a copy of its cookie ends with the next.
 * The one that is given out next is good from when it is shown, and only then does the one before end, a moment later: an answer
 * that was lost must never lock a television out. Pure; hashes alone.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";

export interface Tokens {
  readonly now: string;
  /** Given out, and not shown yet. */
  readonly next: { readonly token: string; readonly at: EpochMs } | null;
  /** The one before, for requests that are on their way. */
  readonly former: { readonly token: string; readonly until: EpochMs } | null;
}

export type Shown = "now" | "next" | "former" | "none";

export function shownAs({ now, next, former }: Tokens, token: string, at: EpochMs): Shown {
  if (token === now) return "now";
  if (token === next?.token) return "next";
  if (token !== former?.token) return "none";
  const restMs = former.until - at;
  // A clock that was set back must not make it last.
  return restMs > 0 && restMs <= BOUNDS.screenFormerKeepMs ? "former" : "none";
}

/** The television has shown its next one. */
export const promoted = (tokens: Tokens, token: string, at: EpochMs): Tokens => ({
  now: token,
  next: null,
  former: { token: tokens.now, until: at + BOUNDS.screenFormerKeepMs },
});

/**
 * Whether the television may be given another one: not who shows the former, which may be a copy, and not twice within a moment, in
 * which answers may overtake one another.
 */
export function mayRenew(tokens: Tokens, token: string, at: EpochMs): boolean {
  const { now, next } = tokens;
  return token === now && (next === null || Math.abs(at - next.at) >= BOUNDS.screenRenewAgainMs);
}
