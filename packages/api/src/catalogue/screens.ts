/** Operations of the API that are about screens: as people see them, and as televisions speak for themselves. */
import type { Operation } from "../operation.ts";

export const SCREENS = [
  {
    id: "screens",
    method: "GET",
    path: "/tenants/{tenant}/screens",
    needs: "supervisor",
    summary: "Every screen: board, whether it is there, how it does.",
  },
  {
    id: "pairScreen",
    method: "POST",
    path: "/tenants/{tenant}/screens/pair",
    needs: "supervisor",
    summary: "Confirms the code that a television shows.",
  },
  {
    id: "orderScreen",
    method: "POST",
    path: "/tenants/{tenant}/screens/{id}/orders",
    needs: "supervisor",
    summary: "Has a screen show its number, or load its page anew.",
  },
  {
    id: "reassignScreen",
    method: "POST",
    path: "/tenants/{tenant}/screens/{id}/board",
    needs: "supervisor",
    summary: "Gives a screen another board.",
  },
  {
    id: "revokeScreen",
    method: "POST",
    path: "/tenants/{tenant}/screens/{id}/revoke",
    needs: "supervisor",
    summary: "Takes a screen's credential away: it goes dark at once.",
  },
  {
    id: "offerPairing",
    method: "POST",
    path: "/tv/pairings",
    needs: "anybody",
    summary: "A code for a television to show.",
  },
  {
    id: "claimPairing",
    method: "POST",
    path: "/tv/pairings/{id}/claim",
    needs: "anybody",
    summary: "Whether the code was confirmed; then the screen's cookie.",
  },
  { id: "tvSession", method: "GET", path: "/tv/session", needs: "screen", summary: "Which screen this is." },
  {
    id: "tvWall",
    method: "GET",
    path: "/tv/wall",
    needs: "screen",
    summary: "What this screen is set up by.",
  },
  {
    id: "tvLive",
    method: "GET",
    path: "/tv/live",
    needs: "screen",
    summary: "Its board's frames, as a WebSocket.",
    media: "websocket",
  },
  { id: "tvTrends", method: "GET", path: "/tv/trends", needs: "screen", summary: "How queues went." },
  {
    id: "endTvSession",
    method: "DELETE",
    path: "/tv/session",
    needs: "screen",
    summary: "Gives the screen's credential back.",
  },
] as const satisfies readonly Operation[];
