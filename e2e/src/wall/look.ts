/** What a person would notice about a part of the page: how colourful it is. Looked at in pixels, not in styles. */
import type { Locator } from "playwright-core";

/** Share of the part's pixels that are distinctly coloured, [0, 1]. */
export async function colourfulness(part: Locator): Promise<number> {
  const picture = await part.screenshot({ animations: "disabled" });
  return part.page().evaluate(async (base64) => {
    const DISTINCT = 60;
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("this browser draws nothing");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let coloured = 0;
    for (let place = 0; place < data.length; place += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(place, place + 3);
      if (Math.max(red, green, blue) - Math.min(red, green, blue) >= DISTINCT) coloured += 1;
    }
    return coloured / (data.length / 4);
  }, picture.toString("base64"));
}
