import { expect, test } from "vitest";
import { EMAIL, FIRED_AT, idleAlert, noticeOf } from "../../test/floor.ts";
import { deliveryOf } from "./delivery.ts";

test("[O15] a mail says in its subject what is wrong, and in its text all of it", () => {
  expect(deliveryOf(EMAIL, noticeOf("fire"), FIRED_AT)).toEqual({
    kind: "email",
    from: "callboard@example.com",
    to: ["leads@example.com"],
    subject: "High: Not ready for more than 15 minutes (Ana Belova, Billing)",
    text: [
      "High: Not ready for more than 15 minutes (Ana Belova, Billing)",
      "",
      "- Ana Belova (Billing): not ready for 15 min 12 s, threshold 15 min; since 16:32:10 (GMT+2)",
      "",
      "What to do: Ask whether the agent is well and means to come back.",
      "",
      "Open the wallboard: https://callboard.example.com/acme",
      "",
      "-- ",
      "Callboard, Acme Berlin (times in Europe/Berlin)",
      "",
    ].join("\n"),
    headers: {
      "Auto-Submitted": "auto-generated",
      Importance: "high",
      "In-Reply-To": "<agent_idle_exceeded~lw7xr8gg~q~q9x8y7z6-w5v4-3210-fedc-ba0987654321@example.com>",
      References: "<agent_idle_exceeded~lw7xr8gg~q~q9x8y7z6-w5v4-3210-fedc-ba0987654321@example.com>",
      "X-Callboard-Notice":
        "agent_idle_exceeded~lw7xr8gg~q~q9x8y7z6-w5v4-3210-fedc-ba0987654321~operations~fire~1",
    },
  });
});

test("[O15] all mails of an incident are of one thread, and its end is not important", () => {
  const mails = (["fire", "resolve"] as const).map((kind) => deliveryOf(EMAIL, noticeOf(kind), FIRED_AT));
  const headers = mails.map((mail) => (mail.kind === "email" ? mail.headers : {}));
  expect(headers[1]?.References).toBe(headers[0]?.References);
  expect(headers[1]).toMatchObject({ Importance: "normal" });
});

test("[O8] [O15] nothing in a name can end a header or begin another", () => {
  const name = "Ana\r\nBcc: evil@example.org\r\n\r\n<html>";
  const notice = noticeOf("fire", {
    id: `x\r\nBcc: y:${name}`,
    incidentId: `x\r\nBcc: z>${name}`,
    siteName: name,
    alerts: [idleAlert({ entityName: name, queueName: name, ruleName: name, advice: name })],
  });
  const mail = deliveryOf(EMAIL, notice, FIRED_AT);
  if (mail.kind !== "email") throw new Error("not a mail");
  for (const value of [mail.subject, ...Object.values(mail.headers)]) expect(value).not.toMatch(/[\r\n]/);
  expect(mail.subject.length).toBeLessThanOrEqual(200);
  expect(mail.text).not.toMatch(/^Bcc:/m);
  for (const value of Object.values(mail.headers)) {
    expect(value).toMatch(/^[ -~]+$/);
    expect(value.length).toBeLessThanOrEqual(2_048);
  }
});
