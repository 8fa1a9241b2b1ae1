import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";

export type Timing = { p50: number; p95: number; n: number };

/** The middle and the slowest twentieth of what was measured. */
export function timingOf(values: readonly number[]): Timing {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), n: sorted.length };
}
export const median = (values: readonly number[]): number => timingOf(values).p50;

/** Milliseconds an act takes. */
export async function took(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

/** Runs a few times for warmth, then `n` times one after the other. Milliseconds. */
export async function time(act: (i: number) => Promise<unknown>, n: number, warm = 2): Promise<Timing> {
  for (let i = 0; i < warm; i++) await act(i);
  const each: number[] = [];
  for (let i = 0; i < n; i++) each.push(await took(() => act(warm + i)));
  return timingOf(each);
}

/** Acts that take turns, so that a noisy machine is noisy for all of them. Milliseconds of each, by turn. */
export async function turns<K extends string>(
  acts: Record<K, (i: number) => Promise<unknown>>,
  rounds: number,
  warm = 1,
): Promise<Record<K, number[]>> {
  const names = Object.keys(acts) as K[];
  const each = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let i = 0; i < rounds + warm; i++)
    for (const name of names) {
      const ms = await took(() => acts[name](i));
      if (i >= warm) each[name].push(ms);
    }
  return each;
}

export const ms = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(value < 1 ? 2 : 1));
export const ratio = (value: number): string => (value >= 20 ? value.toFixed(0) : value.toFixed(2));
/** Whether a bar was met, beside the figure. */
export const met = (isMet: boolean): string => (isMet ? "✓" : "✗");

/** How busy the machine is: the last minute, five, fifteen. */
export const load = (): string =>
  loadavg()
    .map((l) => l.toFixed(1))
    .join(" ");

export const tableFile = "bench-results/table.md";
const path = join(import.meta.dirname, "../..", tableFile);

/** The table of one run; a line is printed and in the file as soon as it is known. A title begins the file anew. */
export class Table {
  readonly failures: string[] = [];
  constructor(title?: string) {
    mkdirSync(dirname(path), { recursive: true });
    if (title) writeFileSync(path, `# ${title}\n`);
  }
  /** Runs a part. One that fails is named in the table and takes no other with it. Gives null then. */
  async part<T>(name: string, act: () => Promise<T>): Promise<T | null> {
    try {
      return await act();
    } catch (error) {
      console.error(error);
      const reason = error instanceof Error ? error.message : String(error);
      this.failures.push(name);
      this.note(`**${name} failed:** ${reason.replaceAll(/\s+/g, " ")}`);
      return null;
    }
  }
  section(title: string, head: readonly string[]): void {
    this.#add(`\n## ${title} (load ${load()})\n`);
    this.#add(`| ${head.join(" | ")} |\n|${head.map(() => "---").join("|")}|`);
  }
  row(...cells: (string | number)[]): void {
    this.#add(`| ${cells.join(" | ")} |`);
  }
  note(text: string): void {
    this.#add(`\n${text}`);
  }
  #add(line: string): void {
    console.log(line);
    appendFileSync(path, `${line}\n`);
  }
}
