import { searchable, unmarked } from "@/lib/words";

const none = /^(?:khong|khong co|none|[-–—])$/;
/** Does a cell say that there is nothing, rather than say nothing? */
export const saysNone = (cell: string): boolean => none.test(searchable(cell));
const quoted = /^[“"](.*)[”"]$/s;

/** A text as it is written, so that one which reads like "nothing" is still read as itself. */
export const writtenText = (text: string | null): string =>
  text === null ? "" : saysNone(text) || saysNone(quoted.exec(text)?.[1] ?? text) ? `“${text}”` : text;
/** The same back: without the marks a spreadsheet leaves texts alone by. */
export function textIn(cell: string): string {
  const text = unmarked(cell).trim();
  const inside = quoted.exec(text)?.[1];
  return inside !== undefined && saysNone(quoted.exec(inside)?.[1] ?? inside) ? inside : text;
}

/** "104,9836" and "104.9836": the number, null where it is none. */
export function numberIn(cell: string): number | null {
  const text = unmarked(cell).trim();
  return /^-?\d{1,9}(?:[.,]\d{1,12})?$/.test(text) ? Number(text.replace(",", ".")) : null;
}

/** An address with a name or a password in it, before the host or behind it: it does not leave the registry. */
export const holdsSecret = (address: string): boolean =>
  /^[a-z]+:\/\/[^/?#]*@/i.test(address) || /[/?&;_](?:user(?:name)?|usr|login|pass(?:word|wd)?|pwd|auth|token)=/i.test(address);

/** "rtsp://name:password@host/…" as suppliers hand it over: the address without what stands before the host, and that. */
export function splitAddress(cell: string): { address: string; signIn: { name: string; password: string } | null } {
  const [, scheme = "", name = "", password = "", rest = ""] =
    /^([a-z]+:\/\/)([^/?#@:]{1,100}):([^/?#]{1,200})@([^@]*)$/i.exec(cell) ?? [];
  if (scheme === "") return { address: cell, signIn: null };
  const plain = (text: string) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  return { address: scheme + rest, signIn: { name: plain(name), password: plain(password) } };
}
