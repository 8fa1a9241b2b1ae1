import * as z from "zod";
import { route } from "@/app/door";
import { retryJob } from "@/lib/health/commands";
import { JobRetry } from "@/lib/health/model";

export const POST = route(
  {
    id: "health.retry-job",
    method: "POST",
    path: "/api/v1/health/jobs/{id}/retry",
    auth: "system.manage",
    input: { params: JobRetry, body: z.strictObject({}) },
    output: z.object({ id: z.string() }),
    audit: "command",
    summary: { vi: "Chạy lại một việc nền đã dừng vì lỗi", en: "Runs a background job again that was given up" },
  },
  ({ actor, now, params, tx }) => retryJob({ actor, now }, params, tx),
);
