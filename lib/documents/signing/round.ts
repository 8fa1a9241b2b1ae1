import { Readable } from "node:stream";
import { systemActor } from "@/lib/auth/queries";
import type { Day } from "@/lib/calendar/model";
import { readDay } from "@/lib/calendar/rules";
import { db, type Prisma } from "@/lib/db/client";
import { forgetFile, putFile } from "@/lib/files/commands";
import { localPath, placeIn } from "@/lib/files/queries";
import { isReadable } from "@/lib/files/rules";
import { signatureDrawing } from "@/lib/forms/queries";
import { describeError, log } from "@/lib/log";
import { NotYet, PdfFault, signFileAt, Unsigned } from "@/lib/signatures/commands";
import { mostSignedBytes } from "@/lib/signatures/model";
import { checkAt, readTrust } from "@/lib/signatures/queries";
import { formatDay } from "@/lib/words";
import { keepSigned, noteAsked, noteUnsigned } from "./keep";
import type { SigningFault } from "./model";
import { agencyPlace, type Drawn, personPlace } from "./place";

/** Who died over one is not waited for longer than this. */
const claimedFor = "5 minutes";
const pollMs = 2_000;
const roundMs = 20_000;
/** A holder who has not agreed on a device of their own by then is not there. */
const holderMs = 15 * 60_000;
const mostTries = 5;
const waitMs = (attempts: number) => Math.min(15_000 * 4 ** attempts, 15 * 60_000);

/**
 * The job "sign-documents": asks the signing service for every signature somebody agreed to, looks again where its holder has to agree there, and
 * keeps what came as a revision of its own. What is asked is made anew each time from the same bytes, so that nothing half done is kept.
 */
export async function signDocuments(_payload: unknown, signal?: AbortSignal, clock = () => new Date()): Promise<void> {
  const end = Date.now() + roundMs;
  for (;;) {
    const id = await claim(clock());
    if (id !== null) await signOne(id, clock(), signal);
    else if (Date.now() > end || !(await isAnyoneAsked())) return;
    else await new Promise((resolve) => setTimeout(resolve, pollMs));
    if (signal?.aborted) return;
  }
}

async function claim(now: Date): Promise<number | null> {
  const [row] = await db.$queryRaw<{ id: number }[]>`
    update signing_request set next_at = ${now}::timestamptz + ${claimedFor}::interval where id = (
      select id from signing_request where state = 'AGREED' and next_at <= ${now} order by next_at, id limit 1 for update skip locked
    ) returning id`;
  return row?.id ?? null;
}
const isAnyoneAsked = async () => (await db.signingRequest.count({ where: { state: "AGREED", ticket: { not: null } } })) > 0;

async function signOne(id: number, now: Date, signal: AbortSignal | undefined): Promise<void> {
  const ctx = { actor: systemActor("signing"), now };
  const fail = (fault: SigningFault) => noteUnsigned(ctx, { id, fault });
  const row = await db.signingRequest.findUnique({
    where: { id },
    include: { file: true, certificate: true, document: { select: { state: true, symbol: true, issuedOn: true } } },
  });
  if (!row?.agreedAt) return;
  if (row.file.removedAt !== null || !isReadable(row.file.scan) || row.document.state === "VOIDED")
    return void (await fail("file-removed"));
  const { certificate } = row;
  if (certificate?.endedAt || (certificate?.revokedAt && certificate.revokedAt <= now))
    return void (await fail("certificate-ended"));
  if (!certificate?.credentialId) return void (await fail("signing-service-off"));
  try {
    const path = await localPath(row.file.sha);
    const { organisation, picture } = certificate;
    const numbered = await numberFor(row, path, ctx.actor.id);
    const drawn = await placeOf(row, path, {
      ...{ of: ctx.actor.id, isPicture: picture !== null, isNumbered: numbered !== null },
    });
    const drawing = await signatureDrawing(
      { kind: row.kind, name: row.signerName, organisation, picture, at: row.agreedAt, numbered },
      drawn.rect,
      ctx.actor.id,
    );
    const field = `${row.kind === "AGENCY" ? "Cơ quan" : "Người ký"} ${id}`;
    const order = {
      ...{ certificate: certificate.der, credentialId: certificate.credentialId, ticket: row.ticket },
      ...{ field, at: row.agreedAt, shown: { page: drawn.page - 1, rect: drawn.rect, drawing } },
      ...(row.kind === "AGENCY" && row.document.symbol && row.document.issuedOn
        ? { reason: `Phát hành văn bản số ${row.document.symbol}, ${writtenDay(readDay(row.document.issuedOn))}` }
        : {}),
    };
    const signed = await signFileAt(path, order, { ...ctx, signal });
    await keep(ctx, id, { signed, field, sha256: certificate.sha256, drawn });
  } catch (error) {
    await afterwards(error, row, now, fail);
  }
}

class NotTheirs extends Error {}
type Kept = { signed: Buffer; field: string; sha256: string; drawn: Drawn };
/** Nothing is kept that does not check: the signature must be the certificate's, over these very bytes. */
async function keep(ctx: Parameters<typeof keepSigned>[0], id: number, { signed, field, sha256, drawn }: Kept): Promise<void> {
  const look = async (path: string) => {
    const told = await checkAt(path, await readTrust(), ctx);
    const own = told.signatures.find((one) => one.field === field);
    if (!own || own.verdict === "invalid" || own.signer?.sha256 !== sha256 || !own.covers?.isWholeFile)
      throw new NotTheirs("what came back is not the certificate's signature over this file");
  };
  const { sha, bytes } = await putFile(Readable.from([signed]), { maxBytes: mostSignedBytes, look });
  const [leftPt, bottomPt] = drawn.rect;
  const kept = await keepSigned(ctx, { id, sha, bytes, place: { page: drawn.page, leftPt, bottomPt } }).catch(
    async (error: unknown) => {
      await forgetFile(sha);
      throw error;
    },
  );
  if (kept === null) await forgetFile(sha);
}

type Row = Prisma.SigningRequestGetPayload<{
  include: { file: true; document: { select: { state: true; symbol: true; issuedOn: true } } };
}>;
const writtenDay = (day: Day) => `ngày ${formatDay(day)}`;
/**
 * The number and the day a document got as it was issued, which the paper its signer signed could not bear yet (NĐ 30/2020 Đ.32–33). They stand in the
 * agency's own signature: drawn anywhere else they would be a change of what the person signed. Null where the paper says the number itself.
 */
async function numberFor(row: Row, path: string, of: string): Promise<{ symbol: string; day: string } | null> {
  const { symbol, issuedOn } = row.document;
  if (row.kind !== "AGENCY" || symbol === null || issuedOn === null) return null;
  if (await placeIn(path, `Số: ${symbol}`, of)) return null;
  return { symbol, day: writtenDay(readDay(issuedOn)) };
}
/** Where it is drawn: an agency's lies over the person's, which is the signature the revision was made by. */
async function placeOf(
  row: Row,
  path: string,
  { of, isPicture, isNumbered }: { of: string; isPicture: boolean; isNumbered: boolean },
): Promise<Drawn> {
  const given =
    row.page === null || row.leftPt === null || row.bottomPt === null
      ? null
      : { page: row.page, leftPt: row.leftPt, bottomPt: row.bottomPt };
  const pages = row.file.pages ?? 1;
  if (row.kind === "PERSON") return personPlace(given, given ? null : await placeIn(path, row.signerName, of), pages);
  const before = await db.signingRequest.findUnique({ where: { signedFileId: row.fileId } });
  const person =
    before?.page && before.leftPt !== null && before.bottomPt !== null
      ? { page: before.page, leftPt: before.leftPt, bottomPt: before.bottomPt }
      : null;
  const document = await db.document.findUniqueOrThrow({ where: { id: row.documentId }, select: { signerName: true } });
  const name = person || !document.signerName ? null : await placeIn(path, document.signerName, of);
  return agencyPlace(given, personPlace(person, name, pages), { isPicture, isNumbered });
}

async function afterwards(error: unknown, row: Row, now: Date, fail: (fault: SigningFault) => Promise<unknown>): Promise<void> {
  if (error instanceof NotYet) {
    if (now.getTime() - (row.agreedAt?.getTime() ?? 0) > holderMs) return void (await fail("holder-silent"));
    const nextAt = new Date(now.getTime() + pollMs);
    if (row.ticket === null)
      await noteAsked({ actor: systemActor("signing"), now }, { id: row.id, ticket: error.ticket, nextAt });
    else await db.signingRequest.updateMany({ where: { id: row.id, state: "AGREED" }, data: { nextAt } });
    return;
  }
  if (error instanceof PdfFault) return void (await fail("file-unfit"));
  if (error instanceof NotTheirs) return void (await fail("signature-not-valid"));
  if (error instanceof Unsigned && error.why === "off") return void (await fail("signing-service-off"));
  if (error instanceof Unsigned && error.why === "refused") return void (await fail("signing-refused-there"));
  const isService = error instanceof Unsigned;
  if (!isService) log().error({ error: describeError(error), signing: row.id }, "a document could not be signed");
  if (row.attempts + 1 >= mostTries)
    return void (await fail(isService && error.why === "unreadable" ? "signing-service-unreadable" : "signing-service-silent"));
  await db.signingRequest.updateMany({
    where: { id: row.id, state: "AGREED" },
    data: { attempts: { increment: 1 }, nextAt: new Date(now.getTime() + waitMs(row.attempts)) },
  });
}
