import type { Day } from "@/lib/calendar/model";
import { holdsOn } from "@/lib/calendar/rules";
import { searchable } from "@/lib/words";
import type { Unit } from "../model";
import { canonicalIdentifier } from "../rules";

type Span = { validFrom: Day; validUntil: Day | null };
type Entry = Span & { unitId: number };

export type UnitLookup = {
  /** By the agency's identifier, in either order ("H22.15.7", "000.07.15.H22"), as it was valid on the day. */
  byCode(code: string, on: Day): number | null;
  /** By name, short name or bare name ("UBND phường Trần Phú", "P. Trần Phú", "tran phu"). Null when two units answer to it. */
  byName(name: string, on: Day): number | null;
  /** By code where it reads as one, else by name. */
  find(text: string, on: Day): number | null;
};

export function makeLookup(
  units: readonly Unit[],
  identifiers: readonly (Span & { code: string; unitId: number })[],
): UnitLookup {
  const codes = new Map<string, Entry[]>();
  const names = new Map<string, Entry[]>();
  const bareNames = new Map<string, Entry[]>();
  for (const i of identifiers) add(codes, canonicalIdentifier(i.code) ?? i.code.toUpperCase(), i);
  for (const unit of units) {
    const entry = { unitId: unit.id, validFrom: unit.validFrom, validUntil: unit.validUntil };
    add(codes, canonicalIdentifier(unit.code) ?? unit.code.toUpperCase(), entry);
    for (const name of [unit.name, unit.shortName]) {
      add(names, plain(name), entry);
      add(bareNames, bare(plain(name)), entry);
    }
  }
  const byCode = (code: string, on: Day) => only(codes.get(canonicalIdentifier(code) ?? code.trim().toUpperCase()), on);
  const byName = (name: string, on: Day) => {
    const key = plain(name);
    // "Phương Độ" is a name and begins like "Phường": the word before a name is only taken off when nothing else helps.
    return only(names.get(key), on) ?? only(bareNames.get(key), on) ?? only(bareNames.get(bare(key)), on);
  };
  return { byCode, byName, find: (text, on) => byCode(text, on) ?? byName(text, on) };
}

function add(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

function only(entries: readonly Entry[] | undefined, on: Day): number | null {
  const found = new Set((entries ?? []).filter((e) => holdsOn(e, on)).map((e) => e.unitId));
  const [first] = found;
  return found.size === 1 && first !== undefined ? first : null;
}

/** Without diacritics, punctuation or the word "committee"; "P." and "TT." written out. */
function plain(name: string): string {
  return searchable(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^(?:ubnd|uy ban nhan dan)\s+/, "")
    .replace(/^p\s+/, "phuong ")
    .replace(/^x\s+/, "xa ")
    .replace(/^tp\s+/, "thanh pho ");
}
function bare(name: string): string {
  return name.replace(/^(?:phuong|xa|thi tran|thanh pho|dac khu)\s+(?=\S)/, "");
}
