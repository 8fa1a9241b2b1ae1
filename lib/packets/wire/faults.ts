/** Why a packet cannot be taken as it came. "secret-document" is none of these: of such a packet nothing is kept. */
export const packetFaults = [
  "packet-empty",
  "packet-too-large",
  "packet-encoding",
  "packet-doctype",
  "packet-instruction",
  "packet-not-xml",
  "packet-hostile",
  "packet-not-edxml",
  "header-missing",
  "header-unreadable",
  "attachment-missing",
  "attachment-unlisted",
  "attachment-twice",
  "attachment-broken",
  "attachment-empty",
  "attachment-too-large",
  "attachments-too-many",
  "attachment-kind",
  "attachment-archive",
  "attachment-program",
  "attachment-unreadable",
  "not-for-us",
  "out-of-reach",
  "sender-changed",
  "issued-in-future",
  "document-unknown",
  "told-otherwise",
] as const;
export type PacketFaultCode = (typeof packetFaults)[number];

/** What is wrong with a packet, and where: the name of an element, or the number of an attachment. Never its words. */
export class PacketFault extends Error {
  constructor(
    readonly code: PacketFaultCode,
    readonly where: string | null = null,
  ) {
    super(code);
    this.name = "PacketFault";
  }
}
/** A mark of secrecy stands in the packet. */
export class SecretPacket extends Error {
  constructor(readonly known: { code: string | null; documentKey: string | null }) {
    super("secret-document");
    this.name = "SecretPacket";
  }
}
