import { timingSafeEqual } from "node:crypto";
import { macOf } from "@/lib/secrets";
import { type CheckLine, type SentCheck, SignerAuthority } from "../model";
import { lineOf } from "../rules";

const purpose = "signature-check";
const sealOf = (line: CheckLine, actorId: string) =>
  macOf(
    JSON.stringify([
      ...[actorId, line.fileName, line.sha256, line.bytes, line.verdict, line.reasons, line.checkedAt, line.judgedBy],
      // Read by its schema, what is said of an authority stands in the schema's order wherever it comes from.
      line.signatures.map(({ kind, verdict, reasons, name, organisation, signedAt, authority }) => [
        ...[kind, verdict, reasons, name, organisation, signedAt, authority && SignerAuthority.parse(authority)],
      ]),
    ]),
    purpose,
  );

/** What was found, with the seal by which this server knows it again as found for this person. */
export function sealed(found: Omit<SentCheck, "seal">, actorId: string): SentCheck {
  const line = lineOf({ ...found, seal: "" });
  return { ...found, seal: Buffer.from(sealOf(line, actorId)).toString("base64url") };
}

/** Did this server find this, for this person? */
export function isFoundHere(line: CheckLine, actorId: string): boolean {
  const [said, own] = [Buffer.from(line.seal, "base64url"), sealOf(line, actorId)];
  return said.length === own.length && timingSafeEqual(said, own);
}
