/** The words in which the book of tenants refuses something. */
import { BOUNDS, quoted } from "@callboard/core";
import { type Refused, refused, wrong } from "@callboard/shell";

export const NO_SECRET = "`clientSecret`: a new tenant needs one.";

export const noSuchTenant = (id: string): Refused =>
  refused(
    404,
    "Unknown tenant",
    `There is no tenant ${quoted(id)} here. Check the name in the address, or add the tenant.`,
  );

export const beingRemoved = (id: string): Refused =>
  refused(
    409,
    "It is being removed",
    `The tenant ${quoted(id)} is being deleted, and cannot be changed any more.`,
  );

export const isGone = (id: string): Refused =>
  refused(
    409,
    "It is gone",
    `Somebody removed the tenant ${quoted(id)} meanwhile. Put it with \`revision: null\`, and with its secret, to have it again.`,
  );

export const isTaken = (id: string): Refused =>
  refused(409, "The name is taken", `CALLBOARD_TENANTS has a tenant ${quoted(id)}: choose another id.`);

export const tooMany = refused(
  409,
  "There are too many",
  `A deployment has ${BOUNDS.tenantsMax} tenants at most.`,
);

export const otherRegion = (region: string, here: string): Refused =>
  wrong("Another region", [
    `The tenant is in CXone's region "${region}", and this deployment serves "${here}". Add it to the deployment of its own region.`,
  ]);

export const noKey = refused(
  503,
  "No key",
  "This deployment has no key to seal secrets with. See /api/health.",
);

export const tooManyPeople = wrong("Too many people", [
  `All tenants together name ${BOUNDS.deploymentGrantsMax} people and groups at most. Name groups instead of people.`,
]);
