import { describe, expect, it } from "vitest";
import { pack, unpack } from "./pack.ts";

describe("packed text", () => {
  it.each([
    ["nothing", ""],
    ["any script", "漢字 😀 <b>\n"],
    ["much of the same", "{}\n".repeat(100_000)],
  ])("comes back as it was: %s", async (_, text) => {
    const packed = await pack(text);
    expect((await unpack(packed)) === text).toBe(true);
    if (text.length > 1_000) expect(packed.byteLength).toBeLessThan(text.length / 10);
  });

  it("is refused where it is no gzip", async () => {
    await expect(unpack(new Uint8Array([1, 2, 3]))).rejects.toThrow();
  });
});
