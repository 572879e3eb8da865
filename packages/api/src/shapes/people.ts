/** The deployment itself, its tenants and its screens: contracts of `packages/tenancy`, named for the document. */

import { BOUNDS } from "@callboard/core";
import {
  checkReport as checkReportShape,
  deploymentLog as deploymentLogShape,
  keysOrder as keysOrderShape,
  keysRotated as keysRotatedShape,
  keysView as keysViewShape,
  pairInput as pairInputShape,
  pairingClaim as pairingClaimShape,
  pairingOffer as pairingOfferShape,
  removeOrder,
  screenBoard as screenBoardShape,
  screenOrder as screenOrderShape,
  screenView as screenViewShape,
  sessionView as sessionViewShape,
  tenantInput as tenantInputShape,
  tenantPage as tenantPageShape,
  tenantView as tenantViewShape,
  tvSession as tvSessionShape,
} from "@callboard/tenancy";
import { z } from "zod";
import { lazy } from "../lazy.ts";
import { revision } from "./setup.ts";

// ── The deployment ─────────────────────────────────────────────────────────────────────────────────────────

export const session = lazy(() => sessionViewShape.meta({ id: "Session" }));
export const deploymentLog = lazy(() => deploymentLogShape.meta({ id: "DeploymentLog" }));
export const keysQuery = lazy(() =>
  z.object({ after: z.string().optional().meta({ description: "The `next` of the slice before." }) }),
);
export const keysView = lazy(() => keysViewShape.meta({ id: "Keys" }));
export const keysOrder = lazy(() => keysOrderShape);
export const keysRotated = lazy(() => keysRotatedShape.meta({ id: "KeysRotated" }));

// ── Tenants ────────────────────────────────────────────────────────────────────────────────────────────────

export const tenantQuery = lazy(() =>
  z.object({
    after: z.string().optional().meta({ description: "The `next` of the page before." }),
    limit: z.coerce.number<number | string>().int().min(1).max(BOUNDS.tenantPageMax).optional(),
  }),
);

export const tenant = lazy(() => tenantViewShape.meta({ id: "Tenant" }));
export const tenantPage = lazy(() => tenantPageShape.extend({ tenants: z.array(tenant()) }));

/** A secret that is left out is the one that is stored. */
export const removal = lazy(() =>
  removeOrder.meta({ description: "The tenant's own id once more, and the revision that was looked at." }),
);
export const tenantInput = lazy(() => tenantInputShape.meta({ id: "TenantInput" }));

export const tenantOrder = lazy(() => z.strictObject({ revision: revision(), value: tenantInput() }));

/** What a tenant's own administrators may change. */
export const tenantChange = lazy(() =>
  z.strictObject({
    revision: revision(),
    value: tenantInputShape.omit({ region: true, label: true }).meta({ id: "TenantChange" }),
  }),
);

export const checkReport = lazy(() => checkReportShape.meta({ id: "CheckReport" }));

// ── Screens ────────────────────────────────────────────────────────────────────────────────────────────────

export const screenView = lazy(() => screenViewShape.meta({ id: "Screen" }));
export const screens = lazy(() => z.array(screenView()));
export const pairInput = lazy(() => pairInputShape);
export const screenOrder = lazy(() => screenOrderShape);
export const screenBoard = lazy(() => screenBoardShape);

export const pairingOffer = lazy(() => pairingOfferShape.meta({ id: "PairingOffer" }));
export const pairingClaim = lazy(() => pairingClaimShape);
export const pairingSecret = lazy(() => z.object({ secret: z.string().min(1).max(BOUNDS.idCharsMax) }));
export const tvSession = lazy(() => tvSessionShape);
