import { endingOf } from "@/lib/files/rules";
import type { ImportFormat } from "../model";

/** What a register's name may end in, and what must then be in it. The old .xls is looked into so that its sender hears what to do. */
const endings: Readonly<Record<string, ImportFormat | "xls">> = { csv: "csv", txt: "csv", xlsx: "xlsx", xls: "xls" };

/** Does a file call itself a register? Only the last ending counts: "sổ.csv.exe" is a program. */
export const isRegisterName = (name: string): boolean => Object.hasOwn(endings, endingOf(name));

/** Is what is in a file what its name says? A name that says nothing of registers is believed to say nothing. */
export const nameFits = (name: string, format: ImportFormat): boolean =>
  !isRegisterName(name) || endings[endingOf(name)] === format;
