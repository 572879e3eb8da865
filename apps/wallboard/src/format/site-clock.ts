/**
 * The site's wall clock: the one place where a zone is applied to an instant. The instant is the server's; the screen's
 * own date is never asked.
 */
import { localeOf } from "./locale.ts";

export interface SiteClock {
  /** `14:32:10` */
  time(at: number): string;
  /** `Thu 15 May`, `Do., 15. Mai`: as the language writes it. */
  date(at: number): string;
  /** `CEST`, `EDT`; the offset where the zone has no abbreviation in English. */
  zone(at: number): string;
}

const FALLBACK_ZONE = "UTC";
const QUARTER_MS = 900_000;

/**
 * @param zone an IANA zone; one this engine does not know is shown as UTC, which then says so
 * @param language of the weekday and the month
 */
export function createSiteClock(zone: string, language = "en"): SiteClock {
  const known = knownZone(zone);
  const locale = localeOf(language);
  const time = formatter("en-GB", known, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const date = formatter(locale, known, { weekday: "short", day: "numeric", month: "short" });
  // Whether English has a comma there depends on the engine's age.
  const plain = (text: string) => (locale.startsWith("en") ? text.replace(",", "") : text);
  // British English knows Europe's abbreviations and American English America's; either falls back to an offset.
  const names = [locale, "en-GB", "en-US"].map((locale) =>
    formatter(locale, known, { hour: "2-digit", timeZoneName: "short" }),
  );
  const zoneName = (at: number) => {
    const found = names.map((name) => partOf(name, at));
    return found.find((text) => !/[+\-−\d]/.test(text)) ?? found[0] ?? known;
  };
  return {
    time: (at) => time.format(at),
    date: perQuarter((at) => plain(date.format(at))),
    zone: perQuarter(zoneName),
  };
}

/** Days and offsets change on quarter hours in every zone there is; asked each second, this is worth remembering. */
function perQuarter(tell: (at: number) => string): (at: number) => string {
  let quarter: number | null = null;
  let told = "";
  return (at) => {
    const asked = Math.floor(at / QUARTER_MS);
    if (asked !== quarter) told = tell(at);
    quarter = asked;
    return told;
  };
}

function partOf(format: Intl.DateTimeFormat, at: number): string {
  return format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "";
}

function formatter(
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone });
}

function knownZone(zone: string): string {
  try {
    formatter("en-GB", zone, {}).format(0);
    return zone;
  } catch {
    return FALLBACK_ZONE;
  }
}
