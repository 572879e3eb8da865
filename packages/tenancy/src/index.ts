/** The one door of tenancy: whose floor is shown, and who may look. */
export * from "./contracts.ts";
export { mayAs, ROLES, type Role } from "./roles.ts";
