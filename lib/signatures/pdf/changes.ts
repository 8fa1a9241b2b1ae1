import { isSame, keysOf } from "./alike";
import { drawnShare } from "./drawn";
import { type AnyField, fieldsOf } from "./fields";
import { filledKeys, newFieldKeys, structural, waysToField, waysToPage } from "./places";
import { dictOf, listOf, type Revision } from "./revision";
import { Dict, isArray, Name, nameOf, Ref, Stream, Text, type Value, wholeOf } from "./values";

/** What an update did to a file. "other": anything that is none of what may follow a signature. */
export type Change = "signature" | "timestamp" | "security-store" | "information" | "form" | "annotation" | "other";
export type Changes = {
  kinds: readonly Change[];
  /** Names in full of the fields that were filled or made. */
  fields: readonly string[];
  /** The largest part of a page that a field made anew lies over, and one that was there and was filled, 0 to 1. */
  drawnShare: number;
  filledShare: number;
  /** Where the first thing of kind "other" stands, for whoever looks into the file: "Pages/Contents 12". */
  where: string | null;
};

/**
 * What stands between two revisions of a file, object by object: every way from the root of the later one is walked beside the same way
 * in the earlier one, and what differs is either one of the few things that may follow a signature, at its own place, or "other".
 */
export function changesBetween(earlier: Revision, later: Revision): Changes {
  return new Comparison(earlier, later).all();
}

class Comparison {
  private readonly kinds = new Set<Change>();
  private readonly filled = new Set<string>();
  private readonly changed = new Set<number>();
  private readonly explained = new Set<number>();
  private readonly walked = new Set<number>();
  private readonly freed = new Set<number>();
  private readonly pages = new Set<number>();
  private readonly queue: [Value, Value, string][] = [];
  private readonly fieldsA: Map<number, AnyField>;
  private readonly fieldsB: Map<number, AnyField>;
  private share = 0;
  private filledShare = 0;
  private where: string | null = null;

  constructor(
    private readonly a: Revision,
    private readonly b: Revision,
  ) {
    for (const num of new Set([...a.entries.keys(), ...b.entries.keys()]))
      if (a.placeOf(num) !== b.placeOf(num)) this.changed.add(num);
    this.fieldsA = new Map(fieldsOf(a).map((field) => [field.num, field]));
    this.fieldsB = new Map(fieldsOf(b).map((field) => [field.num, field]));
  }

  all(): Changes {
    this.trailer();
    for (let next = this.queue.pop(); next; next = this.queue.pop()) this.same(...next);
    this.leftOver();
    return {
      kinds: [...this.kinds].sort(),
      fields: [...this.filled].sort(),
      drawnShare: this.share,
      filledShare: this.filledShare,
      where: this.where,
    };
  }

  private other(where: string): void {
    this.kinds.add("other");
    this.where ??= where;
  }

  private later(a: Value, b: Value, via: string): void {
    this.queue.push([a, b, via]);
  }

  private trailer(): void {
    const [a, b] = [this.a.trailer, this.b.trailer];
    for (const key of keysOf(a, b)) if (!structural.has(key)) this.later(a.get(key), b.get(key), key);
    const [idA, idB] = [listOf(this.a.resolve(a.get("ID"))), listOf(this.b.resolve(b.get("ID")))];
    if (idA.length > 0 && !isSame(idA[0] ?? null, idB[0] ?? null)) this.other("ID");
    this.information(a.get("Info"), b.get("Info"));
    const [rootA, rootB] = [a.get("Root"), b.get("Root")];
    if (!(rootA instanceof Ref && rootB instanceof Ref && rootA.num === rootB.num)) {
      this.other("Root");
      return;
    }
    this.explain(rootB);
    const [catalogA, catalogB] = [dictOf(this.a.resolve(rootA)), dictOf(this.b.resolve(rootB))];
    if (!catalogA || !catalogB) {
      this.other("Root");
      return;
    }
    const own = new Set(["AcroForm", "Pages", "DSS", "Metadata", "Extensions", "Version"]);
    for (const key of keysOf(catalogA, catalogB)) if (!own.has(key)) this.later(catalogA.get(key), catalogB.get(key), key);
    // The fields are known before the pages, on which they stand.
    this.form(catalogA.get("AcroForm"), catalogB.get("AcroForm"));
    this.pageTree(catalogA.get("Pages"), catalogB.get("Pages"), 0);
    if (!this.isUntouched(catalogA.get("DSS"), catalogB.get("DSS"))) this.kinds.add("security-store");
    for (const key of ["DSS", "Extensions", "Version"]) this.free(catalogB.get(key));
    this.metadata(catalogA.get("Metadata"), catalogB.get("Metadata"));
  }

  /** Title, author, dates: plain words. */
  private information(a: Value, b: Value): void {
    if (this.isUntouched(a, b)) return;
    const dict = this.b.resolve(b);
    this.explain(b);
    const isPlain = dict instanceof Dict && [...dict.map.values()].every((v) => v instanceof Text || v instanceof Name);
    if (isPlain || dict === null) this.kinds.add("information");
    else this.other("Info");
  }

  private metadata(a: Value, b: Value): void {
    if (this.isUntouched(a, b)) {
      this.later(a, b, "Metadata");
      return;
    }
    const stream = this.b.resolve(b);
    if (!(stream instanceof Stream && nameOf(stream.dict.get("Type")) === "Metadata")) {
      this.other("Metadata");
      return;
    }
    this.kinds.add("information");
    this.free(b);
  }

  private form(a: Value, b: Value): void {
    const [formA, formB] = [dictOf(this.a.resolve(a)) ?? new Dict(new Map()), dictOf(this.b.resolve(b)) ?? new Dict(new Map())];
    this.explain(b);
    const isNew = this.fieldsA.size === 0;
    for (const key of keysOf(formA, formB)) {
      const [valueA, valueB] = [formA.get(key), formB.get(key)];
      if (key === "Fields") this.explain(valueB);
      else if (key === "SigFlags" && (valueB === null || wholeOf(valueB) !== null)) continue;
      else if (isNew && valueA === null && (key === "DR" || key === "DA")) this.free(valueB);
      else this.later(valueA, valueB, key);
    }
    for (const [num, field] of this.fieldsA) {
      const after = this.fieldsB.get(num);
      if (!after || after.name !== field.name || after.type !== field.type) this.other(`field ${field.name}`);
      else this.field(field, after);
    }
    for (const [num, field] of this.fieldsB) if (!this.fieldsA.has(num)) this.newField(field);
  }

  private field(before: AnyField, after: AnyField): void {
    const [a, b] = [before.dict, after.dict];
    const isSignature = after.type === "Sig";
    const mayFill = after.type !== null && !(isSignature && a.get("V") !== null);
    this.explain(new Ref(after.num, 0));
    let isFilled = false;
    for (const key of keysOf(a, b)) {
      const [valueA, valueB] = [a.get(key), b.get(key)];
      if (!mayFill || !filledKeys.has(key) || this.isUntouched(valueA, valueB)) this.later(valueA, valueB, key);
      else {
        isFilled = true;
        this.free(valueB);
      }
    }
    if (!isFilled) return;
    this.filled.add(after.name);
    this.filledShare = Math.max(this.filledShare, drawnShare(this.b, after.num, b));
    if (isSignature) this.signed(b);
    else this.kinds.add("form");
  }

  private newField({ num, name, type, dict }: AnyField): void {
    const isFit = type === "Sig" && this.a.placeOf(num) === "-" && [...dict.map.keys()].every((key) => newFieldKeys.has(key));
    if (!isFit) {
      this.other(`field ${name}`);
      return;
    }
    this.filled.add(name);
    this.signed(dict);
    this.share = Math.max(this.share, drawnShare(this.b, num, dict));
    this.free(new Ref(num, 0));
  }

  private signed(field: Dict): void {
    const value = dictOf(this.b.resolve(field.get("V")));
    if (!value) this.kinds.add("form");
    else this.kinds.add(nameOf(value.get("SubFilter")) === "ETSI.RFC3161" ? "timestamp" : "signature");
  }

  private pageTree(a: Value, b: Value, depth: number): void {
    if (!(a instanceof Ref && b instanceof Ref && a.num === b.num) || depth > 50) {
      this.other("Pages");
      return;
    }
    if (this.pages.has(b.num)) return;
    this.pages.add(b.num);
    this.explain(b);
    const [nodeA, nodeB] = [this.a.resolve(a), this.b.resolve(b)];
    if (!(nodeA instanceof Dict && nodeB instanceof Dict)) {
      this.other("Pages");
      return;
    }
    for (const key of keysOf(nodeA, nodeB)) if (key !== "Annots") this.later(nodeA.get(key), nodeB.get(key), key);
    const [kidsA, kidsB] = [listOf(this.a.resolve(nodeA.get("Kids"))), listOf(this.b.resolve(nodeB.get("Kids")))];
    if (kidsA.length !== kidsB.length) {
      this.other("Pages");
      return;
    }
    kidsA.forEach((kid, i) => {
      this.pageTree(kid, kidsB[i] ?? null, depth + 1);
    });
    this.annotations(nodeA.get("Annots"), nodeB.get("Annots"));
  }

  private annotations(a: Value, b: Value): void {
    this.explain(b);
    const [listA, listB] = [listOf(this.a.resolve(a)), listOf(this.b.resolve(b))];
    let at = 0;
    for (const one of listB) {
      const before = listA[at];
      if (before !== undefined && isSame(before, one)) {
        at++;
        this.later(before, one, "Annots");
      } else if (!(one instanceof Ref && this.fieldsB.has(one.num) && !this.fieldsA.has(one.num))) {
        this.kinds.add("annotation");
        this.free(one);
      }
    }
    if (at < listA.length) this.other("Annots");
  }

  /** Both are the same, all the way down; what is known as a page or a field has its own comparison. */
  private same(a: Value, b: Value, via: string): void {
    if (a instanceof Ref && b instanceof Ref && a.num === b.num && a.gen === b.gen) {
      this.sameObject(a.num, via);
      return;
    }
    if (isArray(a) && isArray(b) && a.length === b.length)
      a.forEach((item, i) => {
        this.later(item, b[i] ?? null, via);
      });
    else if (a instanceof Dict && b instanceof Dict) this.sameDict(a, b, via);
    else if (a instanceof Stream && b instanceof Stream) {
      if (!a.packed.equals(b.packed)) this.other(via);
      this.sameDict(a.dict, b.dict, via);
    } else if (!isSame(a, b)) this.other(via);
  }

  private sameDict(a: Dict, b: Dict, via: string): void {
    for (const key of keysOf(a, b)) {
      if (a.map.has(key) && b.map.has(key)) this.later(a.get(key), b.get(key), key);
      else this.other(`${via}/${key}`);
    }
  }

  private sameObject(num: number, via: string): void {
    if (this.pages.has(num) && waysToPage.has(via)) return;
    if (this.fieldsA.has(num) && waysToField.has(via)) return;
    if (this.walked.has(num)) return;
    this.walked.add(num);
    this.explained.add(num);
    const value = this.a.load(num);
    this.later(value, this.changed.has(num) ? this.b.load(num) : value, this.changed.has(num) ? `${via} ${num}` : via);
  }

  /** Same words, and same objects that nobody wrote anew: what these lead to is compared where it is walked. */
  private isUntouched(a: Value, b: Value): boolean {
    if (a instanceof Ref && b instanceof Ref) return a.num === b.num && !this.changed.has(a.num);
    if (isArray(a) && isArray(b)) return a.length === b.length && a.every((item, i) => this.isUntouched(item, b[i] ?? null));
    if (a instanceof Dict && b instanceof Dict) return keysOf(a, b).every((key) => this.isUntouched(a.get(key), b.get(key)));
    return isSame(a, b);
  }

  private explain(value: Value): void {
    if (value instanceof Ref) this.explained.add(value.num);
  }

  /** What may be as it likes: all it leads to is told of. What is also used elsewhere is compared there. */
  private free(from: Value): void {
    const stack: Value[] = [from];
    for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
      if (value instanceof Ref) {
        if (this.freed.has(value.num)) continue;
        this.freed.add(value.num);
        this.explained.add(value.num);
        stack.push(this.b.load(value.num));
      } else if (isArray(value)) stack.push(...value);
      else {
        const dict = dictOf(value);
        if (dict) stack.push(...dict.map.values());
      }
    }
  }

  /** Objects written anew that nothing leads to: the carriers of the cross-reference and of packed objects, or something hidden. */
  private leftOver(): void {
    const carriers = new Set(this.b.sections.map(({ stream }) => stream));
    for (const num of this.changed) {
      if (this.explained.has(num) || carriers.has(num)) continue;
      const value = this.b.load(num);
      const isPack = value instanceof Stream && ["ObjStm", "XRef"].includes(nameOf(value.dict.get("Type")) ?? "");
      if (!(isPack && this.a.placeOf(num) === "-")) this.other(`object ${num}`);
    }
  }
}
