/** Keys are told and turned in slices of tenants: here the slices are put together, each asked for once, and no more than are bounded. */
import type { AnswerOf } from "@callboard/api/client";
import type { Call } from "../api/call.ts";
import type { Answer } from "../api/request.ts";

export type Keys = AnswerOf<"keys">;
export type Rotated = AnswerOf<"rotateKeys">;

/** Far more than a deployment's tenants make. */
const SLICES_MOST = 200;

export const keysOf = (call: Call): Promise<Answer<Keys>> =>
  inSlices((after) => call("keys", { query: { after } }), sumOfKeys);

export const rotateAll = (call: Call): Promise<Answer<Rotated>> =>
  inSlices((after) => call("rotateKeys", { body: { after } }), sumOfRotated);

/** How the next key is made; `null` where it is not known whether there is one, as a second first key would lock what the first one sealed. */
export function newKeyCommand({ versions, unasked }: Pick<Keys, "versions" | "unasked">): string | null {
  if (versions.length === 0 && unasked.length > 0) return null;
  const present = versions.map(({ version }) => version).join(",");
  return `npm run keys -- new ${present === "" ? "--first" : present}`;
}

async function inSlices<Slice extends { readonly next: string | null }>(
  ask: (after: string) => Promise<Answer<Slice>>,
  add: (sum: Slice, slice: Slice) => Slice,
): Promise<Answer<Slice>> {
  let answer = await ask("");
  for (let slice = 1; slice < SLICES_MOST; slice += 1) {
    if (answer.kind === "failed" || answer.value.next === null) break;
    const before = answer.value;
    answer = await ask(before.next ?? "");
    if (answer.kind === "done") answer = { kind: "done", value: add(before, answer.value) };
  }
  return answer;
}

function sumOfKeys(sum: Keys, slice: Keys): Keys {
  const counted = new Map(sum.versions.map((one) => [one.version, one]));
  for (const one of slice.versions) {
    const known = counted.get(one.version);
    counted.set(one.version, known === undefined ? one : { ...known, secrets: known.secrets + one.secrets });
  }
  const versions = Array.from(counted.values()).sort((a, b) => b.version - a.version);
  const isCounted = sum.unneeded !== null && slice.unneeded !== null;
  const unneeded = versions.filter(({ isHere, isCurrent, secrets }) => isHere && !isCurrent && secrets === 0);
  return {
    ...slice,
    versions,
    unneeded: isCounted ? unneeded.map(({ version }) => version) : null,
    locked: sum.locked + slice.locked,
    inClear: sum.inClear + slice.inClear,
    unasked: [...sum.unasked, ...slice.unasked],
  };
}

function sumOfRotated(sum: Rotated, slice: Rotated): Rotated {
  return {
    ...slice,
    rewrapped: sum.rewrapped + slice.rewrapped,
    unchanged: sum.unchanged + slice.unchanged,
    refused: [...sum.refused, ...slice.refused],
    refusedCount: sum.refusedCount + slice.refusedCount,
    unasked: [...sum.unasked, ...slice.unasked],
  };
}
