/** Operations of the API that are about sinks and the notices that go to them. */
import type { Operation } from "../operation.ts";

export const NOTICES = [
  {
    id: "sinks",
    method: "GET",
    path: "/tenants/{tenant}/sinks",
    needs: "supervisor",
    summary: "Where notices go; never a secret.",
  },
  {
    id: "putSink",
    method: "PUT",
    path: "/tenants/{tenant}/sinks/{id}",
    needs: "administrator",
    summary: "Adds or changes a sink.",
  },
  {
    id: "removeSink",
    method: "DELETE",
    path: "/tenants/{tenant}/sinks/{id}",
    needs: "administrator",
    summary: "Removes a sink.",
  },
  {
    id: "testSink",
    method: "POST",
    path: "/tenants/{tenant}/sinks/{id}/test",
    needs: "administrator",
    summary: "Sends a test now.",
  },
  {
    id: "rotateSink",
    method: "POST",
    path: "/tenants/{tenant}/sinks/{id}/rotate",
    needs: "administrator",
    summary: "Gives a sink a new signing secret beside the old one.",
  },
  {
    id: "endRotation",
    method: "POST",
    path: "/tenants/{tenant}/sinks/{id}/end-rotation",
    needs: "administrator",
    summary: "Forgets the old signing secret.",
  },
  {
    id: "notices",
    method: "GET",
    path: "/tenants/{tenant}/notices",
    needs: "supervisor",
    summary: "Notices that went out, and those that did not.",
  },
  {
    id: "resend",
    method: "POST",
    path: "/tenants/{tenant}/notices/{id}/resend",
    needs: "supervisor",
    summary: "Sends a dead notice again.",
  },
  {
    id: "resendDead",
    method: "POST",
    path: "/tenants/{tenant}/sinks/{id}/resend-dead",
    needs: "supervisor",
    summary: "Sends all dead notices of a sink again.",
  },
  {
    id: "alerting",
    method: "GET",
    path: "/tenants/{tenant}/alerting",
    needs: "supervisor",
    summary: "How the alert desk is doing.",
  },
] as const satisfies readonly Operation[];
