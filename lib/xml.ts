import { type SaxesAttributePlain, SaxesParser } from "saxes";

/** What a reader of one XML part is told. `attributes` is asked for only where it is wanted. */
export type XmlHandler = {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
};

/**
 * Elements that make up nearly all of a part and that every program writes in the same plain way: rows, shared texts. They are cut out
 * before the parser sees them, for it takes several times as long. Each is a whole element, so what is left is well-formed if
 * the whole was, and whatever is written in any other way goes to the parser.
 */
export type Plain = {
  /** The start tag of the element that holds them; global. */
  opens: RegExp;
  /** Their end tag. */
  closes: string;
  /** Takes the element that begins here where all of it is there and plain, and answers where it ends; -1 otherwise. */
  take(text: string, at: number): number;
};

/** A character that stands for itself in a text: no markup, none that XML forbids or makes another. For an expression. */
export const plainCharacter = "[^<&\\]\\r\\0-\\x08\\v\\f\\x0e-\\x1f\\ufffe\\uffff]";

const maxDepth = 64;
/** No text, comment or tag of what we read is longer; the parser would gather it without end. */
const maxBetweenTags = 1_000_000;
/** A plain element is no longer: what seems to be goes to the parser. */
const maxPlain = 65_536;
const localName = (name: string) => (name.includes(":") ? name.slice(name.indexOf(":") + 1) : name);

/** Why something is not read as XML. */
export type XmlRefusal = "xml" | "utf-8" | "doctype" | "depth" | "endless";
/**
 * A strict pull of XML from bytes: fatal UTF-8, no document type, no entities but the five, no deep nesting, nothing without an end. `refuse` throws
 * what whoever reads it is told.
 */
export function strictXml(
  handler: XmlHandler,
  refuse: (why: XmlRefusal) => never,
  plain?: Plain,
): { write(chunk: Uint8Array): void; end(): void } {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  let isTagEnded = false;
  let sinceTag = 0;
  parser.on("doctype", () => refuse("doctype"));
  parser.on("processinginstruction", () => undefined);
  parser.on("error", () => refuse("xml"));
  parser.on("opentag", (tag) => {
    if (++depth > maxDepth) refuse("depth");
    isTagEnded = true;
    sinceTag = 0;
    handler.open?.(localName(tag.name), tag.attributes as Record<string, SaxesAttributePlain["value"]>);
  });
  parser.on("closetag", (tag) => {
    depth--;
    isTagEnded = true;
    sinceTag = 0;
    handler.close?.(localName(tag.name));
  });
  if (handler.text) {
    parser.on("text", (text) => handler.text?.(text));
    parser.on("cdata", (text) => handler.text?.(text));
  }
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      return refuse("utf-8");
    }
  };
  const parse = (text: string) => {
    sinceTag += text.length;
    if (sinceTag > maxBetweenTags) refuse("endless");
    parser.write(text);
  };
  /** Hands over text that ends in ">": does a tag end there, or does it only look so in a comment? */
  const endsTag = (text: string) => {
    parse(text.slice(0, -1));
    isTagEnded = false;
    parse(">");
    return isTagEnded;
  };
  const cut = plain && cutter(plain, { write: parse, endsTag, depth: () => depth });
  return {
    write(chunk) {
      const text = decode(chunk);
      if (cut) cut.write(text);
      else parse(text);
    },
    end() {
      parser.write(`${cut?.rest() ?? ""}${decode()}`);
      parser.close();
    },
  };
}

type Judge = { write(text: string): void; endsTag(text: string): boolean; depth(): number };
/** Takes plain elements out of a text that comes in pieces, and hands the rest to the parser. */
function cutter(plain: Plain, parser: Judge): { write(text: string): void; rest(): string } {
  let rest = "";
  /** How deep lies what holds them; 0 before it begins. */
  let holder = 0;
  /** Has the parser been given all that was before, and is it where one may begin? */
  let isBetween = false;

  const takeAll = (text: string, from: number) => {
    for (let at = from; ; ) {
      const start = pastBlanks(text, at);
      const end = plain.take(text, start);
      if (end < 0) return start;
      at = end;
    }
  };
  /** Where the tag ends after which one may begin; -1 when it has not come yet. */
  const nextPlace = (text: string, at: number) => {
    if (holder === 0) {
      plain.opens.lastIndex = at;
      return plain.opens.test(text) ? plain.opens.lastIndex : -1;
    }
    const found = text.indexOf(plain.closes, at);
    return found < 0 ? -1 : found + plain.closes.length;
  };
  return {
    write(piece) {
      const text = rest + piece;
      rest = "";
      let at = 0;
      for (;;) {
        if (isBetween) at = takeAll(text, at);
        const place = nextPlace(text, at);
        if (place < 0) break;
        const isTag = parser.endsTag(text.slice(at, place));
        if (isTag && holder === 0) holder = parser.depth();
        isBetween = isTag && parser.depth() === holder;
        at = place;
      }
      if (isBetween && text.length - at < maxPlain) rest = text.slice(at);
      else {
        isBetween = false;
        parser.write(text.slice(at));
      }
    },
    rest: () => rest,
  };
}
function pastBlanks(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 32 || (code >= 9 && code <= 10) || code === 13; code = text.charCodeAt(at)) at++;
  return at;
}
