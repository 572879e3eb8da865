/** The one door of what is set for a tenant. */
export type {};
