// How much saturated colour a page shows: counted in a picture of it, whatever made the colour.

import type { Page } from "playwright-core";

/** Share of the pixels whose strongest and weakest channel lie more than 60 of 255 apart. */
export const colourShare = async (page: Page): Promise<number> => {
  const picture = await page.screenshot({ type: "png" });
  const lab = await page.context().newPage();
  const share = await lab.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const paper = canvas.getContext("2d");
    if (paper === null) throw new Error("no canvas");
    paper.drawImage(image, 0, 0);
    const { data } = paper.getImageData(0, 0, image.width, image.height);
    let coloured = 0;
    for (let n = 0; n < data.length; n += 4) {
      const [r = 0, g = 0, b = 0] = data.subarray(n, n + 3);
      if (Math.max(r, g, b) - Math.min(r, g, b) > 60) coloured += 1;
    }
    return coloured / (data.length / 4);
  }, picture.toString("base64"));
  await lab.close();
  return share;
};
