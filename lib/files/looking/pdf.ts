import { inflateSync } from "node:zlib";
import { getDocumentProxy } from "unpdf";
import { type ActivePart, mostPages } from "../model";
import type { Looked } from "./look";
import { placeOf, wordsOf } from "./written";

/** Names of PDF objects that act, or carry what acts (SECURITY T-33), and what each is to a reader. */
const acting: readonly [RegExp, ActivePart][] = [
  [/\/(?:JS|JavaScript)(?![A-Za-z0-9#])/, "script"],
  [/\/Launch(?![A-Za-z0-9#])/, "launch"],
  [/\/AA(?![A-Za-z0-9#])/, "acts"],
  [/\/(?:EmbeddedFiles?|FileAttachment)(?![A-Za-z0-9#])/, "embedded"],
  [/\/GoTo[ER](?![A-Za-z0-9#])/, "leads-away"],
  [/\/(?:SubmitForm|ImportData)(?![A-Za-z0-9#])/, "sends"],
  [/\/XFA(?![A-Za-z0-9#])/, "form-program"],
  [/\/(?:RichMedia|Movie|Rendition)(?![A-Za-z0-9#])/, "media"],
];
/** A page that a file opens at is no act; anything else it does when it is opened is. */
const opening = /\/OpenAction(?![A-Za-z0-9#])(?!\s*\[)/;

/** Objects may be packed into streams: what such a stream and all of them together may unpack to. */
const unpacked = { one: 16 * 2 ** 20, all: 64 * 2 ** 20 };

/** The pages of a PDF and what acts in it. Runs in a thread of its own, which may be ended at any time. */
export async function lookIntoPdf(bytes: Uint8Array, wantsWords: boolean, seeks?: string): Promise<Looked> {
  const told = plainText(bytes);
  const active = new Set<ActivePart>(acting.flatMap(([name, part]) => (name.test(told.text) ? [part] : [])));
  // The reader takes the bytes over: they are asked before.
  const document = await getDocumentProxy(new Uint8Array(bytes), {
    verbosity: 0,
    isEvalSupported: false,
    enableXfa: false,
  }).catch((error: unknown) => (error instanceof Error && error.name === "PasswordException" ? "locked" : null));
  if (document === "locked") return { fault: "paper-locked" };
  if (document === null) return { fault: "paper-unreadable" };
  if (document.numPages > mostPages) return { fault: "paper-too-long" };
  if (await document.hasJSActions().catch(() => false)) active.add("script");
  if (await document.getAttachments().catch(() => null)) active.add("embedded");
  if (opening.test(told.text)) {
    const opens: unknown = await document.getOpenAction().catch(() => null);
    if (!(typeof opens === "object" && opens !== null && "dest" in opens)) active.add("opens");
  }
  if (told.isSealed) active.add("sealed");
  const found = seeks === undefined ? {} : { found: await placeOf(document, seeks) };
  const looked = { pages: document.numPages, active: [...active].sort(), ...found };
  return wantsWords ? { ...looked, words: await wordsOf(document) } : looked;
}

/**
 * What stands in a file as plain objects: without the packed streams, in whose bytes any name may stand by chance, but with the objects
 * that are packed in streams unpacked. Names are written out where they hide behind "#4a". `isSealed`: part of it could not be looked at.
 */
function plainText(bytes: Uint8Array): { text: string; isSealed: boolean } {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const parts: string[] = [];
  let isSealed = /\/Encrypt(?![A-Za-z0-9])/.test(whole);
  let from = 0;
  let left = unpacked.all;
  for (const { index, 0: word } of whole.matchAll(/stream\r?\n/g)) {
    if (index < from) continue;
    const begins = index + word.length;
    const head = whole.slice(Math.max(from, index - 4_096), index);
    const dictionary = head.slice(Math.max(0, head.lastIndexOf("obj")));
    if (!dictionary.includes("/Filter")) continue;
    const ends = whole.indexOf("endstream", begins);
    if (ends < 0) break;
    parts.push(whole.slice(from, begins));
    from = ends;
    if (!dictionary.includes("/ObjStm")) continue;
    const objects = unpack(bytes.subarray(begins, ends), Math.min(unpacked.one, left));
    if (objects === null) isSealed = true;
    else {
      left -= objects.length;
      parts.push(objects);
    }
  }
  parts.push(whole.slice(from));
  const text = parts
    .join("\n")
    .replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return { text, isSealed };
}

function unpack(packed: Uint8Array, most: number): string | null {
  if (most <= 0) return null;
  try {
    return inflateSync(packed, { maxOutputLength: most }).toString("latin1");
  } catch {
    return null;
  }
}
