import * as z from "zod";
import { route } from "@/app/door";
import { toPage } from "@/app/look-up-cookie";
import { rateDossier } from "@/lib/citizens/commands";
import { RatingInput, RatingPage, RatingQuery } from "@/lib/citizens/model";
import { listRatings } from "@/lib/citizens/queries";

const chosen = (text: string | undefined) => (text && /^\d$/.test(text) ? Number(text) : undefined);
/** A page that can be opened again by the same link. */
const pageOf = (token: string, more = "") => toPage(`/rating/${encodeURIComponent(token.slice(0, 300))}${more}`);

export const GET = route(
  {
    id: "ratings.list",
    method: "GET",
    path: "/api/v1/ratings",
    auth: "ratings.view",
    input: { query: RatingQuery },
    output: RatingPage,
    audit: "none",
    summary: {
      vi: "Đánh giá và ý kiến của người dân về các hồ sơ trong phạm vi, theo ngày đánh giá, kèm số lượt và điểm cộng dồn",
      en: "What citizens said of the dossiers within reach, by the day they said it, with the sums of all of it",
    },
  },
  ({ actor, query }) => listRatings(actor, query),
);

export const POST = route(
  {
    id: "ratings.give",
    method: "POST",
    path: "/api/v1/ratings",
    auth: "public",
    input: { body: RatingInput },
    output: z.object({ score: z.int() }),
    audit: "command",
    isPrivate: true,
    bodyLimit: 16_384,
    form: {
      body: ({ token = "", score, attitude, explanation, comment }) => ({
        ...{ token, score: chosen(score), attitude: chosen(attitude), explanation: chosen(explanation) },
        ...(comment ? { comment } : {}),
      }),
      refused: (error, { token = "" }) => {
        const why = error.more.faults?.[0]?.code ?? error.code;
        return pageOf(token, `?why=${encodeURIComponent(why)}`);
      },
    },
    summary: {
      vi: "Người dân đánh giá việc giải quyết một hồ sơ đã trả kết quả, mỗi hồ sơ một lần, bằng đường dẫn đã cấp",
      en: "A citizen rates how a returned dossier was handled, once a dossier, by the link that was given",
    },
  },
  async ({ body, now, tx, isForm }) => {
    const done = await rateDossier(body, now, tx);
    return isForm ? pageOf(body.token) : done;
  },
);
