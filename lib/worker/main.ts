import { type JobHelpers, Logger, type Runner, run, type TaskList } from "graphile-worker";
import { disconnect, pool } from "@/lib/db/client";
import { env, loadDotEnv } from "@/lib/env";
import { handlers, rounds } from "@/lib/jobs/registry";
import { describeError, log } from "@/lib/log";
import { jobNames } from "@/lib/queue";
import { freeDeadJobs, whileAlive } from "./turns/alive";
import { inTurn, repeat } from "./turns/turn";

const retryMs = 5_000;
const freeingMs = 15_000;

/** Queue messages name jobs and counts; payloads hold ids only. Its chatter is for debugging. */
const logger = new Logger((scope) => (level, message) => {
  const line = { job: scope.jobId, task: scope.taskIdentifier };
  if (level === "error") log().error(line, message.split("\n")[0]?.slice(0, 300));
  else if (level === "warning") log().warn(line, message.split("\n")[0]?.slice(0, 300));
});

/** The queue keeps the words of a failure and logs them: no more of it than a log may hold. */
function told(error: unknown): Error {
  const { name, code, of, message, at } = describeError(error);
  const words = new Error([name, code, of, message].filter(Boolean).join(" "));
  words.stack = at;
  return words;
}

function tasks(): TaskList {
  return Object.fromEntries(
    jobNames.map((name) => [
      name,
      async (payload: unknown, { abortSignal, job }: JobHelpers) => {
        await whileAlive(job.id, () => handlers[name](payload, abortSignal)).catch((error: unknown) => {
          throw told(error);
        });
      },
    ]),
  );
}

/**
 * Does the city's background work until stopped: jobs of the queue as they come, and what comes round by itself.
 * Survives a database that goes away. `stop` waits for the work in hand.
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const ending = new AbortController();
  let runner: Runner | undefined;
  const keepRunning = (async () => {
    while (!ending.signal.aborted) {
      try {
        runner = await run({
          pgPool: pool(),
          taskList: tasks(),
          concurrency: 2,
          pollInterval: 2_000,
          noHandleSignals: true,
          parsedCronItems: [],
          logger,
        });
        if (ending.signal.aborted) await runner.stop();
        await runner.promise;
      } catch (error) {
        log().error({ error: describeError(error) }, "the queue stopped; trying again");
      }
      runner = undefined;
      await pause(retryMs, ending.signal);
    }
  })();
  const turning = rounds.map(({ name, everyMs }) =>
    repeat(name, everyMs, () => inTurn(name, () => handlers[name]({}, ending.signal))),
  );
  turning.push(repeat("free-dead-jobs", freeingMs, freeDeadJobs));
  return {
    async stop() {
      ending.abort();
      await Promise.all([runner?.stop(), ...turning.map((turn) => turn.stop())]);
      await keepRunning;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function main(): Promise<void> {
  loadDotEnv();
  try {
    env();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  const worker = await startWorker();
  let isEnding = false;
  const end = (code: number) => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(code), 20_000).unref();
    void worker
      .stop()
      .then(disconnect)
      .finally(() => process.exit(code));
  };
  process.on("SIGTERM", () => end(0));
  process.on("SIGINT", () => end(0));
  process.on("unhandledRejection", (error) => {
    log().fatal({ error: describeError(error) }, "unhandled rejection");
    end(1);
  });
  log().info("worker started");
}

if (process.argv[1]?.endsWith("worker/main.ts")) await main();
