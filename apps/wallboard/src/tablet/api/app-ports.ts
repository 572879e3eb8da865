/** How the app asks its server: by the browser's own means, in the name of whoever is signed in, and hearing of it when that is over. */
import { createClient } from "@callboard/api/client";
import type { Pinia } from "pinia";
import { useSessionStore } from "../session/session.ts";
import { usePersonStore } from "../use/person.ts";
import { type Call, createCall } from "./call.ts";
import { type Ask, createAsk, NOT_SIGNED_IN } from "./request.ts";

/** `pinia` where no component stands around it. */
export function createAppAsk(pinia?: Pinia): Ask {
  const session = useSessionStore(pinia);
  return createAsk({
    fetch: (path, init) => fetch(path, init),
    after,
    saysWho: () => session.saysWho,
    onSignedOut: session.signOut,
  });
}

/** The typed door, for questions that the catalogue describes. */
export function createAppCall(pinia?: Pinia): Call {
  const session = useSessionStore(pinia);
  const person = usePersonStore(pinia);
  const client = createClient({
    async fetch(path, init) {
      const response = await fetch(path, init);
      if (response.status === NOT_SIGNED_IN) session.signOut();
      return response;
    },
    by: () => (session.saysWho && person.name !== "" ? person.name : null),
  });
  return createCall(client, after);
}

function after(ms: number, task: () => void): () => void {
  const timer = window.setTimeout(task, ms);
  return () => window.clearTimeout(timer);
}
