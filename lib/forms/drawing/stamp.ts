import type { TDocumentDefinitions } from "pdfmake/interfaces";
import type { SignatureStamp } from "../model";

/** Two of these lines go beneath a picture (`numberHeight` of lib/documents/signing/place.ts). */
const lineHeight = 12;
/** A symbol is written on one line, however long. */
const signsOnLine = 22;

/** What is drawn where a document is signed: a picture where there is one, with words beneath it, else words. A page of its very size. */
export function stampDocument({ width, height, picture, lines }: SignatureStamp): TDocumentDefinitions {
  const isPicture = picture !== null;
  const written = lines.map((text) => ({ text, noWrap: isPicture, fontSize: isPicture ? fitted(text) : 8 }));
  return {
    pageSize: { width, height },
    pageMargins: isPicture ? 0 : 2,
    defaultStyle: { font: "Tinos", fontSize: 8, lineHeight: 1.05 },
    content: isPicture
      ? [
          { image: picture, fit: [width, height - 1 - lines.length * lineHeight], alignment: "center" },
          { stack: written, alignment: "center" },
        ]
      : [{ stack: written }],
  };
}
const fitted = (text: string) => Math.min(9, (9 * signsOnLine) / Math.max(1, text.length));
