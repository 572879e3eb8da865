/** How long a text is as UTF-8, which queues and storage count by, without making the bytes. */

const isHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** @param text well-formed: halves of signs stand in pairs, as JSON's do, and each counts for two of its four bytes */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    if (unit > 0x7f) bytes += unit > 0x7ff && !isHalf(unit) ? 2 : 1;
  }
  return bytes;
}
