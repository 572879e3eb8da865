/**
 * A request and its answer as plain data. The desk's REST port carries them; nothing in this package does I/O.
 * The headers of a request hold secrets in the clear: a request must never be logged.
 */
import type { EpochMs } from "@callboard/core";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** Path with query, beginning with `/`. */
  readonly path: string;
  /** Which of the two upstream origins it goes to (`hosts.ts`). */
  readonly origin: "login" | "api";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/**
 * What came back. `answered` is any HTTP status; a refusal's body that is not JSON arrives as `body: null`.
 * `notJson` is only for a 2xx whose body cannot be parsed, `tooLarge` for one beyond `BOUNDS.restBodyBytesMax`.
 */
export type HttpAnswer =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly retryAfterMs: number | null;
      /** The answer's `Date` header: the upstream's own clock, in whole seconds; absent where it sent none. */
      readonly dateMs?: EpochMs;
      readonly body: unknown;
    }
  | { readonly kind: "failed"; readonly why: "network" | "timeout" | "tooLarge" | "notJson" };

/** Every way in which a call can end without usable data; the same for all readers. */
export type HttpRefusal =
  | { readonly kind: "unauthorized" }
  | { readonly kind: "forbidden" }
  | { readonly kind: "rateLimited"; readonly retryAfterMs: number | null }
  | { readonly kind: "serverError"; readonly status: number }
  | { readonly kind: "invalid"; readonly detail: string }
  | { readonly kind: "unreachable"; readonly why: "network" | "timeout" | "tooLarge" | "notJson" };

/** The answer's body, or the named refusal that its status stands for. */
export function bodyOf(answer: HttpAnswer): { readonly kind: "body"; readonly body: unknown } | HttpRefusal {
  if (answer.kind === "failed") return { kind: "unreachable", why: answer.why };
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "body", body: answer.body };
  if (status === 401) return { kind: "unauthorized" };
  if (status === 403) return { kind: "forbidden" };
  if (status === 429) return { kind: "rateLimited", retryAfterMs: answer.retryAfterMs };
  if (status >= 500) return { kind: "serverError", status };
  return { kind: "invalid", detail: `status ${status}` };
}
