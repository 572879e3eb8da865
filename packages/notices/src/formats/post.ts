/** One POST as the one who delivers is given it. */
import type { Delivery } from "../sink.ts";
import { wellFormed } from "../words/clean.ts";

/** JSON that every reader takes: JavaScript writes half a surrogate pair as an escape, which strict ones refuse. */
export function jsonOf(body: unknown): string {
  return JSON.stringify(body, (_key, value) => (typeof value === "string" ? wellFormed(value) : value));
}

/** `headers` in lower case. Nothing in them may come from outside unless it went through `wireId`. */
export function post(url: string, body: string, headers: Readonly<Record<string, string>>): Delivery {
  return {
    kind: "http",
    url,
    method: "POST",
    headers: { "user-agent": "Callboard/1.0", ...headers },
    body,
  };
}
