/** Operations of the API that are about the deployment itself: its health, this document, who is signed in, its log and keys. */
import type { Operation } from "../operation.ts";
import { deploymentLog, keysOrder, keysQuery, keysRotated, keysView, session } from "../shapes/people.ts";
import { health, metricsQuery, openapi } from "../shapes/service.ts";
import { logQuery } from "../shapes/setup.ts";

export const SERVICE = [
  {
    id: "health",
    method: "GET",
    path: "/health",
    needs: "anybody",
    summary: "Whether this deployment is in order.",
    more: "Everybody hears whether it is; what is missing, and how many tenants there are, is for the scraper's token.",
    answer: health,
  },
  {
    id: "openapi",
    method: "GET",
    path: "/openapi.json",
    needs: "anybody",
    summary: "This document.",
    answer: openapi,
  },
  {
    id: "metrics",
    method: "GET",
    path: "/metrics",
    needs: "scraper",
    summary: "Figures of the service for a Prometheus scraper.",
    more: "Prometheus' text format 0.0.4. Tenants in parts: `part` 0 of `of` 4 is what one of four scrape jobs asks for.",
    query: metricsQuery,
    media: "text/plain",
  },
  {
    id: "session",
    method: "GET",
    path: "/session",
    needs: "person",
    summary: "Who is signed in, and which tenants they may see.",
    answer: session,
  },
  {
    id: "deploymentLog",
    method: "GET",
    path: "/log",
    needs: "owner",
    summary: "Who added, changed, paused and removed tenants, and changed keys.",
    query: logQuery,
    answer: deploymentLog,
  },
  {
    id: "keys",
    method: "GET",
    path: "/keys",
    needs: "owner",
    summary: "Which keys secrets are sealed with.",
    query: keysQuery,
    answer: keysView,
  },
  {
    id: "rotateKeys",
    method: "POST",
    path: "/keys/rotate",
    needs: "owner",
    summary: "Seals every secret with the newest key.",
    body: keysOrder,
    answer: keysRotated,
  },
] as const satisfies readonly Operation[];
