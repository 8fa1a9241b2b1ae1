import type { TDocumentDefinitions } from "pdfmake/interfaces";
import type { SignatureStamp } from "../model";

/** What is drawn where a document is signed: a picture where there is one, else who signed and when. A page of its very size. */
export function stampDocument({ width, height, picture, lines }: SignatureStamp): TDocumentDefinitions {
  const isPicture = picture !== null;
  return {
    pageSize: { width, height },
    pageMargins: isPicture ? 0 : 2,
    defaultStyle: { font: "Tinos", fontSize: 8, lineHeight: 1.05 },
    content: isPicture
      ? [{ image: picture, fit: [width, height - 1], alignment: "center" }]
      : [{ stack: lines.map((text) => ({ text })) }],
  };
}
