/** Operations of the API that are about tenants and their connections to CXone. */
import type { Operation } from "../operation.ts";

export const TENANTS = [
  {
    id: "tenants",
    method: "GET",
    path: "/tenants",
    needs: "owner",
    summary: "Every tenant of this deployment.",
  },
  {
    id: "addTenant",
    method: "PUT",
    path: "/tenants/{tenant}",
    needs: "owner",
    summary: "Adds a tenant, or changes one: `{revision, value}`.",
  },
  {
    id: "tenant",
    method: "GET",
    path: "/tenants/{tenant}",
    needs: "administrator",
    summary: "The tenant as it is set; never its secret.",
  },
  {
    id: "changeTenant",
    method: "POST",
    path: "/tenants/{tenant}/change",
    needs: "administrator",
    summary: "Changes what of the tenant its own administrators may: `{revision, value}`.",
  },
  {
    id: "pauseTenant",
    method: "POST",
    path: "/tenants/{tenant}/pause",
    needs: "administrator",
    summary: "Hangs up on CXone and stops watching, until it is resumed.",
  },
  {
    id: "resumeTenant",
    method: "POST",
    path: "/tenants/{tenant}/resume",
    needs: "administrator",
    summary: "Goes on after a pause.",
  },
  {
    id: "removeTenant",
    method: "DELETE",
    path: "/tenants/{tenant}",
    needs: "owner",
    summary: "Forgets the tenant and all that is stored of it.",
  },
  {
    id: "checkTenant",
    method: "POST",
    path: "/tenants/{tenant}/check",
    needs: "administrator",
    summary: "Walks through the connection with what is stored, and says what it found.",
  },
  {
    id: "checkConnection",
    method: "POST",
    path: "/checks",
    needs: "owner",
    summary: "The same with what is sent, before anything is stored.",
  },
] as const satisfies readonly Operation[];
