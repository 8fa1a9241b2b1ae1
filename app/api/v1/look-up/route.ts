import { route } from "@/app/door";
import { type LookUpOutcome, lookUpCookie, toPage } from "@/app/look-up-cookie";
import { LookUpAnswer, LookUpInput } from "@/lib/citizens/model";
import { lookUp } from "@/lib/citizens/queries";

/** What a form sends; fields it does not know are not looked at, and empty ones are not given. */
const bodyOf = ({ code = "", factor = "", token, answer }: Record<string, string>) => ({
  ...{ code, factor },
  ...(token ? { token } : {}),
  ...(answer ? { answer } : {}),
});

export const POST = route(
  {
    id: "look-up.ask",
    method: "POST",
    path: "/api/v1/look-up",
    auth: "public",
    input: { body: LookUpInput },
    output: LookUpAnswer,
    audit: "none",
    isQuestion: true,
    bodyLimit: 4_096,
    form: {
      body: bodyOf,
      refused: (error, { code = "", end }) => {
        // "Look up another": nothing is asked, and what was shown is forgotten.
        if (end) return toPage("/look-up", lookUpCookie(null, new Date()));
        const why = error.more.faults?.[0]?.code ?? error.code;
        return toPage("/look-up", lookUpCookie({ is: "refused", code: code.slice(0, 60), why }, new Date()));
      },
    },
    summary: {
      vi: "Tra cứu tình trạng một hồ sơ bằng mã hồ sơ và mã tra cứu trên giấy tiếp nhận, hoặc 4 số cuối điện thoại hay số định danh",
      en: "The state of a dossier, by its code and the receipt's look-up code, or the last 4 digits of the phone or identity number",
    },
  },
  async ({ body, now, request, isForm }) => {
    const { answer, id } = await lookUp(body, request.headers.get("x-client-address") ?? "", now);
    if (!isForm) return answer;
    const code = body.code.trim();
    const outcome: LookUpOutcome =
      answer.is === "found" && id !== null
        ? { is: "found", id }
        : answer.is === "prove"
          ? { is: "prove", code, challenge: answer.challenge }
          : { is: "not-found", code };
    return toPage("/look-up", lookUpCookie(outcome, now));
  },
);
