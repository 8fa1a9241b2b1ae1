import { posix } from "node:path";
import { AppError } from "@/lib/errors";
import { SharedTexts } from "./shared-texts";
import { plainCharacter, readXml } from "./xml";
import type { Archive } from "./zip";

export type Workbook = {
  sheets: readonly { name: string; part: string }[];
  usesEpoch1904: boolean;
  /** By cell style: is a number under it a date? */
  dateStyles: readonly boolean[];
};

/** Reads the small parts of a workbook: its sheets, its epoch, and which styles show dates. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  if (!archive.has("xl/workbook.xml")) throw new AppError("refused", "file-kind-unknown");
  const named: { name: string; id: string; isHidden: boolean }[] = [];
  let usesEpoch1904 = false;
  await readXml(archive.read("xl/workbook.xml"), {
    open(name, a) {
      if (name === "workbookPr") usesEpoch1904 = a.date1904 === "1" || a.date1904 === "true";
      if (name === "sheet")
        named.push({ name: a.name ?? "", id: a["r:id"] ?? "", isHidden: a.state !== undefined && a.state !== "visible" });
    },
  });
  const targets = new Map<string, string>();
  if (archive.has("xl/_rels/workbook.xml.rels"))
    await readXml(archive.read("xl/_rels/workbook.xml.rels"), {
      open(name, a) {
        if (name !== "Relationship" || !a.Id || !a.Target || a.TargetMode === "External") return;
        targets.set(a.Id, a.Target.startsWith("/") ? a.Target.slice(1) : posix.join("xl", a.Target));
      },
    });
  const sheets = named
    .filter((s) => !s.isHidden)
    .map((s) => ({ name: s.name, part: targets.get(s.id) ?? "" }))
    .filter((s) => archive.has(s.part));
  if (sheets.length === 0) throw new AppError("refused", "table-not-found");
  return { sheets, usesEpoch1904, dateStyles: await readDateStyles(archive) };
}

/** Number formats that show a date (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are the East Asian ones). */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
/** A format of one's own shows a date when d, m, y, h or s stand in it outside quotes, brackets and escapes. */
export const showsDate = (format: string) => /[dmyhs]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|general/gi, ""));

async function readDateStyles(archive: Archive): Promise<boolean[]> {
  if (!archive.has("xl/styles.xml")) return [];
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let isInCellStyles = false;
  await readXml(archive.read("xl/styles.xml"), {
    open(name, a) {
      if (name === "numFmt") own.set(Number(a.numFmtId), showsDate(a.formatCode ?? ""));
      else if (name === "cellXfs") isInCellStyles = true;
      else if (name === "xf" && isInCellStyles) {
        const id = Number(a.numFmtId ?? 0);
        styles.push(own.get(id) ?? isBuiltInDate(id));
      }
    },
    close(name) {
      if (name === "cellXfs") isInCellStyles = false;
    },
  });
  return styles;
}

const sharedPart = "xl/sharedStrings.xml";
/** No register has more of them than this. */
const maxSharedCharacters = 96_000_000;

/** The texts cells refer to by number; the caller closes them. `count` reads no more than the first so many. */
export async function readSharedStrings(archive: Archive, count = Number.POSITIVE_INFINITY): Promise<SharedTexts> {
  const texts = new SharedTexts();
  try {
    await readTexts(archive, texts, count);
    return texts;
  } catch (error) {
    texts.close();
    throw error;
  }
}
const plainText = new RegExp(`<si><t(?: xml:space="preserve")?>(${plainCharacter}*)</t></si>`, "y");

async function readTexts(archive: Archive, texts: SharedTexts, count: number): Promise<void> {
  if (!archive.has(sharedPart)) return;
  let current = "";
  let isText = false;
  let isPhonetic = false;
  let size = 0;
  const take = (text: string) => {
    size += text.length;
    if (size > maxSharedCharacters) throw new AppError("refused", "xlsx-hostile", { detail: { why: "shared-strings" } });
    return text;
  };
  await readXml(
    archive.read(sharedPart),
    {
      open(name) {
        if (name === "si") current = "";
        else if (name === "t") isText = !isPhonetic;
        else if (name === "rPh") isPhonetic = true;
      },
      text(text) {
        if (!isText) return;
        current += take(text);
      },
      close(name) {
        if (name === "t") isText = false;
        else if (name === "rPh") isPhonetic = false;
        else if (name === "si") texts.add(current);
      },
    },
    {
      isEnough: () => texts.length >= count,
      plain: {
        opens: /<sst(?: [^<>]*[^<>/])?>/g,
        closes: "</si>",
        take(text, at) {
          plainText.lastIndex = at;
          const [, plain] = plainText.exec(text) ?? [];
          if (plain === undefined) return -1;
          texts.add(take(plain));
          return plainText.lastIndex;
        },
      },
    },
  );
}
