/**
 * REST to the upstream from a stateless place of its own. An object that holds an outbound WebSocket may lose it
 * when it drains a streamed body at the same time (workerd#6774), and our reconciliation would do just that every
 * minute. So the desk asks this entrypoint, and gets parsed values.
 */
import { WorkerEntrypoint } from "cloudflare:workers";
import { BOUNDS } from "@callboard/core";
import type { HttpAnswer, HttpRequest, Upstream } from "@callboard/cxone";
import type { Env } from "../env.ts";
import { originsOf } from "../tenancy/upstreams.ts";
import { sendAll } from "./send.ts";

export class UpstreamRest extends WorkerEntrypoint<Env> {
  /** Answers in the order of the requests. Never throws: each failure is an answer. */
  async send(upstream: Upstream, requests: readonly HttpRequest[]): Promise<HttpAnswer[]> {
    const resolved = originsOf(upstream, this.env);
    if (resolved.kind === "refused") return requests.map(() => ({ kind: "failed", why: "network" }));
    return sendAll(resolved.origins, requests, BOUNDS.restConcurrency);
  }
}
