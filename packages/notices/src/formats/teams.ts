/**
 * Microsoft Teams: the message that the Workflows template "Post to a channel when a webhook request is received" takes,
 * with one Adaptive Card. Texts from outside stand in `RichTextBlock`s: unlike `TextBlock` and `FactSet` they know no
 * Markdown, so a name can be neither a link nor bold.
 */
import type { Notice } from "../notice.ts";
import type { Delivery, TeamsSink } from "../sink.ts";
import { markOf } from "../words/mark.ts";
import { saidOf } from "../words/sentences.ts";
import { jsonOf, post } from "./post.ts";

export function teamsDelivery(sink: TeamsSink, notice: Notice): Delivery {
  const card = {
    contentType: "application/vnd.microsoft.card.adaptive",
    contentUrl: null,
    content: cardOf(notice),
  };
  const body = { type: "message", attachments: [card] };
  return post(sink.url, jsonOf(body), { "content-type": "application/json; charset=utf-8" });
}

function cardOf(notice: Notice) {
  const said = saidOf(notice);
  return {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body: [
      paragraph(`${markOf(notice)} ${said.title}`, {
        size: "Large",
        weight: "Bolder",
        color: colorOf(notice),
      }),
      ...said.lines.map((line) => paragraph(line, {})),
      ...(said.advice === null ? [] : [paragraph(`What to do: ${said.advice}`, { weight: "Bolder" })]),
      paragraph(said.origin, { size: "Small", isSubtle: true }),
    ],
    actions:
      said.link === null ? [] : [{ type: "Action.OpenUrl", title: "Open the wallboard", url: said.link }],
    msteams: { width: "Full" },
  };
}

interface RunStyle {
  readonly size?: "Small" | "Large";
  readonly weight?: "Bolder";
  readonly color?: "Attention" | "Warning" | "Accent" | "Good" | "Default";
  readonly isSubtle?: boolean;
}

function paragraph(text: string, style: RunStyle) {
  return { type: "RichTextBlock", inlines: [{ type: "TextRun", text, ...style }] };
}

function colorOf(notice: Notice): NonNullable<RunStyle["color"]> {
  if (notice.kind === "resolve") return "Good";
  if (notice.kind !== "fire") return "Default";
  switch (notice.severity) {
    case "critical":
    case "high":
      return "Attention";
    case "medium":
      return "Warning";
    case "low":
      return "Accent";
    default:
      return notice.severity satisfies never;
  }
}
