/** Operations of the API that are about the documents that people set. */
import type { Operation } from "../operation.ts";

export const SETUP = [
  {
    id: "setup",
    method: "GET",
    path: "/tenants/{tenant}/setup",
    needs: "supervisor",
    summary: "All documents that people set.",
  },
  {
    id: "setupLog",
    method: "GET",
    path: "/tenants/{tenant}/setup/log",
    needs: "administrator",
    summary: "Who changed what.",
  },
  {
    id: "setupDocument",
    method: "GET",
    path: "/tenants/{tenant}/setup/{name}",
    needs: "supervisor",
    summary: "One document.",
  },
  {
    id: "putSetup",
    method: "PUT",
    path: "/tenants/{tenant}/setup/{name}",
    needs: "administrator",
    summary: "Sets a document: `{revision, value}`.",
  },
  {
    id: "checkSetup",
    method: "POST",
    path: "/tenants/{tenant}/setup/{name}/check",
    needs: "administrator",
    summary: "A document's mistakes; nothing is saved.",
  },
  {
    id: "importSetup",
    method: "POST",
    path: "/tenants/{tenant}/setup/{name}/import",
    needs: "administrator",
    summary: "Rows of a CSV over a document.",
  },
  {
    id: "exportSetup",
    method: "GET",
    path: "/tenants/{tenant}/setup/{name}/export.csv",
    needs: "administrator",
    summary: "A document as CSV.",
    media: "text/csv",
  },
  {
    id: "setupPart",
    method: "GET",
    path: "/tenants/{tenant}/setup/{name}/{id}",
    needs: "supervisor",
    summary: "One board or screen.",
  },
  {
    id: "putSetupPart",
    method: "PUT",
    path: "/tenants/{tenant}/setup/{name}/{id}",
    needs: "administrator",
    summary: "Sets one board or screen.",
  },
  {
    id: "removeSetupPart",
    method: "DELETE",
    path: "/tenants/{tenant}/setup/{name}/{id}",
    needs: "administrator",
    summary: "Removes one board or screen.",
  },
  {
    id: "checkSetupPart",
    method: "POST",
    path: "/tenants/{tenant}/setup/{name}/{id}/check",
    needs: "administrator",
    summary: "The mistakes of one board or screen.",
  },
] as const satisfies readonly Operation[];
