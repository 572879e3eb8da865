/** Codes of the server in words. One that has no words here, as a newer server may send, is shown as it is. */
import { i18n, t } from "../../words/words.ts";

const CODE = /^[A-Za-z][A-Za-z0-9]{0,39}$/;

/** @param area within the words of the alerts' pages */
export function wordOf(area: string, code: string): string {
  if (!CODE.test(code) || code in Object.prototype) return code;
  const key = `alerts-page.${area}.${code}`;
  return i18n.global.te(key) ? t(key) : code;
}
