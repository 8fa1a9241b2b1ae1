export type Timing = { p50: number; p95: number; n: number };

/** Runs a few times for warmth, then `n` times one after the other. Milliseconds. */
export async function time(act: () => Promise<unknown>, n: number, warm = 2): Promise<Timing> {
  for (let i = 0; i < warm; i++) await act();
  const took: number[] = [];
  for (let i = 0; i < n; i++) {
    const startedAt = performance.now();
    await act();
    took.push(performance.now() - startedAt);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), n };
}
export const ms = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
export const ratio = (value: number): string => (value >= 20 ? value.toFixed(0) : value.toFixed(2));

/** The table of one run; a line is printed as soon as it is known. */
export class Table {
  readonly lines: string[] = [];
  section(title: string, head: readonly string[]): void {
    this.#add(`\n## ${title}\n`);
    this.#add(`| ${head.join(" | ")} |\n|${head.map(() => "---").join("|")}|`);
  }
  row(...cells: (string | number)[]): void {
    this.#add(`| ${cells.join(" | ")} |`);
  }
  note(text: string): void {
    this.#add(`\n${text}`);
  }
  #add(line: string): void {
    this.lines.push(line);
    console.log(line);
  }
}
