/** Codes of the server in words. One that has no words here, as a newer server may send, is shown as it is. */
import { i18n, t } from "../../words/words.ts";

const CODE = /^[A-Za-z][A-Za-z0-9]{0,39}$/;

/** @param area within the words of the alerts' pages */
export function wordOf(area: string, code: string): string {
  if (!CODE.test(code) || code in Object.prototype) return code;
  const key = `alerts-page.${area}.${code}`;
  return i18n.global.te(key) ? t(key) : code;
}

/** Fields whose values are codes that we have words for; whatever else is text, such as a status code, is the site's own. */
const AREAS: Readonly<Record<string, readonly string[]>> = {
  state: ["floor.states"],
  routable: ["alerts-page.values"],
  notRoutableReason: ["floor.notRoutable", "floor.unsure"],
  direction: ["alerts-page.values"],
  feedState: ["alerts-page.values"],
  feed: ["alerts-page.values"],
  routability: ["alerts-page.values"],
};

const VALUE = /^[A-Za-z][A-Za-z_]{0,39}$/;

/** @param of a rule's field, or the kind of an event */
export function valueWord(of: string, value: string): string {
  if (!VALUE.test(value) || value in Object.prototype || !Object.hasOwn(AREAS, of)) return value;
  const key = AREAS[of]?.map((area) => `${area}.${value}`).find((one) => i18n.global.te(one));
  return key === undefined ? value : t(key);
}
