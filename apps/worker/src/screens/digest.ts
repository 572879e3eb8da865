/** What is kept of secrets that only have to be recognised: their SHA-256. All of them have 128 bits of chance or more. */
import { createHash } from "node:crypto";

/** As 64 hexadecimal digits. */
export const digestOf = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
