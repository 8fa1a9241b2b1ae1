/** Things by their place in the order they were first named in. */
export class Places<T> {
  readonly all: T[] = [];
  readonly #places = new Map<T, number>();
  placeOf(thing: T): number {
    const known = this.#places.get(thing);
    if (known !== undefined) return known;
    const place = this.all.push(thing) - 1;
    this.#places.set(thing, place);
    return place;
  }
}
