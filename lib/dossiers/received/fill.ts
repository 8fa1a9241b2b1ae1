import type { Tx } from "@/lib/db/client";
import type { FeeKind, FeeStage, PaperForm } from "@/lib/db/generated/enums";

type Paper = { name: string; form: PaperForm; isReused: boolean };
/** What another system tells of a dossier beside its row: papers handed in, fees, how the applicant is written to. */
export type Received = {
  email: string | null;
  papers: readonly Paper[];
  /** The first, the second …: what came in with it, or what it asks for while it is waited for. */
  supplements: readonly { isTaken: boolean; papers: readonly Paper[] }[];
  fees: readonly { name: string; kind: FeeKind; amountDong: number; stage: FeeStage }[];
};

/** Adds to a dossier what was told of it where the record says nothing: what somebody wrote here is never overruled. Answers its id and unit. */
export async function fillReceived(tx: Tx, code: string, told: Received): Promise<{ id: number; unitId: number }> {
  const [known] = await tx.$queryRaw<{ id: number; unitId: number; position: number; supplements: number[]; fees: boolean }[]>`
    select d.id, d.unit_id as "unitId", coalesce(p.last, -1) + 1 as position, coalesce(p.supplements, '{}') as supplements,
      exists (select from dossier_fee where dossier_id = d.id) as fees
    from dossier d cross join lateral (
      select max(position) as last, array_agg(distinct supplement)::int[] as supplements from dossier_paper where dossier_id = d.id
    ) p where d.code = ${code}`;
  if (!known) throw new Error("a dossier that was just merged is not there");
  const { id: dossierId, unitId } = known;
  if (told.email)
    await tx.$executeRaw`update dossier set applicant_email = coalesce(applicant_email, ${told.email}) where id = ${dossierId}`;
  const supplied = told.supplements.map(({ isTaken, papers }) => (isTaken ? papers : []));
  const papers = [told.papers, ...supplied].flatMap((some, supplement) =>
    known.supplements.includes(supplement) ? [] : some.map((paper) => ({ ...paper, supplement })),
  );
  if (papers.length > 0)
    await tx.dossierPaper.createMany({
      data: papers.map((paper, i) => ({ ...paper, dossierId, position: known.position + i })),
    });
  await fillAsked(tx, dossierId, told.supplements.findLast((one) => !one.isTaken)?.papers ?? []);
  if (!known.fees && told.fees.length > 0)
    await tx.dossierFee.createMany({ data: told.fees.map((fee) => ({ ...fee, dossierId })) });
  return { id: dossierId, unitId };
}

/** What the supplement that is waited for asks for, where nobody here said it. */
async function fillAsked(tx: Tx, dossierId: number, papers: readonly Paper[]): Promise<void> {
  if (papers.length === 0) return;
  const stop = await tx.dossierClockStop.findFirst({
    where: { dossierId, kind: "SUPPLEMENT", resumedAt: null, askedPapers: { none: {} } },
    select: { id: true },
  });
  if (!stop) return;
  await tx.dossierAskedPaper.createMany({ data: papers.map(({ name }, i) => ({ stopId: stop.id, position: i + 1, name })) });
}
