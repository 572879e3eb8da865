/** Operations of the API that are about what is kept of people and for how long, erasure, backup. */
import type { Operation } from "../operation.ts";

export const DATA = [
  {
    id: "retention",
    method: "GET",
    path: "/tenants/{tenant}/retention",
    needs: "administrator",
    summary: "How long what is kept.",
  },
  {
    id: "putRetention",
    method: "PUT",
    path: "/tenants/{tenant}/retention",
    needs: "administrator",
    summary: "Sets it: `{revision, value}`.",
  },
  {
    id: "eraseAgent",
    method: "POST",
    path: "/tenants/{tenant}/agents/{id}/erase",
    needs: "administrator",
    summary: "Deletes what is stored of one agent's past.",
  },
  {
    id: "erasures",
    method: "GET",
    path: "/tenants/{tenant}/erasures",
    needs: "administrator",
    summary: "What was deleted on request, and how far it is.",
  },
  {
    id: "backup",
    method: "GET",
    path: "/tenants/{tenant}/backup",
    needs: "administrator",
    summary: "The tenant's settings as one file; no secrets.",
  },
  {
    id: "restore",
    method: "POST",
    path: "/tenants/{tenant}/restore",
    needs: "administrator",
    summary: "Puts the settings of such a file in force.",
  },
] as const satisfies readonly Operation[];
