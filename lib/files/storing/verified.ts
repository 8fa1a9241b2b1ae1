import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { AppError } from "@/lib/errors";

/** The same bytes, ending with an error where they are not those of the name: whoever reads them never takes half a file for a whole one. */
export function verified(bytes: Readable, sha: string): Readable {
  const checked = async function* () {
    const hash = createHash("sha256");
    let held: Buffer | null = null;
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      if (held) yield held;
      hash.update(chunk);
      held = chunk;
    }
    // The last piece is given only when all of it is known to be right.
    if (hash.digest("hex") !== sha) throw new AppError("unavailable", "file-damaged");
    if (held) yield held;
  };
  const whole = Readable.from(checked(), { objectMode: false, highWaterMark: 65_536 });
  // A generator nobody began to read hears of no end.
  return whole.once("close", () => bytes.destroy());
}
