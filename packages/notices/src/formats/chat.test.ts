/** Slack and Teams: what people's chat programs make of a notice. Whole examples are in docs/sinks.md, and tested there. */
import { describe, expect, test } from "vitest";
import { idleAlert, noticeOf, SLACK, TEAMS } from "../../test/floor.ts";
import { bodyOf, httpOf, textsIn } from "../../test/parse.ts";

const HOSTILE = idleAlert({
  entityName:
    "<!channel> *Ana* <https://evil.example|click> [click](https://evil.example) @here & `x` :tada:",
});
const hostile = noticeOf("fire", { alerts: [HOSTILE] });

describe("[O12] Slack", () => {
  test("gets blocks, and a text for where blocks are not shown", () => {
    const body = bodyOf(SLACK, noticeOf("fire"));
    expect(body).toMatchObject({
      text: "High: Not ready for more than 15 minutes (Ana Belova, Billing)",
      unfurl_links: false,
      blocks: [
        {
          type: "header",
          text: {
            type: "plain_text",
            text: "🟠 High: Not ready for more than 15 minutes (Ana Belova, Billing)",
          },
        },
        { type: "section", text: { type: "plain_text" } },
        { type: "section", text: { type: "plain_text", text: expect.stringMatching(/^What to do: /) } },
        { type: "context", elements: [{ type: "plain_text" }, { type: "mrkdwn" }] },
      ],
    });
  });

  test("markup means nothing in a name: its three control characters are escaped, and no name stands in mrkdwn", () => {
    const body = bodyOf(SLACK, hostile);
    for (const text of textsIn(body)) {
      if (text.endsWith("|Open the wallboard>")) continue;
      expect(text).not.toMatch(/[<>]/);
      expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
      expect(text).not.toContain("@here");
    }
    expect(JSON.stringify(body).match(/"mrkdwn"/g)).toHaveLength(1);
    expect(JSON.stringify(body).match(/"emoji":false/g)?.length).toBe(
      JSON.stringify(body).match(/"plain_text"/g)?.length,
    );
  });

  test("a link is there only where the deployment knows its own address", () => {
    expect(textsIn(bodyOf(SLACK, noticeOf("fire", { link: null }))).join()).not.toContain(
      "Open the wallboard",
    );
  });

  test("no text is longer than Slack takes, escapes counted and never torn", () => {
    const name = "&".repeat(5_000);
    const alerts = Array.from({ length: 20 }, () =>
      idleAlert({ entityName: name, queueName: name, teamName: name, ruleName: name, advice: name }),
    );
    const { blocks, text } = bodyOf(SLACK, noticeOf("fire", { alerts, siteName: name, more: 9 }));
    if (!Array.isArray(blocks)) throw new Error("no blocks");
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(blocks[0].text.text.length).toBeLessThanOrEqual(150);
    for (const each of [...textsIn(blocks), String(text)]) {
      expect(each.length).toBeLessThanOrEqual(3_000);
      expect(each.replaceAll("&amp;", "")).not.toContain("&");
    }
    expect(textsIn(blocks).join("\n")).toContain("And 19 more in this queue.");
  });
});

describe("[O13] Teams", () => {
  test("gets the message that Workflows take, with one Adaptive Card", () => {
    expect(bodyOf(TEAMS, noticeOf("fire"))).toMatchObject({
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          contentUrl: null,
          content: {
            type: "AdaptiveCard",
            version: "1.4",
            actions: [{ type: "Action.OpenUrl", url: "https://callboard.example.com/acme" }],
          },
        },
      ],
    });
  });

  test("no text stands where Markdown is read", () => {
    const { body } = httpOf(TEAMS, hostile);
    expect(body).not.toMatch(/"type":"(TextBlock|FactSet)"/);
    expect(body).not.toContain('"fallbackText"');
    expect(body).not.toContain("](https://");
    expect(body).not.toContain("https://evil");
  });

  test("the largest card stays under the 28 kB that a Teams message may have", () => {
    const name = '"'.repeat(5_000);
    const wide = "漢".repeat(5_000);
    for (const text of [name, wide]) {
      const alerts = Array.from({ length: 20 }, () =>
        idleAlert({ entityName: text, queueName: text, teamName: text, ruleName: text, advice: text }),
      );
      const { body } = httpOf(TEAMS, noticeOf("fire", { alerts, siteName: text, suppressed: 3 }));
      expect(new TextEncoder().encode(body).length).toBeLessThan(28_000);
    }
  });

  test.each([
    ["fire", "high", "Attention"],
    ["fire", "medium", "Warning"],
    ["fire", "low", "Accent"],
    ["resolve", "high", "Good"],
    ["test", "high", "Default"],
  ] as const)("a %s of severity %s is %s", (kind, severity, color) => {
    expect(httpOf(TEAMS, noticeOf(kind, { severity })).body).toContain(`"color":"${color}"`);
  });
});
