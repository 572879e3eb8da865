/** Cells that hold more than a text: yes and no, weekdays, times, breaks. `null` where it is none. */

const YES = new Set(["yes", "y", "true", "1", "x", "ja", "j", "wahr", "oui", "o", "vrai"]);
const NO = new Set(["no", "n", "false", "0", "nein", "falsch", "non", "faux"]);

export function yesNoOf(cell: string): boolean | null {
  const word = cell.toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

/** Weekdays in our languages, from Monday on. */
const DAY_WORDS: readonly RegExp[] = [
  /^(mo|mon|monday|montag|lu|lun|lundi)$/,
  /^(tu|tue|tues|tuesday|di|die|dienstag|ma|mar|mardi)$/,
  /^(we|wed|wednesday|mi|mit|mittwoch|me|mer|mercredi)$/,
  /^(th|thu|thur|thurs|thursday|do|don|donnerstag|je|jeu|jeudi)$/,
  /^(fr|fri|friday|fre|freitag|ve|ven|vendredi)$/,
  /^(sa|sat|saturday|sam|samstag|samedi)$/,
  /^(su|sun|sunday|so|son|sonntag|dim|dimanche)$/,
];

/** `1-5`, `Mon-Fri`, `1,2,3`, `Mo Di Mi`: ISO weekdays. A range may run over the week's end. */
export function daysOf(cell: string): readonly number[] | null {
  const days: number[] = [];
  for (const part of cell.replace(/\s*[-–]\s*/g, "-").split(/[\s,;/+&]+/)) {
    if (part === "") continue;
    const [first, last = first, ...more] = part.split("-").map(dayOf);
    if (first === undefined || first === null || last === null || last === undefined || more.length > 0)
      return null;
    for (let day = first; ; day = (day % 7) + 1) {
      days.push(day);
      if (day === last) break;
    }
  }
  return days.length === 0 ? null : [...new Set(days)].sort();
}

function dayOf(text: string): number | null {
  const word = text.toLowerCase().replace(/\.$/, "");
  const place = DAY_WORDS.findIndex((words) => words.test(word));
  return /^[1-7]$/.test(word) ? Number(word) : place < 0 ? null : place + 1;
}

/** `8:00`, `08.00` and `08:00:00` are "08:00"; what is no time stays as it is, for the reader to say so. */
export function timeOf(cell: string): string {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d{2})(?::00)?$/.exec(cell) ?? [];
  return hours === undefined || minutes === undefined ? cell : `${hours.padStart(2, "0")}:${minutes}`;
}

export interface Break {
  readonly name: string;
  readonly start: string;
  readonly end: string;
}

const BREAK = /^(?<name>.*?)\s*(?<start>\d{1,2}[:.]\d{2})\s*[-–]\s*(?<end>\d{1,2}[:.]\d{2})$/u;

/** `Lunch 12:00-12:30; Tea 15:00-15:15`: breaks, or the one that is none. */
export function breaksOf(cell: string): { readonly breaks: readonly Break[] } | { readonly wrong: string } {
  const breaks: Break[] = [];
  for (const part of cell.split(/[;|\n]/)) {
    if (part.trim() === "") continue;
    const { name = "", start, end } = BREAK.exec(part.trim())?.groups ?? {};
    if (start === undefined || end === undefined) return { wrong: part.trim() };
    breaks.push({ name: name === "" ? "Break" : name, start: timeOf(start), end: timeOf(end) });
  }
  return { breaks };
}

export const breaksText = (breaks: readonly Break[]): string =>
  breaks.map(({ name, start, end }) => `${name.replace(/[;|\n]/g, ",")} ${start}-${end}`).join("; ");
