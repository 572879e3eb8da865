/**
 * A mail in parts; the platform writes the message. Plain text only, so that nothing in it can be markup. The headers keep
 * an incident's mails in one thread and tell absence replies to stay away (RFC 5322, 3834).
 */
import type { Severity } from "@callboard/core/alerting";
import type { Notice } from "../notice.ts";
import type { Delivery, EmailSink } from "../sink.ts";
import { saidOf } from "../words/sentences.ts";
import { wireId } from "./wire-id.ts";

const IMPORTANCE: Readonly<Record<Severity, string>> = {
  critical: "high",
  high: "high",
  medium: "normal",
  low: "low",
};

export function emailDelivery(sink: EmailSink, notice: Notice): Delivery {
  const said = saidOf(notice);
  // Nobody sent a mail of this id: it only gives all mails of the incident the same root.
  const thread = `<${wireId(notice.incidentId)}@${sink.from.slice(sink.from.lastIndexOf("@") + 1)}>`;
  const paragraphs = [
    said.title,
    said.lines.map((line) => `- ${line}`).join("\n"),
    ...(said.advice === null ? [] : [`What to do: ${said.advice}`]),
    ...(said.link === null ? [] : [`Open the wallboard: ${said.link}`]),
    `-- \n${said.origin}`,
  ];
  return {
    kind: "email",
    from: sink.from,
    to: sink.to,
    subject: said.title,
    text: `${paragraphs.join("\n\n")}\n`,
    headers: {
      "Auto-Submitted": "auto-generated",
      Importance: notice.kind === "fire" ? IMPORTANCE[notice.severity] : "normal",
      "In-Reply-To": thread,
      References: thread,
      "X-Callboard-Notice": wireId(notice.id),
    },
  };
}
