/** What may be sent: it comes from our own pages or from no page at all, it is JSON, and it is small and shallow. */
import type { OperationId } from "@callboard/api";
import { BOUNDS } from "@callboard/core";
import type { Problem } from "../problem.ts";
import { readBody } from "../upstream/read-body.ts";
import type { ApiOperation } from "./operations.ts";
import { isForeign } from "./origin.ts";

/** A request's body: the fields of one JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

export type BodyReading =
  | { readonly kind: "fields"; readonly fields: Fields }
  | { readonly kind: "refused"; readonly problem: Problem };

/** Settings are put whole: a floor's aliases and shifts, or a CSV of them, are larger than anything else that is sent. */
const LARGE: ReadonlySet<OperationId> = new Set<OperationId>([
  ...(["putSetup", "checkSetup", "importSetup"] as const),
  ...(["putSetupPart", "checkSetupPart", "removeSetupPart"] as const),
]);

export function bodyBytesMax(id: OperationId): number {
  // All documents at once.
  if (id === "restore") return BOUNDS.backupBytesMax;
  return LARGE.has(id) ? BOUNDS.setupBodyBytesMax : BOUNDS.apiBodyBytesMax;
}

const refused = (problem: Problem): BodyReading => ({ kind: "refused", problem });

/** Reads the body of what changes something, or says why it is not taken. */
export async function readFields(request: Request, operation: ApiOperation): Promise<BodyReading> {
  if (isForeign(request)) return refused(FOREIGN);
  const isJson = /^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "");
  // A DELETE asks the browser's leave by itself; a POST of a form would not.
  if (!isJson && operation.method !== "DELETE") return refused(NOT_JSON);
  const bytesMax = bodyBytesMax(operation.id);
  const read = await readBody(request, bytesMax);
  if (read.kind === "tooLarge") return refused(tooLarge(bytesMax));
  const fields = fieldsOf(read.text);
  if (fields === null) return refused(NOT_AN_OBJECT);
  return isDeeperThan(BOUNDS.apiBodyDepthMax, fields) ? refused(TOO_DEEP) : { kind: "fields", fields };
}

/** No body is an empty object. `null` where it is something else than an object. */
function fieldsOf(text: string): Fields | null {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether lists and objects stand within one another further than `levels`; never looks further down than that itself. */
function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part));
}

const FOREIGN: Problem = {
  status: 403,
  title: "Foreign origin",
  detail: "Changes are taken from this server's own pages, and from programs; not from another site's page.",
};
const NOT_JSON: Problem = {
  status: 415,
  title: "Unsupported media type",
  detail: 'Send JSON, with the header "content-type: application/json".',
};
const tooLarge = (bytesMax: number): Problem => ({
  status: 413,
  title: "Too large",
  detail: `A body may have ${bytesMax / 1_024} kB at most.`,
});
const NOT_AN_OBJECT: Problem = {
  status: 400,
  title: "Bad request",
  detail: 'The body is not a JSON object such as {"by": "Maria"}.',
};
const TOO_DEEP: Problem = {
  status: 400,
  title: "Too deep",
  detail: `Lists and objects of a body may stand ${BOUNDS.apiBodyDepthMax} levels within one another at most.`,
};
