/** The one door of boards for screens: the words in which layouts and settings are written. Reading them is behind `./read`. */
export * from "./plan.ts";
export * from "./setup.ts";
