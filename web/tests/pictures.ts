// How much of two pictures differs. A browser reads both; where it drew them itself, the same page gives the same pixels.
import type { Page } from "puppeteer-core";

const SEEN = 16;  // of 255 in a channel: less is nothing that one sees

// The share of pixels, 0 to 1; 1 if they are not of one size. `page`: an empty one.
export const differing = (page: Page, before: Uint8Array, after: Uint8Array): Promise<number> =>
  page.evaluate(async (one, other, seen) => {
    const pixels = async (png: string): Promise<ImageData> => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      if (!context) throw new Error("nothing to draw on");
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height);
    };
    const [a, b] = [await pixels(one), await pixels(other)];
    if (a.width !== b.width || a.height !== b.height) return 1;
    let count = 0;
    for (let at = 0; at < a.data.length; at += 4)
      if ([0, 1, 2].some((channel) => Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)) > seen)) ++count;
    return count / (a.width * a.height);
  }, Buffer.from(before).toString("base64"), Buffer.from(after).toString("base64"), SEEN);
