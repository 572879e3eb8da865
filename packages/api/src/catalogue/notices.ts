/** Operations of the API that are about sinks and the notices that go to them. */
import { BOUNDS } from "@callboard/core";
import type { Operation } from "../operation.ts";
import { deadResent, noticePage, noticeView, sinks, sinkTest, sinkWritten } from "../shapes/alerts.ts";
import { deed, noticeQuery, sink } from "../shapes/asked.ts";
import { removed } from "../shapes/parts.ts";
import { deedPage, logQuery } from "../shapes/setup.ts";
import { alertDeskStatus } from "../shapes/status.ts";

export const NOTICES = [
  {
    id: "sinks",
    method: "GET",
    path: "/tenants/{tenant}/sinks",
    needs: "supervisor",
    summary: "Where notices go; never a secret.",
    answer: sinks,
  },
  {
    id: "putSink",
    method: "PUT",
    path: "/tenants/{tenant}/sinks/{id}",
    needs: "administrator",
    summary: "Adds or changes a sink.",
    more: "What is left out stays as it was: an address or a key is entered once, and never shown again.",
    body: sink,
    example: { kind: "webhook", name: "On call", url: "https://hooks.example.com/callboard", enabled: true },
    answer: sinkWritten,
  },
  {
    id: "removeSink",
    method: "DELETE",
    path: "/tenants/{tenant}/sinks/{id}",
    needs: "administrator",
    summary: "Removes a sink.",
    answer: removed,
  },
  {
    id: "testSink",
    method: "POST",
    path: "/tenants/{tenant}/sinks/{id}/test",
    needs: "administrator",
    summary: "Sends a test now.",
    more: `Once in ${BOUNDS.sinkTestEveryMs / 1_000} seconds to each sink; sooner it is a 429 with \`Retry-After\`.`,
    body: deed,
    answer: sinkTest,
  },
  {
    id: "rotateSink",
    method: "POST",
    path: "/tenants/{tenant}/sinks/{id}/rotate",
    needs: "administrator",
    summary: "Gives a sink a new signing secret beside the old one.",
    body: deed,
    answer: sinkWritten,
  },
  {
    id: "endRotation",
    method: "POST",
    path: "/tenants/{tenant}/sinks/{id}/end-rotation",
    needs: "administrator",
    summary: "Forgets the old signing secret.",
    body: deed,
    answer: sinkWritten,
  },
  {
    id: "notices",
    method: "GET",
    path: "/tenants/{tenant}/notices",
    needs: "supervisor",
    summary: "Notices that went out, and those that did not.",
    query: noticeQuery,
    answer: noticePage,
  },
  {
    id: "resend",
    method: "POST",
    path: "/tenants/{tenant}/notices/{id}/resend",
    needs: "supervisor",
    summary: "Sends a dead notice again.",
    body: deed,
    answer: noticeView,
  },
  {
    id: "resendDead",
    method: "POST",
    path: "/tenants/{tenant}/sinks/{id}/resend-dead",
    needs: "supervisor",
    summary: "Sends all dead notices of a sink again.",
    body: deed,
    answer: deadResent,
  },
  {
    id: "alertingLog",
    method: "GET",
    path: "/tenants/{tenant}/alerting/log",
    needs: "administrator",
    summary: "Who changed rules and sinks.",
    query: logQuery,
    answer: deedPage,
  },
  {
    id: "alerting",
    method: "GET",
    path: "/tenants/{tenant}/alerting",
    needs: "supervisor",
    summary: "How the alert desk is doing.",
    answer: alertDeskStatus,
  },
] as const satisfies readonly Operation[];
