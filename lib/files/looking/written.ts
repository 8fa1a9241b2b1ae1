import type { getDocumentProxy } from "unpdf";
import type { PaperWords } from "../model";

/** What of a long document is read: whoever looks for it by a word of page 800 finds it by its subject. */
const most = { pages: 300, letters: 400_000, pieces: 5_000, ms: 6_000 };
/** A stamp is short. */
const shortPiece = 30;

/** What is written in a PDF, as far as it is text and not a picture; a page that cannot be read is left out. Never throws. */
export async function wordsOf(document: Awaited<ReturnType<typeof getDocumentProxy>>): Promise<PaperWords> {
  const lines: string[] = [];
  const pieces = new Set<string>();
  const until = performance.now() + most.ms;
  let letters = 0;
  for (let n = 1; n <= Math.min(document.numPages, most.pages) && letters < most.letters && performance.now() < until; n += 1) {
    const items = await document
      .getPage(n)
      .then(async (page) => (await page.getTextContent()).items)
      .catch(() => []);
    const text: string[] = [];
    for (const item of items) {
      if (!("str" in item)) continue;
      text.push(item.str, item.hasEOL ? "\n" : "");
      const piece = item.str.trim();
      if (piece !== "" && piece.length <= shortPiece && pieces.size < most.pieces) pieces.add(piece);
    }
    const page = text.join("").slice(0, most.letters - letters);
    letters += page.length;
    lines.push(page);
  }
  return { text: lines.join("\n"), pieces: [...pieces] };
}
