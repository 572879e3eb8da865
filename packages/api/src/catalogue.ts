/**
 * Every operation of the API, in one place. The Worker's guard asks here who may; a route that is not here is refused, and one that
 * is here and not served fails the tests.
 */
import { ALERTS } from "./catalogue/alerts.ts";
import { DATA } from "./catalogue/data.ts";
import { FLOOR } from "./catalogue/floor.ts";
import { NOTICES } from "./catalogue/notices.ts";
import { SCREENS } from "./catalogue/screens.ts";
import { SERVICE } from "./catalogue/service.ts";
import { SETUP } from "./catalogue/setup.ts";
import { TENANTS } from "./catalogue/tenants.ts";
import type { Operation } from "./operation.ts";

export const OPERATIONS = [
  ...SERVICE,
  ...TENANTS,
  ...FLOOR,
  ...ALERTS,
  ...NOTICES,
  ...SETUP,
  ...SCREENS,
  ...DATA,
] as const satisfies readonly Operation[];

export type Catalogued = (typeof OPERATIONS)[number];
export type OperationId = Catalogued["id"];
