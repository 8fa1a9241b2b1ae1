import type * as z from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, nobody } from "@/lib/policy";
import { RatingInput } from "./model";
import { readRatingToken } from "./rating/link";

/** Whoever holds a link of ours: no account, no right but what the link gives. */
const citizen: Actor = { ...nobody, id: "citizen" };

const rate = command(RatingInput, async (work, { token, score, attitude, explanation, comment }) => {
  const link = readRatingToken(token);
  if (!link) throw new AppError("refused", "rating-link-unusable");
  if (work.now > link.closesAt) throw new AppError("refused", "rating-closed");
  work.requireLink(true);
  const { dossierId } = link;
  const [dossier] = await work.tx.$queryRaw<{ unitId: number }[]>`
    select unit_id as "unitId" from dossier where id = ${dossierId} and state = 'RETURNED'`;
  if (!dossier) throw new AppError("refused", "rating-link-unusable");
  const { unitId } = dossier;
  const fresh = await work.tx.$queryRaw<unknown[]>`
    insert into dossier_rating (dossier_id, score, attitude, explanation, comment, at, unit_id)
    values (${dossierId}, ${score}, ${attitude ?? null}, ${explanation ?? null}, ${comment ?? null}, ${work.now}, ${unitId})
    on conflict do nothing returning 1`;
  if (fresh.length === 0) throw new AppError("conflict", "rated-already");
  // What was written in their own words stays in the rating alone.
  work.record("dossier.rate", { type: "dossier", id: dossierId }, { score }, unitId);
  work.announce("dossiers");
  return { score };
});

/**
 * Keeps what a citizen says of a dossier whose result was returned, by the token of its link (TT 01/2018/TT-VPCP Đ.13; NĐ 61/2018 Đ.30):
 * once a dossier, whoever holds the link. Refuses `rating-link-unusable`, `rating-closed` and `rated-already`.
 */
export const rateDossier = (raw: z.input<typeof RatingInput>, now: Date, within?: Tx): Promise<{ score: number }> =>
  rate({ actor: citizen, now }, raw, within);
