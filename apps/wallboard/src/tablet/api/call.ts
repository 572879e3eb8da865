/** The catalogue's typed client as the pages of the app use it: what went wrong comes back as sentences in the reader's language. */
import type { AnswerOf, CallId, CallOf, Client, Outcome } from "@callboard/api/client";
import { type Answer, failureOf, PATIENCE_MS, unanswered } from "./request.ts";

export type Call = <Id extends CallId>(
  id: Id,
  ...[call]: object extends CallOf<Id> ? [call?: CallOf<Id>] : [call: CallOf<Id>]
) => Promise<Answer<AnswerOf<Id>>>;

type AnyCall = (id: CallId, call: object) => Promise<Outcome<unknown>>;

export function createCall(client: Client, after: (ms: number, task: () => void) => () => void): Call {
  // The types are the client's own; what is added is patience that ends.
  const ask = client.call as unknown as AnyCall;
  const call = async (id: CallId, asked: object = {}): Promise<Answer<unknown>> => {
    const abort = new AbortController();
    const cancel = after(PATIENCE_MS, () => abort.abort());
    const outcome = await ask(id, { ...asked, signal: abort.signal });
    cancel();
    switch (outcome.kind) {
      case "done":
        return outcome;
      case "refused":
        return { kind: "failed", failure: failureOf(outcome) };
      case "failed":
        return { kind: "failed", failure: unanswered(outcome.why) };
      default:
        return outcome satisfies never;
    }
  };
  return call as Call;
}
