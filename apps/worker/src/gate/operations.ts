/**
 * Which operation of the catalogue a request is. Both sides read an address in the same way, since the catalogue is kept in a
 * router of the framework that serves the routes. What is not in the catalogue is nothing, whatever routes there may be.
 */
import { OPERATIONS, type Operation, type OperationId } from "@callboard/api";
import { TrieRouter } from "hono/router/trie-router";

export type ApiOperation = Operation & { readonly id: OperationId };

export type Found =
  | { readonly kind: "found"; readonly operation: ApiOperation; readonly tenant: string | null }
  | { readonly kind: "unknown" }
  /** The address is there, for other methods. */
  | { readonly kind: "otherMethod"; readonly allowed: readonly string[] };

/** As the framework writes the address of an operation. */
export const patternOf = ({ path }: Pick<Operation, "path">): string =>
  `/api${path.replace(/\{(\w+)\}/g, ":$1")}`;

/** Fixed words before parameters, from left to right: `rules/check` is nobody's rule. */
function bySpecificity(one: Operation, other: Operation): number {
  const [a, b] = [one, other].map(({ path }) => path.replace(/\{\w+\}/g, "￿"));
  return a === b ? 0 : (a ?? "") < (b ?? "") ? -1 : 1;
}

const METHODS = ["GET", "POST", "PUT", "DELETE"] as const;

function routerOf(operations: readonly ApiOperation[]): TrieRouter<ApiOperation> {
  const router = new TrieRouter<ApiOperation>();
  for (const one of operations.toSorted(bySpecificity)) router.add(one.method, patternOf(one), one);
  return router;
}

const router = routerOf(OPERATIONS);

/** `path` as the framework has read it. A HEAD is the GET without its answer's body. */
export function operationAt(method: string, path: string): Found {
  const asked = method === "HEAD" ? "GET" : method;
  const found = matchOf(asked, path);
  if (found !== null) return { kind: "found", ...found };
  const allowed = METHODS.filter((other) => matchOf(other, path) !== null);
  return allowed.length === 0 ? { kind: "unknown" } : { kind: "otherMethod", allowed };
}

function matchOf(method: string, path: string): Omit<Extract<Found, { kind: "found" }>, "kind"> | null {
  const [[first]] = router.match(method, path) as [[ApiOperation, Record<string, string>][]];
  if (first === undefined) return null;
  const [operation, params] = first;
  return { operation, tenant: params.tenant ?? null };
}
