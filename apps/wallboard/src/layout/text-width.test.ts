import { describe, expect, it } from "vitest";
import { textWidthEm } from "./text-width.ts";

/** Names as Noto Sans draws them at weight 600, in em: measured in a browser. The 500 that is shipped is a little narrower. */
const DRAWN: readonly (readonly [script: string, name: string, em: number])[] = [
  ["Greek", "Γεώργιος Παπαδόπουλος", 12.22],
  ["Greek capitals", "ΜΑΡΙΑ ΩΜΗΓΑΚΗ", 8.22],
  ["Cyrillic", "Ольга Кузнецова", 8.52],
  ["Cyrillic with broad letters", "Мамышев Щукин Юрий", 12.08],
  ["Cyrillic", "Техническая поддержка", 12.22],
  ["Arabic", "محمد الحسيني", 6.26],
  ["Arabic", "عبد الرحمن", 4.59],
  ["Hebrew", "נועה לוי", 3.38],
  ["Hebrew", "אברהם", 3.11],
  ["Armenian", "Արամ Հակոբյան", 8.49],
  ["Georgian", "გიორგი ბერიძე", 8.05],
  ["Thai", "สมชาย ใจดี", 4.52],
  ["Thai", "ฝ่ายบริการลูกค้า", 6.64],
  ["Devanagari", "अनिता शर्मा", 4.42],
  ["Bengali", "মৌমিতা", 3.16],
  ["Gujarati", "કિરણ પટેલ", 4.1],
  ["Gurmukhi", "ਮਨਜੀਤ", 2.78],
  ["Kannada", "ಮಂಜುನಾಥ", 5.01],
  ["Malayalam", "ലക്ഷ്മി മേനോൻ", 8.66],
  ["Malayalam", "അനുമോൾ", 6],
  ["Tamil", "முருகன் செல்வம்", 9.54],
  ["Tamil", "தமிழ்ச்செல்வன்", 8.98],
  ["Telugu", "మహేష్", 2.92],
  ["Japanese", "さくら タカハシ", 7.2],
  ["Korean", "김 지민", 2.46],
  ["Chinese", "王 伟", 2.2],
];

describe("the estimated width of a name", () => {
  it.each(DRAWN)("in %s is not below what is drawn, nor twice of it: %s", (_script, name, em) => {
    expect(textWidthEm(name)).toBeGreaterThanOrEqual(em);
    expect(textWidthEm(name)).toBeLessThan(em * 2);
  });
});
