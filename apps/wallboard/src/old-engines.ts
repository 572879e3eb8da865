/**
 * The one function of our libraries that televisions before 2022 lack (`Object.hasOwn`, Chromium 93; pinia asks for it).
 * Imported before everything else. More than this does not belong here: our own code does without.
 */
type HasOwn = (object: object, key: PropertyKey) => boolean;

/** Gives `objects` a `hasOwn` where it has none. */
export function completeObject(objects: { hasOwn?: HasOwn }): void {
  if (typeof objects.hasOwn === "function") return;
  const own = Object.prototype.hasOwnProperty;
  objects.hasOwn = (object, key) => own.call(object, key);
}

completeObject(Object);
