/** Why a rule does or does not fire, in words; a reason of a newer server is shown as it is. */
import { i18n, t } from "../../words/words.ts";

export function becauseWord(reason: string): string {
  const key = `rules.because.${reason}`;
  return /^[A-Za-z]{1,40}$/.test(reason) && i18n.global.te(key, "en") ? t(key) : reason;
}
