import { type SaxesAttributePlain, SaxesParser } from "saxes";
import { AppError } from "@/lib/errors";

/** What a reader of one XML part is told. `attributes` is asked for only where it is wanted. */
export type XmlHandler = {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
};

const maxDepth = 64;
const localName = (name: string) => (name.includes(":") ? name.slice(name.indexOf(":") + 1) : name);

/** A strict pull of XML from bytes: fatal UTF-8, no document type, no entities but the five, no deep nesting. */
export function xmlReader(handler: XmlHandler): { write(chunk: Uint8Array): void; end(): void } {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  const refuse = (why: string): never => {
    throw new AppError("refused", why === "doctype" || why === "depth" ? "xlsx-hostile" : "xlsx-broken", { detail: { why } });
  };
  parser.on("doctype", () => refuse("doctype"));
  parser.on("processinginstruction", () => undefined);
  parser.on("error", () => refuse("xml"));
  parser.on("opentag", (tag) => {
    if (++depth > maxDepth) refuse("depth");
    handler.open?.(localName(tag.name), tag.attributes as Record<string, SaxesAttributePlain["value"]>);
  });
  parser.on("closetag", (tag) => {
    depth--;
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
  return {
    write: (chunk) => void parser.write(decode(chunk)),
    end: () => {
      parser.write(decode());
      parser.close();
    },
  };
}

/** Reads a whole part; `isEnough` ends it early, and what follows is never unpacked. */
export async function readXml(
  stream: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  isEnough: () => boolean = () => false,
): Promise<void> {
  const reader = xmlReader(handler);
  for await (const chunk of stream) {
    reader.write(chunk);
    if (isEnough()) {
      return;
    }
  }
  reader.end();
}
