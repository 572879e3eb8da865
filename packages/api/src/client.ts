/**
 * The client's door: what the app asks the API through, typed by the catalogue, and the shapes that it is answered with. It is
 * small on purpose: nothing of the catalogue comes along but its addresses, and no validation library.
 */
import { ADDRESSES } from "./addresses.ts";
import type { AnswerOf, CallId, CallOf, Outcome, QueryValue } from "./calls.ts";

export type { AnswerOf, BodyOf, CallId, CallOf, Outcome, ParamsOf, QueryOf } from "./calls.ts";
export type * from "./named.ts";

export interface ClientPorts {
  /** `https://wall.example.com`; left out on a page of that origin itself. */
  readonly origin?: string;
  readonly fetch?: (address: string, init: RequestInit) => Promise<Response>;
  /** Local development only: in whose name something is done. Elsewhere the sign-in says that, and this is ignored. */
  readonly by?: () => string | null;
}

export interface Client {
  /** One question. Never throws. `signal` calls it off, which is `failed`. */
  call<Id extends CallId>(
    id: Id,
    ...[call]: object extends CallOf<Id>
      ? [call?: CallOf<Id> & { readonly signal?: AbortSignal }]
      : [call: CallOf<Id> & { readonly signal?: AbortSignal }]
  ): Promise<Outcome<AnswerOf<Id>>>;
}

/** What `call` is given, without what its types know. */
interface AnyCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

const COMPLAINTS_MOST = 50;

export function createClient({
  origin = "",
  fetch: send = (address, init) => fetch(address, init),
  by = () => null,
}: ClientPorts = {}): Client {
  const call = async (id: CallId, asked: AnyCall = {}): Promise<Outcome<unknown>> => {
    const { method, address, init } = requestOf(id, asked, by());
    try {
      const response = await send(origin + address, { ...init, method, cache: "no-store" });
      return outcomeOf(response, await response.text());
    } catch {
      return { kind: "failed", why: "unreached" };
    }
  };
  // What an operation answers is what the catalogue says; the API's own tests hold the server to that.
  return { call: call as Client["call"] };
}

function requestOf(id: CallId, { params = {}, query = {}, body, signal }: AnyCall, by: string | null) {
  const [method = "", path = ""] = ADDRESSES[id].split(" ");
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const asksOnly = method === "GET";
  const hasBody = method === "POST" || method === "PUT";
  // What has no body says it in the address.
  const named = by === null || asksOnly ? {} : { by };
  const init: RequestInit = {
    ...(signal === undefined ? {} : { signal }),
    ...(asksOnly ? {} : { headers: { "content-type": "application/json" } }),
    ...(hasBody ? { body: JSON.stringify({ ...(isFields(body) ? body : {}), ...named }) } : {}),
  };
  return { method, address: `/api${place}${searchOf(hasBody ? query : { ...query, ...named })}`, init };
}

function searchOf(query: Readonly<Record<string, QueryValue>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

function outcomeOf(response: Response, text: string): Outcome<unknown> {
  const isJson = /^application\/(problem\+)?json\b/.test(response.headers.get("content-type") ?? "");
  const value = isJson ? parsed(text) : undefined;
  if (!response.ok) return refusedBy(response.status, value);
  if (isJson) return value === undefined ? UNREADABLE : { kind: "done", value };
  // A page of HTML comes from whatever stands before the server: a sign-in, a proxy.
  return /^text\/(csv|plain)\b/.test(response.headers.get("content-type") ?? "")
    ? { kind: "done", value: text }
    : UNREADABLE;
}

const UNREADABLE = { kind: "failed", why: "unreadable" } as const;

/** Read with care: it may come from whatever stands between us and the server. Texts that are not there are empty. */
function refusedBy(status: number, value: unknown): Outcome<never> {
  const { title, detail, complaints, needs } = isFields(value) ? value : {};
  return {
    kind: "refused",
    status,
    title: typeof title === "string" ? title : "",
    detail: typeof detail === "string" ? detail : "",
    complaints: Array.isArray(complaints)
      ? complaints.filter((one) => typeof one === "string").slice(0, COMPLAINTS_MOST)
      : [],
    ...(typeof needs === "string" ? { needs } : {}),
  };
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
