/** docs/sinks.md against the code: its requests are what is sent, its commands are taken, its figures are the bounds. */
import { readFileSync } from "node:fs";
import { BOUNDS } from "@callboard/core";
import { describe, expect, test } from "vitest";
import { readSink } from "../src/index.ts";
import { EXAMPLE_NAMES, exampleText } from "./examples.ts";
import { FIRED_AT, noticeOf, SECRET, SINKS, WEBHOOK } from "./floor.ts";
import { httpOf } from "./parse.ts";

const DOCUMENT = readFileSync(new URL("../../../docs/sinks.md", import.meta.url), "utf8");

/** The fenced block behind a mark. */
function blockAfter(mark: string): string {
  const behind = DOCUMENT.split(`<!-- ${mark} -->\n`)[1];
  return /^```\w+\n([\s\S]*?)\n```/.exec(behind ?? "")?.[1] ?? `nothing stands behind "${mark}"`;
}

describe("docs/sinks.md", () => {
  test.each(EXAMPLE_NAMES)("shows what is sent: %s", (name) => {
    expect(blockAfter(`sent: ${name}`)).toBe(exampleText(name));
  });

  test("shows no request that nobody makes", () => {
    const shown = [...DOCUMENT.matchAll(/<!-- sent: (.*) -->/g)].map(([, name]) => name);
    expect(shown.sort()).toEqual([...EXAMPLE_NAMES].sort());
  });

  const commands = [...DOCUMENT.matchAll(/curl -X PUT \S+\/sinks\/([a-z-]+) .*-d '([^']*)'/g)];

  test.each(commands.map(([, id, json]) => [id, json] as const))(
    "its command enters the sink %s",
    (id, json) => {
      const { by, ...value } = JSON.parse(json ?? "");
      expect(by).toBe("Mira");
      const read = readSink({ id, ...value }, { isLocal: false, previous: null, newSecret: () => SECRET });
      expect(read).toEqual({ kind: "sink", sink: SINKS.find((sink) => sink.id === id) });
    },
  );

  test("has a command for each kind of sink", () => {
    expect(commands.map(([, id]) => id).sort()).toEqual(SINKS.map(({ id }) => id).sort());
  });

  test("verifies a signature by the code that it shows", async () => {
    const source = `data:text/javascript,${encodeURIComponent(blockAfter("run: verify"))}`;
    const { isFromCallboard } = await import(/* @vite-ignore */ source);
    const { headers, body } = httpOf(WEBHOOK, noticeOf("fire"));
    const now = FIRED_AT / 1000;
    expect(isFromCallboard([SECRET], headers, body, now)).toBe(true);
    expect(isFromCallboard(["whsec_b3RoZXI=", SECRET], headers, body, now + 299)).toBe(true);
    expect(isFromCallboard(["whsec_b3RoZXI="], headers, body, now)).toBe(false);
    expect(isFromCallboard([SECRET], headers, `${body} `, now)).toBe(false);
    expect(isFromCallboard([SECRET], headers, body, now + 301)).toBe(false);
    expect(isFromCallboard([SECRET], {}, body, now)).toBe(false);
  });

  test.each([
    ["tries", `After ${BOUNDS.noticeTriesMax} tries`],
    ["the time-out", `within ${BOUNDS.noticeTimeoutMs / 1000} s`],
    ["the first wait", `after ${BOUNDS.noticeBackoffBaseMs / 1000} s,`],
    ["the longest wait", `up to ${BOUNDS.noticeBackoffMaxMs / 60_000} minutes`],
    ["Retry-After", `(${BOUNDS.retryAfterMaxMs / 60_000} minutes at most)`],
    ["sinks", `${BOUNDS.sinksMax} sinks a tenant`],
    ["recipients", `at most ${BOUNDS.emailRecipientsMax} recipients`],
    [
      "lengths",
      `${BOUNDS.sinkUrlCharsMax} characters, a name ${BOUNDS.nameCharsMax}, a sink's id ${BOUNDS.sinkIdCharsMax}`,
    ],
    [
      "alerts told",
      `up to ${BOUNDS.noticeAlertsMax} alerts; chats, pagers and mails spell out ${BOUNDS.noticeLinesMax}`,
    ],
  ])("says the bound of %s", (_what, sentence) => {
    expect(DOCUMENT.replaceAll(/\s+/g, " ")).toContain(sentence);
  });

  test("says truly that a notice is given up after about 40 minutes", () => {
    let waitedMs = 0;
    for (let n = 0; n < BOUNDS.noticeTriesMax - 1; n += 1) {
      waitedMs += Math.min(BOUNDS.noticeBackoffMaxMs, BOUNDS.noticeBackoffBaseMs * 2 ** n);
    }
    expect(waitedMs / 60_000).toBeGreaterThan(33);
    expect((waitedMs * (1 + BOUNDS.spreadShare)) / 60_000).toBeLessThan(48);
  });
});
