/** Names of time zones that this browser knows, to choose from; the server judges what was typed. */
export function zoneNames(): readonly string[] {
  // Browsers before 2022 cannot list them; then the field is typed without help.
  return typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
}
