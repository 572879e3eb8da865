/** Which message stands in for the board, and when a board is shown at all. Plain decisions, no Vue. */
import type { BoardCounts, BoardFeed } from "@callboard/protocol";
import type { LineState, StopReason } from "../live/connection.ts";
import { adviceTitle, en } from "../messages/en.ts";
import type { IconName } from "./icons.ts";

export interface Notice {
  readonly icon: IconName;
  readonly tone: string;
  readonly title: string;
  readonly detail: string;
}

export interface NoticeInput {
  readonly line: LineState;
  readonly tenant: string;
  readonly feed: BoardFeed | null;
  readonly counts: BoardCounts | null;
  readonly agentCount: number;
}

/** `null`: show the board. */
export function noticeOf(input: NoticeInput): Notice | null {
  const { line, feed, counts } = input;
  if (line.kind === "stopped") return stopped(line.reason, input.tenant);
  if (line.kind === "unknownTenant" && counts === null)
    return stopped({ kind: "unknownTenant" }, input.tenant);
  if (counts === null || feed === null) return beforeBoard(line, input.tenant);
  // A board of zero agents would look like an empty floor, when the truth is that we see nothing.
  const isBlind = feed.state !== "live" && input.agentCount === 0;
  if (!isBlind) return null;
  const title = adviceTitle(feed.state);
  const isBad = feed.state !== "starting" && feed.state !== "catchingUp";
  return {
    icon: isBad ? "triangle" : "pulse",
    tone: isBad ? "tone-warn" : "tone-info",
    title,
    detail: feed.advice,
  };
}

function beforeBoard(line: LineState, tenant: string): Notice {
  const { connecting, waiting, retrying } = en.notice;
  switch (line.kind) {
    case "open":
      return { icon: "pulse", tone: "tone-info", title: waiting.title, detail: waiting.detail(tenant) };
    case "dialling":
      if (line.attempt === 0) return { icon: "pulse", tone: "tone-info", ...connecting };
      return { icon: "unplugged", tone: "tone-warn", ...retrying };
    case "waiting":
      return { icon: "unplugged", tone: "tone-warn", ...retrying };
    case "unknownTenant":
      return stopped({ kind: "unknownTenant" }, tenant);
    case "stopped":
      return stopped(line.reason, tenant);
    default:
      return line satisfies never;
  }
}

function stopped(reason: StopReason, tenant: string): Notice {
  const { unknownTenant, revoked, wrongVersion, refused } = en.notice;
  const look = { icon: "block", tone: "tone-warn" } as const;
  switch (reason.kind) {
    case "unknownTenant":
      return { ...look, title: unknownTenant.title(tenant), detail: unknownTenant.detail };
    case "revoked":
      return { ...look, ...revoked };
    case "wrongVersion":
      return { icon: "pulse", tone: "tone-info", ...wrongVersion };
    case "refused":
      return { ...look, title: refused.title, detail: refused.detail(reason.code) };
    default:
      return reason satisfies never;
  }
}
