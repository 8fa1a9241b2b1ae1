import { SaxesParser } from "saxes";
import { Base64Stream } from "./base64";
import { PacketFault } from "./faults";

/** An element by its local name: senders use the namespace with a prefix and without, side by side. */
export type Node = { name: string; text: string; children: Node[] };

export const limits = {
  packetBytes: 200 * 2 ** 20,
  attachmentBytes: 150 * 2 ** 20,
  attachments: 50,
  depth: 32,
  elements: 20_000,
  attributes: 32,
  /** Of all that is not an attachment. */
  text: 2_000_000,
  /** Between two tags, and so within one. */
  gap: 1_000_000,
};

/** Where the bytes of the nth attachment go as they are read, in their order. */
export type Sink = (attachment: number, bytes: Buffer) => Promise<void>;
export type ReadTree = {
  root: Node;
  /** Bytes of each attachment, in the order they stand. */
  attached: readonly number[];
  signatures: number;
};

const localName = (name: string) => name.slice(name.indexOf(":") + 1);
const encoded = "ContentTransferEncoded";
const encodedTag = /<(?:[\w.-]+:)?ContentTransferEncoded(?:\s[^>]*)?>/g;
/** No start tag that is looked for is longer. */
const longestTag = 4_096;

/**
 * Reads a packet's XML as it comes: fatal UTF-8, no document type, no entities but the five, no instructions, bounded in every measure. What is
 * encoded goes to the sink in pieces and is never held whole; all else becomes a small tree. Throws PacketFault.
 */
export async function readTree(source: AsyncIterable<Uint8Array>, sink: Sink): Promise<ReadTree> {
  const reading = new Reading();
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > limits.packetBytes) throw new PacketFault("packet-too-large");
    reading.write(chunk);
    for (const { attachment, bytes: piece } of reading.taken()) await sink(attachment, piece);
  }
  if (bytes === 0) throw new PacketFault("packet-empty");
  const read = reading.end();
  for (const { attachment, bytes: piece } of reading.taken()) await sink(attachment, piece);
  return read;
}

class Reading {
  private readonly decoder = new TextDecoder("utf-8", { fatal: true });
  private readonly parser = new SaxesParser({ position: false });
  private readonly path: Node[] = [];
  private root: Node | null = null;
  private rest = "";
  private elements = 0;
  private textLength = 0;
  private sinceTag = 0;
  private signatures = 0;
  /** How deep the signature lies that is being passed over. */
  private inSignature = 0;
  /** The attachment whose bytes are being read. */
  private current: { index: number; stream: Base64Stream } | null = null;
  private readonly sizes: number[] = [];
  private total = 0;
  private pieces: { attachment: number; bytes: Buffer }[] = [];
  private isStreaming = false;

  constructor() {
    const { parser } = this;
    parser.on("xmldecl", ({ encoding, version }) => {
      if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) throw new PacketFault("packet-encoding");
      if (version !== undefined && version !== "1.0") throw new PacketFault("packet-not-xml");
    });
    parser.on("doctype", () => {
      throw new PacketFault("packet-doctype");
    });
    parser.on("processinginstruction", () => {
      throw new PacketFault("packet-instruction");
    });
    parser.on("error", () => {
      throw new PacketFault("packet-not-xml");
    });
    parser.on("opentag", ({ name, attributes }) => this.open(localName(name), Object.keys(attributes).length));
    parser.on("closetag", () => this.close());
    parser.on("text", (text) => this.text(text));
    parser.on("cdata", (text) => this.text(text));
    parser.on("comment", () => {
      this.sinceTag = 0;
    });
  }

  private open(name: string, attributes: number): void {
    this.sinceTag = 0;
    if (this.path.length >= limits.depth || ++this.elements > limits.elements || attributes > limits.attributes)
      throw new PacketFault("packet-hostile");
    const node: Node = { name, text: "", children: [] };
    const above = this.path.at(-1);
    if (above) {
      // What a signature holds is read by whoever checks it.
      if (this.inSignature === 0) above.children.push(node);
    } else this.root = node;
    this.path.push(node);
    if (name === "Signature") {
      this.signatures++;
      this.inSignature ||= this.path.length;
    }
    if (this.current) throw new PacketFault("attachment-broken", String(this.current.index + 1));
    if (name === encoded && this.inSignature === 0) {
      const index = this.sizes.length;
      if (index >= limits.attachments) throw new PacketFault("attachments-too-many");
      this.sizes.push(0);
      this.current = { index, stream: new Base64Stream((bytes) => this.take(index, bytes)) };
    }
  }

  private close(): void {
    this.sinceTag = 0;
    const node = this.path.pop();
    if (this.inSignature > this.path.length) this.inSignature = 0;
    if (node?.name !== encoded || !this.current) return;
    if (!this.current.stream.end()) throw new PacketFault("attachment-broken", String(this.current.index + 1));
    this.current = null;
  }

  private text(text: string): void {
    if (this.current) {
      this.encoded(text);
      return;
    }
    this.textLength += text.length;
    if (this.textLength > limits.text) throw new PacketFault("packet-hostile");
    const node = this.path.at(-1);
    if (node && this.inSignature === 0) node.text += text;
  }

  private encoded(text: string): void {
    if (this.current && !this.current.stream.write(text))
      throw new PacketFault("attachment-broken", String(this.current.index + 1));
  }

  private take(attachment: number, bytes: Buffer): void {
    this.total += bytes.length;
    this.sizes[attachment] = (this.sizes[attachment] ?? 0) + bytes.length;
    if (this.total > limits.attachmentBytes) throw new PacketFault("attachment-too-large", String(attachment + 1));
    this.pieces.push({ attachment, bytes });
  }

  /** What has been decoded since it was last asked for. */
  taken(): { attachment: number; bytes: Buffer }[] {
    const pieces = this.pieces;
    this.pieces = [];
    return pieces;
  }

  private feed(text: string): void {
    this.sinceTag += text.length;
    this.parser.write(text);
    if (this.sinceTag > limits.gap) throw new PacketFault("packet-hostile");
  }

  private decode(chunk?: Uint8Array): string {
    try {
      return chunk ? this.decoder.decode(chunk, { stream: true }) : this.decoder.decode();
    } catch {
      throw new PacketFault("packet-encoding");
    }
  }

  write(chunk: Uint8Array): void {
    this.pass(this.rest + this.decode(chunk), false);
  }

  /** Hands text to the parser, and what stands in an encoded element past it, straight to whoever takes its bytes. */
  private pass(text: string, isLast: boolean): void {
    let at = 0;
    this.rest = "";
    while (at < text.length) {
      if (this.current && this.isStreaming) {
        const end = text.indexOf("<", at);
        this.encoded(text.slice(at, end < 0 ? text.length : end));
        if (end < 0) return;
        at = end;
        this.isStreaming = false;
      }
      encodedTag.lastIndex = at;
      const found = encodedTag.exec(text);
      if (!found) break;
      at = this.passTag(text, at, found.index + found[0].length);
    }
    const open = text.lastIndexOf("<");
    // The start tag may go on in the next piece.
    const isCut = !isLast && open >= at && text.indexOf(">", open) < 0 && text.length - open < longestTag;
    const until = isCut ? open : text.length;
    if (until > at) this.feed(text.slice(at, until));
    this.rest = text.slice(Math.max(at, until));
  }

  private passTag(text: string, from: number, to: number): number {
    this.feed(text.slice(from, to));
    // In a comment or a CDATA section it only looks like one.
    this.isStreaming = this.current !== null;
    return to;
  }

  end(): ReadTree {
    this.pass(this.rest + this.decode(), true);
    try {
      this.parser.close();
    } catch (error) {
      throw error instanceof PacketFault ? error : new PacketFault("packet-not-xml");
    }
    if (!this.root) throw new PacketFault("packet-not-xml");
    return { root: this.root, attached: this.sizes, signatures: this.signatures };
  }
}
