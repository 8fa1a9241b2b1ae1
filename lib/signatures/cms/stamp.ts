import { createHash } from "node:crypto";
import * as pkijs from "pkijs";
import { exact } from "../trust/certificate";
import { Message, MessageFault } from "./message";
import { hashes, isPlain, oid, type Strength, weaker } from "./signed";

/** A timestamp (RFC 3161): when its authority saw the digest of something. Throws a `MessageFault` where the bytes are none. */
export class Stamp {
  readonly message: Message;
  readonly at: Date;
  private readonly info: pkijs.TSTInfo;

  constructor(token: Buffer) {
    this.message = new Message(token);
    if (this.message.contentType !== oid.stampInfo || !this.message.content) throw new MessageFault("no timestamp");
    try {
      this.info = pkijs.TSTInfo.fromBER(exact(this.message.content));
    } catch {
      throw new MessageFault("no timestamp");
    }
    this.at = this.info.genTime;
    if (Number.isNaN(this.at.getTime())) throw new MessageFault("a timestamp without a time");
  }

  /** Is it over these bytes, and does its own signature hold? By what it is signed is for the path of trust to say. */
  check(parts: readonly Uint8Array[]): { isSound: boolean; strength: Strength } {
    const { hashAlgorithm, hashedMessage } = this.info.messageImprint;
    const hash = hashes[hashAlgorithm.algorithmId];
    if (!hash || !isPlain(hashAlgorithm.algorithmParams)) return { isSound: false, strength: "strong" };
    const digest = createHash(hash);
    for (const part of parts) digest.update(part);
    const isOver = digest.digest().equals(Buffer.from(hashedMessage.valueBlock.valueHexView));
    const own = this.message.check([this.message.content ?? Buffer.alloc(0)]);
    const strength: Strength = hash === "md5" ? "broken" : hash === "sha1" ? "weak" : "strong";
    return { isSound: isOver && own.problems.length === 0, strength: weaker(own.strength, strength) };
  }
}
