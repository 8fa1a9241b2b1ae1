/** Lets so many through at once; the others wait in the order they came. */
export class Gate {
  private readonly waiting: (() => void)[] = [];
  private inside = 0;
  constructor(private readonly most: number) {}

  async through<T>(act: () => Promise<T>): Promise<T> {
    if (this.inside >= this.most) await new Promise<void>((open) => this.waiting.push(open));
    else this.inside += 1;
    try {
      return await act();
    } finally {
      // Whoever waits takes the place that is left.
      const next = this.waiting.shift();
      if (next) next();
      else this.inside -= 1;
    }
  }
}
