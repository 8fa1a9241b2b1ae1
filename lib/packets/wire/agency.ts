/** "000.00.15.H51": the unit first and the province last, filled up with noughts (the older rule). */
const older = /^(\d{2,3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})$/;
/** "H51.15", "H51.15.00.000": the province first (Quyết định 20/2020/QĐ-TTg). */
const newer = /^[A-Z]\d{2}(?:\.\d{1,3}){0,4}$/;

/** An agency's identifier as it is compared: without spaces, in capitals. */
export const agencyCode = (text: string): string => text.normalize("NFC").replace(/\s+/g, "").toUpperCase();

/**
 * The same identifier written in the other of the two orders, or null where it is in neither: "000.00.15.H51" ↔ "H51.15". Lists hold both, and a
 * sender may use either.
 */
export function otherOrder(text: string): string | null {
  const code = agencyCode(text);
  const [, unit = "", second = "", first = "", top = ""] = older.exec(code) ?? [];
  if (top !== "") {
    const levels = [top, first, second, unit];
    while (/^0+$/.test(levels.at(-1) ?? "")) levels.pop();
    return levels.join(".");
  }
  if (!newer.test(code)) return null;
  const [province = "", a = "00", b = "00", c = "000", ...deeper] = code.split(".");
  if (deeper.length > 0 || a.length > 2 || b.length > 2) return null;
  return [c.padStart(3, "0"), b.padStart(2, "0"), a.padStart(2, "0"), province].join(".");
}
/** Every way an identifier may be written, itself first: what a directory is asked for. */
export function codeForms(text: string): string[] {
  const code = agencyCode(text);
  const other = otherOrder(code);
  const again = other === null ? null : otherOrder(other);
  return [...new Set([code, ...(other === null ? [] : [other]), ...(again === null ? [] : [again])])];
}

/** What two ways of writing one identifier have in common: "000.07.15.H22", "H22.15.7" → "H22.15.07". */
export function agencyKey(text: string): string {
  const code = agencyCode(text);
  const older = otherOrder(code);
  if (older === null) return code;
  return /^[A-Z]/.test(older) ? older : (otherOrder(older) ?? code);
}
