/**
 * Which request is being served, so that every line that it causes carries its id: in the isolate by the platform's own async context,
 * into an object by the call itself (`traced-object.ts`). Work that an object does by itself must carry none: it would bear for days the
 * name of whoever woke the object.
 */
import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<string | null>();

/** The id of the request that is being served; `null` for an object's own work. */
export const requestNow = (): string | null => current.getStore() ?? null;

/** `request`: one of ours, never what a client says. */
export const during = <Given>(request: string | null, work: () => Given): Given => current.run(request, work);

/** As a part of a line. */
export const requestFacts = (): { readonly request?: string } => {
  const request = requestNow();
  return request === null ? {} : { request };
};
