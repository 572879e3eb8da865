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
  /** What is not known of a deed that nobody answered; told of deeds alone. */
  readonly unsure?: string;
  /** The server's own sentences are English, whatever the reader's language is. */
  readonly isServers?: boolean;
}

export type Answer<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface RequestPorts {
  fetch(path: string, init: RequestInit): Promise<Response>;
  after(ms: number, task: () => void): () => void;
  /** Whether people say themselves who they are. Where they are signed in, no name is ever sent: the sign-in is who they are. */
  saysWho?(): boolean;
  /** The sign-in is missing or over. */
  onSignedOut?(): void;
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";
export type Ask = <Value>(method: Method, path: string, body?: object) => Promise<Answer<Value>>;

/** A backtest of a day takes its time; a path that is gone must not leave a button spinning for ever. */
export const PATIENCE_MS = 60_000;
const COMPLAINTS_MOST = 50;
export const NOT_SIGNED_IN = 401;

export function createAsk(ports: RequestPorts): Ask {
  const saysWho = ports.saysWho ?? (() => true);
  return async <Value>(method: Method, path: string, body?: object): Promise<Answer<Value>> => {
    const abort = new AbortController();
    const cancel = ports.after(PATIENCE_MS, () => abort.abort());
    try {
      const sent = body === undefined || saysWho() ? body : withoutName(body);
      const response = await ports.fetch(saysWho() ? path : pathWithoutName(path), {
        method,
        cache: "no-store",
        signal: abort.signal,
        ...(method === "GET" ? {} : { headers: { "content-type": "application/json" } }),
        ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
      });
      if (response.status === NOT_SIGNED_IN) ports.onSignedOut?.();
      const value: unknown = JSON.parse(await response.text());
      return response.ok
        ? { kind: "done", value: value as Value }
        : failed(problemIn(value, response.status));
    } catch (error) {
      return failed(unanswered(error instanceof SyntaxError ? "unreadable" : "unreached"));
    } finally {
      cancel();
    }
  };
}

const failed = <Value>(failure: Failure): Answer<Value> => ({ kind: "failed", failure });

/** Nothing that could be understood was answered. */
export function unanswered(word: "unreached" | "unreadable"): Failure {
  const failure = {
    title: t(`app.failures.${word}`),
    detail: t(`app.failures.${word}Detail`),
    complaints: [],
  };
  return word === "unreached" ? { ...failure, unsure: t("app.failures.unreachedUnsure") } : failure;
}

function withoutName(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== "by"));
}

function pathWithoutName(path: string): string {
  const [place = "", query = ""] = path.split("?");
  const fields = new URLSearchParams(query);
  if (!fields.has("by")) return path;
  fields.delete("by");
  const rest = fields.toString();
  return rest === "" ? place : `${place}?${rest}`;
}

/** A problem document (RFC 9457), read with care: it may come from whatever stands between us and the Worker. */
function problemIn(value: unknown, status: number): Failure {
  const fields: Readonly<Record<string, unknown>> =
    typeof value === "object" && value !== null ? { ...value } : {};
  const { title, detail, complaints, needs } = fields;
  return failureOf({
    status,
    title: typeof title === "string" ? title : "",
    detail: typeof detail === "string" ? detail : "",
    complaints: Array.isArray(complaints)
      ? complaints.filter((complaint) => typeof complaint === "string").slice(0, COMPLAINTS_MOST)
      : [],
    ...(typeof needs === "string" ? { needs } : {}),
  });
}

interface Refusal extends Failure {
  readonly status: number;
  readonly needs?: string;
}

const ROLES_NEEDED: ReadonlySet<string> = new Set(["display", "supervisor", "administrator", "owner"]);

/** A refusal as it is told: who may is said in the reader's language, all else in the server's own sentences. */
export function failureOf({ title, detail, complaints, status, needs = "" }: Refusal): Failure {
  if (ROLES_NEEDED.has(needs))
    return { title: t("app.failures.notAllowed"), detail: t(`app.needs.${needs}`), complaints: [], status };
  if (title === "") return { title: t("app.failures.refused", { status }), detail, complaints, status };
  return { title, detail, complaints, status, isServers: true };
}
