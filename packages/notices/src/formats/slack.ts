/**
 * Slack: Block Kit through an incoming webhook. Everything that holds a text from outside is `plain_text`, where no
 * markup, mention or emoji code means anything; `mrkdwn` is used for our own link alone.
 */
import { BOUNDS } from "@callboard/core";
import type { Notice } from "../notice.ts";
import type { Delivery, SlackSink } from "../sink.ts";
import { markOf } from "../words/mark.ts";
import { saidOf } from "../words/sentences.ts";
import { jsonOf, post } from "./post.ts";

export function slackDelivery(sink: SlackSink, notice: Notice): Delivery {
  const said = saidOf(notice);
  const body = {
    // What a notification shows, and a client that shows no blocks.
    text: escaped(said.title, BOUNDS.slackTextCharsMax),
    blocks: [
      { type: "header", text: plain(`${markOf(notice)} ${said.title}`, BOUNDS.slackHeaderCharsMax) },
      ...sections(said.lines),
      ...(said.advice === null ? [] : sections([`What to do: ${said.advice}`])),
      { type: "context", elements: [plain(said.origin, BOUNDS.slackTextCharsMax), ...linkTo(said.link)] },
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
  return post(sink.url, jsonOf(body), { "content-type": "application/json; charset=utf-8" });
}

/** As many sections as the lines need: each holds so many characters, and a line is never torn. */
function sections(lines: readonly string[]) {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.pop();
    const joined = last === undefined ? line : `${last}\n${line}`;
    if (last === undefined || escapedAll(joined).length <= BOUNDS.slackTextCharsMax) texts.push(joined);
    else texts.push(last, line);
  }
  return texts.map((text) => ({ type: "section", text: plain(text, BOUNDS.slackTextCharsMax) }));
}

function plain(text: string, charsMax: number) {
  return { type: "plain_text", text: escaped(text, charsMax), emoji: false };
}

function linkTo(link: string | null) {
  return link === null
    ? []
    : [{ type: "mrkdwn", text: `<${escapedAll(link)}|Open the wallboard>`, verbatim: true }];
}

/** Slack's three control characters, in every text object (docs.slack.dev, "Escaping text"). */
const escapedAll = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Cut so that the escaped text fits, since that is what Slack counts; an escape is never torn. */
function escaped(text: string, charsMax: number): string {
  const all = escapedAll(text);
  if (all.length <= charsMax) return all;
  let kept = "";
  for (const character of text) {
    const next = escapedAll(character);
    if (kept.length + next.length > charsMax - 1) break;
    kept += next;
  }
  return `${kept}…`;
}
