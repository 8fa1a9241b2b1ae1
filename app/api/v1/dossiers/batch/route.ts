import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { AppError } from "@/lib/errors";
import { receiveMachineBatch, runBatch } from "@/lib/imports/commands";
import { MachineAnswer } from "@/lib/imports/model";
import { homeUnit, machineAnswer } from "@/lib/imports/queries";

export const POST = route(
  {
    id: "dossiers.batch",
    method: "POST",
    path: "/api/v1/dossiers/batch",
    auth: "dossiers.import",
    keys: true,
    input: {
      query: z.strictObject({
        /** The unit the batch is for, where a row's code and unitCode name none. */
        unitId: RecordId.optional(),
        sender: z.string().trim().min(1).max(120).optional(),
      }),
    },
    output: MachineAnswer,
    audit: "command",
    bodyLimit: "stream",
    summary: {
      vi: "Gửi hồ sơ dạng mảng JSON hoặc NDJSON, kèm Idempotency-Key. Đến 1.000 dòng được xử lý ngay và trả lời từng dòng (200); nhiều hơn thì nhận vào (202) và theo dõi tại statusUrl",
      en: "Sends in dossiers as a JSON array or NDJSON with an Idempotency-Key. Up to 1,000 rows are settled at once and answered row by row (200); more are taken in (202) and told of at statusUrl",
    },
  },
  async ({ actor, now, locale, query, request }) => {
    const key = request.headers.get("idempotency-key");
    if (!key || key.length > 100) throw new AppError("invalid", "idempotency-key-required");
    if (!request.body) throw new AppError("invalid", "not-json");
    const unitId = query.unitId ?? (await homeUnit(actor, now));
    const batch = await receiveMachineBatch({ actor, now }, request.body, {
      unitId,
      sender: query.sender ?? actor.name,
      idempotencyKey: key,
    });
    const run = batch.isSmall ? await runBatch(batch.id, { now: () => now }) : null;
    const answer = MachineAnswer.parse(await machineAnswer(actor, batch.id, run, locale));
    return Response.json(answer, {
      status: answer.status === "RUNNING" ? 202 : 200,
      headers: { "cache-control": "no-store", ...(batch.isReplayed ? { "idempotency-replayed": "true" } : {}) },
    });
  },
);
