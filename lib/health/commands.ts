import { command } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { JobRetry } from "./model";

/** Puts a job that was given up, or waits for its next try, to the front of the queue with all its tries. `not-found` for one at work or done. */
export const retryJob = command(JobRetry, async (work, { id }) => {
  work.require("system.manage", "city");
  const rows = await work.tx.$queryRaw<{ task: string }[]>`
    select j.task_identifier as task from graphile_worker.jobs j
    where j.id = ${BigInt(id)} and j.locked_at is null and j.last_error is not null
      and exists (select from graphile_worker.reschedule_jobs(array[j.id], run_at := now(), attempts := 0))`;
  const [job] = rows;
  if (!job) throw new AppError("not-found", "not-found");
  work.record("job.retry", { type: "job", id }, { task: job.task });
  work.announce("city");
  return { id };
});
