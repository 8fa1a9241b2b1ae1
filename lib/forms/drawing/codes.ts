import bwipjs from "bwip-js/node";
import type { Content } from "pdfmake/interfaces";
import * as z from "zod";

const Matrix = z.tuple([z.object({ pixs: z.array(z.number()), pixx: z.number(), pixy: z.number() })]).rest(z.unknown());
const Bars = z.tuple([z.object({ sbs: z.array(z.number()) })]).rest(z.unknown());

type Rectangle = { x: number; y: number; w: number; h: number };
const black = (rectangles: readonly Rectangle[]): Content => ({
  canvas: rectangles.map((r) => ({ type: "rect", ...r, color: "black", lineWidth: 0 })),
});

/** The text as a QR code of about so many points a side, drawn, not a picture: it stays sharp on any printer. */
export function qrCode(text: string, side: number): Content {
  const [{ pixs, pixx: size }] = Matrix.parse(bwipjs.raw("qrcode", text, "eclevel=M"));
  const module = side / size;
  const runs: Rectangle[] = [];
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; ) {
      const start = column;
      while (column < size && pixs[row * size + column]) column += 1;
      if (column > start) runs.push({ x: start * module, y: row * module, w: (column - start) * module, h: module });
      else column += 1;
    }
  return black(runs);
}

/** The text as CODE128, at most so wide, with bars of `height` points. */
export function code128(text: string, widest: number, height: number): { content: Content; width: number } {
  const [{ sbs }] = Bars.parse(bwipjs.raw("code128", text, ""));
  const modules = sbs.reduce((sum, width) => sum + width, 0);
  // Narrower than a quarter of a millimetre no desk scanner reads surely; a code too long for that is drawn as wide as there is room.
  const module = Math.min(1, widest / modules);
  const bars: Rectangle[] = [];
  let x = 0;
  sbs.forEach((width, i) => {
    if (i % 2 === 0) bars.push({ x: x * module, y: 0, w: width * module, h: height });
    x += width;
  });
  return { content: black(bars), width: modules * module };
}
