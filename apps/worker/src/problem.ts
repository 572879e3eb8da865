/** Errors as RFC 9457 problem documents: what is wrong, and what to do. Never a stack, never an upstream's own words. */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

export interface Problem {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly detail: string;
  /** Where more than one thing is wrong: a sentence for each. */
  readonly complaints?: readonly string[];
  /** Who may, where whoever asked may not: a role of `ROLES`, or "owner". */
  readonly needs?: string;
}

/** Answers with a problem document. `instance` is the path, so that a report names where it happened. */
export function problem(c: Context, { status, title, detail, complaints = [], needs }: Problem): Response {
  const more = {
    ...(complaints.length === 0 ? {} : { complaints }),
    ...(needs === undefined ? {} : { needs }),
  };
  const body = { type: "about:blank", title, status, detail, instance: c.req.path, ...more };
  return c.body(JSON.stringify(body), status, { "content-type": "application/problem+json" });
}
