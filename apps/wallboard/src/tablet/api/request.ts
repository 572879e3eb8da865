/**
 * One question to the Worker and its answer. Whatever goes wrong comes back as sentences for the person who asked; nothing
 * is thrown, and an answer that is no JSON is a failure and not an empty page.
 */
import { t } from "../../words/words.ts";

export interface Failure {
  readonly title: string;
  readonly detail: string;
  /** One sentence for every mistake that the server found. */
  readonly complaints: readonly string[];
  /** What HTTP calls it; absent where nothing was answered. 409: somebody else was faster. */
  readonly status?: number;
}

export type Answer<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface RequestPorts {
  fetch(path: string, init: RequestInit): Promise<Response>;
  after(ms: number, task: () => void): () => void;
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";
export type Ask = <Value>(method: Method, path: string, body?: object) => Promise<Answer<Value>>;

/** A backtest of a day takes its time; a path that is gone must not leave a button spinning for ever. */
const PATIENCE_MS = 60_000;
const COMPLAINTS_MOST = 50;

export function createAsk(ports: RequestPorts): Ask {
  return async <Value>(method: Method, path: string, body?: object): Promise<Answer<Value>> => {
    const abort = new AbortController();
    const cancel = ports.after(PATIENCE_MS, () => abort.abort());
    try {
      const response = await ports.fetch(path, {
        method,
        cache: "no-store",
        signal: abort.signal,
        ...(method === "GET" ? {} : { headers: { "content-type": "application/json" } }),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const value: unknown = JSON.parse(await response.text());
      return response.ok
        ? { kind: "done", value: value as Value }
        : failed(failureOf(value, response.status));
    } catch (error) {
      const word = error instanceof SyntaxError ? "unreadable" : "unreached";
      const words = { title: t(`app.failures.${word}`), detail: t(`app.failures.${word}Detail`) };
      return failed({ ...words, complaints: [] });
    } finally {
      cancel();
    }
  };
}

const failed = <Value>(failure: Failure): Answer<Value> => ({ kind: "failed", failure });

/** A problem document (RFC 9457), read with care: it may come from whatever stands between us and the Worker. */
function failureOf(value: unknown, status: number): Failure {
  const fields: Readonly<Record<string, unknown>> =
    typeof value === "object" && value !== null ? { ...value } : {};
  const { title, detail, complaints } = fields;
  return {
    title: typeof title === "string" ? title : t("app.failures.refused", { status }),
    detail: typeof detail === "string" ? detail : "",
    status,
    complaints: Array.isArray(complaints)
      ? complaints.filter((complaint) => typeof complaint === "string").slice(0, COMPLAINTS_MOST)
      : [],
  };
}
