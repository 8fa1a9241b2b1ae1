import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What poppler's pdfsig says of each signature of a file: its check of the bytes, and whether it is over all of them. */
export type Second = { isValid: boolean; isWhole: boolean; said: string };

/** A second opinion, by a program that shares no line with ours. Certificates are left aside: its list of trusted ones is not ours. */
export async function secondOpinions(files: readonly Buffer[]): Promise<Second[][]> {
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-pdfsig-"));
  try {
    const all: Second[][] = files.map(() => []);
    let next = 0;
    const work = async () => {
      for (let i = next++; i < files.length; i = next++) {
        const path = join(dir, `${i}.pdf`);
        writeFileSync(path, files[i] ?? "");
        const { stdout } = await run("pdfsig", ["-nocert", path], { timeout: 20_000 }).catch(
          (error: { code?: unknown; stdout?: string }) => {
            // It ends with 1 or 2 where it finds a fault; where it is missing there is no code but a word.
            if (typeof error.code === "number") return { stdout: error.stdout ?? "" };
            throw error;
          },
        );
        all[i] = stdout
          .split(/^Signature #\d+:/m)
          .slice(1)
          .map((part) => ({
            isValid: /Signature Validation: Signature is Valid/.test(part),
            isWhole: /Total document signed/.test(part),
            said: /Signature Validation: (.*)/.exec(part)?.[1] ?? "",
          }));
      }
    };
    await Promise.all([work(), work()]);
    return all;
  } finally {
    rmSync(dir, { recursive: true });
  }
}
