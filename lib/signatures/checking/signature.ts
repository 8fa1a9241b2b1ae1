import { Message, MessageFault } from "../cms/message";
import { oid } from "../cms/signed";
import { Stamp } from "../cms/stamp";
import type { Facts } from "../model";
import type { Covered } from "../pdf/fields";
import { type Dict, nameOf } from "../pdf/values";

/** A signature as it was read: the message and what is signed, or what kept it from being read. */
export type Read = {
  covered: Covered | null;
  fault: Facts["form"];
  message?: Message;
  /** A document's timestamp. */
  stamp?: Stamp;
  parts?: readonly Uint8Array[];
};

const kinds = new Set(["ETSI.CAdES.detached", "adbe.pkcs7.detached", "ETSI.RFC3161"]);

export function readSignature(bytes: Buffer, dict: Dict, covered: Covered): Read {
  const kind = nameOf(dict.get("SubFilter"));
  if (kind === null || !kinds.has(kind)) return { covered, fault: "kind-unknown" };
  const parts = [bytes.subarray(0, covered.before), bytes.subarray(covered.after, covered.end)];
  try {
    if (kind === "ETSI.RFC3161") {
      const stamp = new Stamp(covered.contents);
      return { covered, fault: null, stamp, message: stamp.message, parts };
    }
    const message = new Message(covered.contents);
    // A message that brings its own content is not over the file.
    if (message.contentType !== oid.data || message.content !== null) return { covered, fault: "message-broken" };
    return { covered, fault: null, message, parts };
  } catch (error) {
    if (!(error instanceof MessageFault)) throw error;
    return { covered, fault: "message-broken" };
  }
}
