/**
 * Letters as they are looked for: without case and without marks, so that "goncalves" finds "Gonçalves" and "soren"
 * finds "Søren". Only for comparing; it must never be shown, nor decide an order.
 */

/** Letters that are not a plain letter with a mark, and what people type for them. */
const TYPED_AS: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
};
const UNTYPED = /[øłđıßæœ]/g;

/** Letters without marks, as most names are: those are done with at once, since lists fold thousands of names. */
const PLAIN = /^[ -~\n]*$/;

export function folded(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const plain = text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}+/gu, "");
  return plain.replace(UNTYPED, (letter) => TYPED_AS[letter] ?? letter);
}
