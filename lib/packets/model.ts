export * from "./record/model";
export { type PacketFaultCode, packetFaults } from "./wire/faults";
export { type Business, businesses, DocumentHeader, type StatusCode, statusCodes } from "./wire/header";

/** Why an act on a packet did not go through. */
export const packetRefusals = [
  "packet-changed",
  "packet-settled",
  "packet-gone",
  "packet-not-plain",
  "packet-not-asking",
  "packet-type-missing",
  "agency-code-unreadable",
  "agency-code-taken",
  "agency-unknown",
  "agency-sheet-unreadable",
  "recipients-missing",
  "own-code-missing",
  "not-issued",
  "nothing-to-send",
  "sent-already",
  "never-sent",
  "no-files",
] as const;
export type PacketRefusal = (typeof packetRefusals)[number];
/** Why a packet of ours has not gone. */
export const sendingFaults = [
  "no-way-out",
  "address-refused",
  "gateway-silent",
  "gateway-refused",
  "file-lost",
  "drop-failed",
  "signer-unreadable",
  "signer-over",
] as const;
export type SendingFault = (typeof sendingFaults)[number];
