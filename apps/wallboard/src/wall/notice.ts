/** Which message stands in for the board, and when a board is shown at all. Plain decisions, no Vue. */
import type { BoardCounts, BoardFeed, FeedState } from "@callboard/protocol";
import type { IconName } from "../components/icons.ts";
import type { LineState, StopReason } from "../live/connection.ts";
import { t } from "../words/words.ts";

export interface Notice {
  readonly icon: IconName;
  readonly tone: string;
  readonly title: string;
  readonly detail: string;
}

export interface NoticeInput {
  readonly line: LineState;
  /** As the address names it; empty where that names none. */
  readonly tenant: string;
  readonly feed: BoardFeed | null;
  readonly counts: BoardCounts | null;
  readonly agentCount: number;
  /** Whether this screen was told which board it shows. */
  readonly isBoardTold: boolean;
}

/** `null`: show the board. */
export function noticeOf(input: NoticeInput): Notice | null {
  const { line, feed, counts } = input;
  if (line.kind === "stopped") return stopped(line.reason, input.tenant);
  // No figure comes any more for a board that was taken away, and old ones would stay for ever.
  if (line.kind === "unknownView") return unknownView();
  if (line.kind === "unknownTenant" && counts === null)
    return stopped({ kind: "unknownTenant" }, input.tenant);
  if (counts === null || feed === null) return beforeBoard(line, input.tenant);
  if (!input.isBoardTold) return { icon: "pulse", tone: "tone-info", ...textsOf("boardNotTold") };
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

/** So long a wall that has just been opened says nothing but its header: most are connected by then. */
export const OPENING_MS = 2_000;

/** Whether there is nothing to show and nothing to tell yet: all is going as it should. */
export function isOnlyOpening({ line, counts }: Pick<NoticeInput, "line" | "counts">): boolean {
  return counts === null && (line.kind === "open" || (line.kind === "dialling" && line.attempt === 0));
}

function beforeBoard(line: LineState, tenant: string): Notice {
  switch (line.kind) {
    case "open":
      return { icon: "pulse", tone: "tone-info", ...textsOf("waiting", { tenant }) };
    case "dialling":
      if (line.attempt === 0) return { icon: "pulse", tone: "tone-info", ...textsOf("connecting") };
      return { icon: "unplugged", tone: "tone-warn", ...textsOf("retrying") };
    case "waiting":
      return { icon: "unplugged", tone: "tone-warn", ...textsOf("retrying") };
    case "unknownTenant":
      return stopped({ kind: "unknownTenant" }, tenant);
    case "unknownView":
      return unknownView();
    case "stopped":
      return stopped(line.reason, tenant);
    default:
      return line satisfies never;
  }
}

const unknownView = (): Notice => ({ icon: "block", tone: "tone-warn", ...textsOf("unknownView") });

function stopped(reason: StopReason, tenant: string): Notice {
  const look = { icon: "block", tone: "tone-warn" } as const;
  switch (reason.kind) {
    case "unknownTenant":
      // A television's address names no tenant that could be mended.
      return { ...look, ...(tenant === "" ? textsOf("revoked") : textsOf("unknownTenant", { tenant })) };
    case "revoked":
    case "signInExpired":
      return { ...look, ...textsOf(reason.kind) };
    case "tenantPaused":
    case "wrongVersion":
      return { icon: "pulse", tone: "tone-info", ...textsOf(reason.kind) };
    case "refused":
      return { ...look, ...textsOf("refused", { code: reason.code }) };
    default:
      return reason satisfies never;
  }
}

function textsOf(
  name: string,
  values: Record<string, string | number> = {},
): Pick<Notice, "title" | "detail"> {
  return { title: t(`wall.notice.${name}.title`, values), detail: t(`wall.notice.${name}.detail`, values) };
}

/** Which headline stands over the feed's advice while there is nothing to show. */
function adviceTitle(state: FeedState): string {
  switch (state) {
    case "misconfigured":
    case "refused":
      return t(`wall.notice.advice.${state}`);
    case "starting":
    case "catchingUp":
    case "live":
      return t("wall.notice.advice.starting");
    case "stale":
    case "down":
    case "paused":
      return t("wall.notice.advice.other");
    default:
      return state satisfies never;
  }
}
