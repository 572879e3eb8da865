/** What televisions, and who pairs them, are told where they have to wait. */
import { type Problem, problem } from "../problem.ts";
import type { ApiContext } from "./writes.ts";

/** With when to try again, as a header for programs and as a sentence for people. */
export function busy(c: ApiContext, retryAt: number, { detail, ...what }: Problem): Response {
  const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1_000));
  c.header("retry-after", String(seconds));
  const when = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return problem(c, { ...what, detail: `${detail} Try again in ${when}.` });
}

export const TOO_MANY_CODES_HERE: Problem = {
  status: 429,
  title: "Too many codes",
  detail: "Televisions at this address show as many codes as they may at once.",
};
export const TOO_MANY_CODES: Problem = {
  status: 429,
  title: "Too many codes",
  detail: "As many televisions as may are waiting to be paired.",
};
export const TOO_MANY_CLAIMS: Problem = {
  status: 429,
  title: "Too many claims",
  detail: "Too many codes were claimed at this address that had ended, or were never given.",
};
export const NOT_SECURE: Problem = {
  status: 400,
  title: "Not over plain http",
  detail: "A television keeps its credential over https alone. Open /tv at the https:// address.",
};
export const NO_SECRET: Problem = {
  status: 400,
  title: "Bad request",
  detail: 'Send the secret that came with the code: {"secret": "…"}.',
};
/** The log has which one. */
export const NO_SCREEN_KEY: Problem = {
  status: 503,
  title: "Screens cannot be paired",
  detail:
    "This deployment has no key for screens' credentials. Whoever runs it has to set CALLBOARD_SCREEN_KEY; /api/health says what is wrong with it.",
};
