/// <reference lib="webworker" />
import type * as Reader from "unpdf/pdfjs";

/** Where a signature stands on a page, in parts of the page's width and height. */
export type Mark = { field: string; left: number; top: number; width: number; height: number };
/** `width`, `height`: of the page as it is shown, in points; `transform`: from its own points to those (a b c d e f). */
export type Drawn = {
  page: number;
  pages: number;
  bitmap: ImageBitmap;
  marks: Mark[];
  width: number;
  height: number;
  transform: readonly number[];
};
export type Asked = { bytes: ArrayBuffer; page: number | null; pixels: number };
export type Told = { drawn: Drawn } | { fault: true };

const mostPages = 2_000;
/** In a thread there is no document to make a canvas by, and none to hang filters on. */
class Canvases {
  create(width: number, height: number) {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext("2d") };
  }
  reset({ canvas }: { canvas: OffscreenCanvas }, width: number, height: number) {
    canvas.width = width;
    canvas.height = height;
  }
  destroy({ canvas }: { canvas: OffscreenCanvas }) {
    canvas.width = 0;
    canvas.height = 0;
  }
}
class NoFilters {
  addFilter = () => "none";
  addHCMFilter = () => "none";
  addAlphaFilter = () => "none";
  addLuminosityFilter = () => "none";
  addHighlightHCMFilter = () => "none";
  destroy() {}
}
type Field = { page?: number; type?: string };
type Widget = { subtype?: string; fieldType?: string; fieldName?: string; rect?: number[] };

/**
 * Draws a page of a PDF and says where its signatures stand: the asked page, else the first that bears one. Nothing in the file runs, nothing is
 * fetched, and whoever asked ends this thread when it takes too long.
 */
async function draw({ bytes, page: asked, pixels }: Asked): Promise<Drawn> {
  // Loaded only now: in a thread the reader takes every later message for its own.
  const { getDocument }: typeof Reader = await import("unpdf/pdfjs");
  const file = await getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: true,
    verbosity: 0,
    CanvasFactory: Canvases,
    FilterFactory: NoFilters,
  }).promise;
  if (file.numPages > mostPages) throw new Error("too long");
  const fields = Object.values((await file.getFieldObjects()) ?? {}).flat() as Field[];
  const first = fields.find(({ type }) => type === "signature")?.page ?? 0;
  const number = Math.min(Math.max(asked ?? first + 1, 1), file.numPages);
  const page = await file.getPage(number);
  const plain = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(pixels / plain.width, pixels / plain.height, 4) });
  const canvas = new OffscreenCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)));
  const context = canvas.getContext("2d");
  // The reader asks for a canvas of the page's own; this one has all it uses.
  await page.render({ canvasContext: context, canvas, viewport } as never).promise;
  const widgets = (await page.getAnnotations()) as Widget[];
  const marks = widgets.flatMap(({ subtype, fieldType, fieldName, rect }): Mark[] => {
    if (subtype !== "Widget" || fieldType !== "Sig" || !rect) return [];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = viewport.convertToViewportRectangle(rect) as number[];
    const [width, height] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
    if (width < 1 || height < 1) return [];
    return [
      {
        field: fieldName ?? "",
        left: Math.min(x1, x2) / viewport.width,
        top: Math.min(y1, y2) / viewport.height,
        width: width / viewport.width,
        height: height / viewport.height,
      },
    ];
  });
  return {
    ...{ page: number, pages: file.numPages, bitmap: canvas.transferToImageBitmap(), marks },
    ...{ width: plain.width, height: plain.height, transform: plain.transform as number[] },
  };
}

const scope = self as unknown as DedicatedWorkerGlobalScope;
scope.onmessage = ({ data }: MessageEvent<Asked>) => {
  scope.onmessage = null;
  draw(data).then(
    (drawn) => scope.postMessage({ drawn } satisfies Told, [drawn.bitmap]),
    () => scope.postMessage({ fault: true } satisfies Told),
  );
};
