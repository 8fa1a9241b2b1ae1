import type { getDocumentProxy } from "unpdf";
import { searchable } from "@/lib/words";
import type { FoundWords, PaperWords } from "../model";

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

/** What of a long document is read: whoever looks for it by a word of page 800 finds it by its subject. */
const most = { pages: 300, letters: 400_000, pieces: 5_000, ms: 6_000 };
/** A stamp is short. */
const shortPiece = 30;

/** What is written in a PDF, as far as it is text and not a picture; a page that cannot be read is left out. Never throws. */
export async function wordsOf(document: Document): Promise<PaperWords> {
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

/** Where words stand last, accents and letters' case aside: a signer's name is written beneath the room for the signature. Null: nowhere. Never throws. */
export async function placeOf(document: Document, words: string): Promise<FoundWords | null> {
  const sought = searchable(words);
  const until = performance.now() + most.ms;
  for (let n = document.numPages; n >= Math.max(1, document.numPages - mostSought) && performance.now() < until; n -= 1) {
    const lines = await linesOf(document, n).catch(() => []);
    const line = lines.findLast(({ text }) => searchable(text).includes(sought));
    if (line) return { page: n, left: line.left, bottom: line.bottom, width: line.right - line.left };
  }
  return null;
}
/** Annexes may follow the page that is signed, not many. */
const mostSought = 50;

type Line = { text: string; left: number; right: number; bottom: number };
/** What stands on one height is one line, unless it is far apart: the names of two signers are two. */
async function linesOf(document: Document, n: number): Promise<Line[]> {
  const lines: Line[] = [];
  const page = await document.getPage(n);
  for (const item of (await page.getTextContent()).items) {
    if (!("str" in item) || item.str === "") continue;
    const [left, bottom] = [Number(item.transform[4]), Number(item.transform[5])];
    const right = left + item.width;
    const last = lines.at(-1);
    const isNext = last && Math.abs(last.bottom - bottom) < 2 && left - last.right < 12 && left >= last.left;
    if (!isNext) lines.push({ text: item.str, left, right, bottom });
    else {
      last.text += item.str;
      last.right = Math.max(last.right, right);
    }
  }
  return lines;
}
