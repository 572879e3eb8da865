/** Operations of the API that are about the floor as it stands and as it went. */
import type { Operation } from "../operation.ts";

export const FLOOR = [
  {
    id: "board",
    method: "GET",
    path: "/tenants/{tenant}/board",
    needs: "supervisor",
    summary: "The whole board as it stands.",
  },
  {
    id: "status",
    method: "GET",
    path: "/tenants/{tenant}/status",
    needs: "supervisor",
    summary: "How the tenant's desk is doing.",
  },
  {
    id: "live",
    method: "GET",
    path: "/tenants/{tenant}/live",
    needs: "display",
    summary: "The board's frames, as a WebSocket.",
    media: "websocket",
  },
  {
    id: "wall",
    method: "GET",
    path: "/tenants/{tenant}/wall",
    needs: "display",
    summary: "What a screen is set up by.",
  },
  {
    id: "directory",
    method: "GET",
    path: "/tenants/{tenant}/directory",
    needs: "supervisor",
    summary: "Who and what there is, for filters and pickers.",
  },
  {
    id: "agent",
    method: "GET",
    path: "/tenants/{tenant}/agents/{id}",
    needs: "supervisor",
    summary: "One agent with skills and shift.",
  },
  {
    id: "timeline",
    method: "GET",
    path: "/tenants/{tenant}/agents/{id}/timeline",
    needs: "supervisor",
    summary: "An agent's states over some hours.",
  },
  {
    id: "trends",
    method: "GET",
    path: "/tenants/{tenant}/trends",
    needs: "display",
    summary: "How queues went.",
  },
  {
    id: "replay",
    method: "GET",
    path: "/tenants/{tenant}/replay",
    needs: "supervisor",
    summary: "The floor at a past moment, as frames.",
  },
] as const satisfies readonly Operation[];
