/**
 * A screen that was disconnected keeps nothing of the floor that it showed. What a person chose on this device (their name,
 * the sound) begins with other words and stays.
 */

/** All setups that walls have kept begin with this. */
export const SETUP_KEY = "callboard.setup";

/** @param storage asked for when it is needed, since reading it throws where a browser has it switched off */
export function forgetKept(storage: () => Storage): void {
  try {
    const kept = storage();
    for (let place = kept.length - 1; place >= 0; place -= 1) {
      const key = kept.key(place);
      if (key?.startsWith(SETUP_KEY)) kept.removeItem(key);
    }
  } catch {
    // Then nothing was kept either.
  }
}
