/** What one step of the connection check found, before it has a name and a time. */
import type { CheckStep } from "../contracts.ts";

export type Finding = Pick<CheckStep, "verdict" | "found" | "advice">;

export const good = (found: string): Finding => ({ verdict: "good", found, advice: null });
export const unsure = (found: string, advice: string | null = null): Finding => ({
  verdict: "unsure",
  found,
  advice,
});
export const bad = (found: string, advice: string): Finding => ({ verdict: "bad", found, advice });
export const skipped = (found: string): Finding => ({ verdict: "skipped", found, advice: null });

/** "0.4 s", "12 s". */
export const inSeconds = (ms: number): string =>
  ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`;

/** "1 person", "1,204 people". */
export const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
