import { beforeAll, expect, test } from "vitest";
import { draftDocument, issueDocument } from "@/lib/documents/commands";
import { checkDocumentFiles } from "@/lib/documents/jobs";
import { readRevokedUse } from "@/lib/documents/queries";
import { addList, addTrusted } from "@/lib/signatures/commands";
import { signPdf } from "@/lib/signatures/signing/sign";
import { actor, foundCity } from "../city";
import { city, daysFrom, now, revocationList } from "../signatures/authority";
import { paper } from "../signatures/papers";
import { at, by, outgoing, put } from "./documents";

beforeAll(foundCity);
const ours = city();
const admin = { actor: actor("admin"), now: at() };
const base64 = (bytes: Buffer) => bytes.toString("base64");
async function signedAt(day: number): Promise<number> {
  const draft = await draftDocument(by(), await outgoing({ signerName: "Nguyễn Văn Bình" }));
  await issueDocument(by(), { id: draft.id, version: draft.version });
  await put(draft.id, await signPdf(paper(), ours.person.signer, { field: "Ký", at: daysFrom(day), holeBytes: 3_000 }));
  return draft.id;
}

test("a document signed after its certificate was revoked is named with the moments; one signed before is not, nor to whoever may not read it", async () => {
  await addTrusted(admin, { role: "ROOT", file: base64(ours.root.certificate.der) });
  await addTrusted(admin, { role: "INTERMEDIATE", file: base64(ours.ca.certificate.der) });
  await addList(admin, { file: base64(revocationList(ours.root, [], { until: daysFrom(30) })) });
  const revoked = [{ of: ours.person, at: daysFrom(-10) }];
  await addList(admin, { file: base64(revocationList(ours.ca, revoked, { until: daysFrom(30) })) });
  const after = await signedAt(-2);
  // Claimed to be before, which nothing proves: "cannot tell", and no use of what was revoked.
  await signedAt(-20);
  await checkDocumentFiles({}, undefined, () => at());
  const { documents } = await readRevokedUse(actor("head"));
  expect(documents).toMatchObject([
    {
      id: after,
      signer: ours.person.certificate.who.name,
      serial: ours.person.certificate.serial,
      revokedAt: daysFrom(-10).toISOString(),
      signedAt: daysFrom(-2, now).toISOString(),
    },
  ]);
  expect((await readRevokedUse(actor("leader"))).documents).toHaveLength(1);
  for (const who of ["phuongDoOfficer", "admin"] as const) expect((await readRevokedUse(actor(who))).documents).toEqual([]);
});
