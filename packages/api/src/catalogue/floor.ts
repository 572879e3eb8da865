/** Operations of the API that are about the floor as it stands and as it went. */
import type { Operation } from "../operation.ts";
import { agentFacts, agentTimeline, directory, replayPage, trends } from "../shapes/answers.ts";
import {
  liveQuery,
  namesQuery,
  replayQuery,
  timelineQuery,
  trendsQuery,
  wallQuery,
} from "../shapes/asked.ts";
import { board } from "../shapes/board.ts";
import { wallSetup } from "../shapes/setup.ts";
import { deskStatus } from "../shapes/status.ts";

export const FLOOR = [
  {
    id: "board",
    method: "GET",
    path: "/tenants/{tenant}/board",
    needs: "supervisor",
    summary: "The whole board as it stands.",
    query: namesQuery,
    answer: board,
  },
  {
    id: "status",
    method: "GET",
    path: "/tenants/{tenant}/status",
    needs: "supervisor",
    summary: "How the tenant's desk is doing.",
    answer: deskStatus,
  },
  {
    id: "live",
    method: "GET",
    path: "/tenants/{tenant}/live",
    needs: "display",
    summary: "The board's frames, as a WebSocket.",
    more: "A board's setting decides how people are named; `names` may only tell less. `names` alone is the app's own view.",
    media: "websocket",
    query: liveQuery,
  },
  {
    id: "wall",
    method: "GET",
    path: "/tenants/{tenant}/wall",
    needs: "display",
    summary: "What a screen is set up by.",
    query: wallQuery,
    answer: wallSetup,
  },
  {
    id: "directory",
    method: "GET",
    path: "/tenants/{tenant}/directory",
    needs: "display",
    summary: "Who and what there is, for filters and pickers.",
    answer: directory,
  },
  {
    id: "agent",
    method: "GET",
    path: "/tenants/{tenant}/agents/{id}",
    needs: "supervisor",
    summary: "One agent with skills and shift.",
    query: namesQuery,
    answer: agentFacts,
  },
  {
    id: "timeline",
    method: "GET",
    path: "/tenants/{tenant}/agents/{id}/timeline",
    needs: "supervisor",
    summary: "An agent's states over some hours.",
    more: "The last twelve hours where no instants are given. What was not seen is a hole.",
    query: timelineQuery,
    answer: agentTimeline,
  },
  {
    id: "trends",
    method: "GET",
    path: "/tenants/{tenant}/trends",
    needs: "display",
    summary: "How queues went.",
    more: "By the minute, or by the quarter hour of the site's day; what was not seen has no point.",
    query: trendsQuery,
    answer: trends,
  },
  {
    id: "replay",
    method: "GET",
    path: "/tenants/{tenant}/replay",
    needs: "supervisor",
    summary: "The floor at a past moment, as frames.",
    more: "Go on with the answer's `to`; `kept` says what there is.",
    query: replayQuery,
    answer: replayPage,
  },
] as const satisfies readonly Operation[];
