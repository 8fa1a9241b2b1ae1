import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { draw, type Print } from "@/lib/forms/drawing/document";

const place = join(import.meta.dirname, "../artefacts/forms");
mkdirSync(place, { recursive: true });

export async function bytesOf(print: Print): Promise<Buffer> {
  const stream = await draw(print);
  const chunks: Buffer[] = [];
  const ended = new Promise((resolve, reject) =>
    stream
      .on("data", (c: Buffer) => chunks.push(c))
      .on("end", resolve)
      .on("error", reject),
  );
  stream.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Runs a program of the distribution; says which package brings it where it is missing. */
function run(tool: string, packageName: string, args: string[]): Buffer {
  try {
    return execFileSync(tool, args, { maxBuffer: 64 << 20, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new Error(`The forms are proved with ${tool}: install the package '${packageName}'.`);
    throw error;
  }
}

/** A PDF among the artefacts of the run, and what other programs see in it. */
export function paper(name: string, bytes: Uint8Array) {
  const file = join(place, `${name}.pdf`);
  writeFileSync(file, bytes);
  return {
    /** The text layer, every stretch of white space as one space. */
    text: () => run("pdftotext", "poppler-utils", ["-raw", file, "-"]).toString("utf8").replace(/\s+/g, " "),
    layout: () => run("pdftotext", "poppler-utils", ["-layout", file, "-"]).toString("utf8"),
    /** The lines of the font table: name, type, encoding, embedded, subset, unicode. */
    fonts: () => run("pdffonts", "poppler-utils", [file]).toString("utf8").trim().split("\n").slice(2),
    pages: () => Number(/Pages:\s+(\d+)/.exec(run("pdfinfo", "poppler-utils", [file]).toString("utf8"))?.[1]),
    size: () =>
      /Page size:\s+([\d.]+) x ([\d.]+)/
        .exec(run("pdfinfo", "poppler-utils", [file]).toString("utf8"))
        ?.slice(1)
        .map(Number),
    /** Draws the pages as pictures for whoever looks at them. */
    pictures: () => void run("pdftoppm", "poppler-utils", ["-r", "110", "-png", file, join(place, name)]),
    /** What a scanner reads off the first page. */
    codes: () => {
      const picture = join(place, `${name}-codes`);
      run("pdftoppm", "poppler-utils", ["-r", "200", "-f", "1", "-l", "1", "-singlefile", "-gray", file, picture]);
      return run("zbarimg", "zbar-tools", ["-q", `${picture}.pgm`])
        .toString("utf8")
        .trim()
        .split("\n")
        .sort();
    },
  };
}
