/** The door for whoever checks boards and settings that come from outside. */
export type {};
