import * as z from "zod";
import { open, seal } from "@/lib/secrets";
import { ratingDays } from "../model";

/** Where the token of a rating's link is sealed: what is sealed for another place does not open here. */
const place = "dossier_rating.token";
const Content = z.tuple([z.int().positive(), z.int().positive()]);

/** When the rating of a dossier closes: 90 days after its result was returned. */
export const closesAt = (returnedAt: Date): Date => new Date(returnedAt.getTime() + ratingDays * 86_400_000);

/** The token of the link by which a dossier is rated: sealed, so that it tells nobody anything and nobody can make one. */
export function ratingToken(dossierId: number, returnedAt: Date): string {
  return Buffer.from(seal(JSON.stringify([dossierId, closesAt(returnedAt).getTime()]), place)).toString("base64url");
}

/** The dossier a token is for and when it ends; null for what is none of ours. */
export function readRatingToken(token: string): { dossierId: number; closesAt: Date } | null {
  // A sealed pair of numbers is short; what is longer is not opened.
  if (!/^[\w-]{44,200}$/.test(token)) return null;
  try {
    const [dossierId, until] = Content.parse(JSON.parse(open(Buffer.from(token, "base64url"), place)));
    return { dossierId, closesAt: new Date(until) };
  } catch {
    return null;
  }
}
