/**
 * A phone number as it is indexed: digits with the leading zero, "+84 912 345 678" and "0912.345.678" alike.
 * What is no Vietnamese number keeps its digits.
 */
export function phoneKey(text: string): string {
  const digits = text.replace(/\D/g, "");
  return digits.replace(/^(?:0084|84)(?=[235789]\d{8}$)/, "0");
}

/** A phone number as it is kept and shown: as people dial it; one of another country stays as it was written. */
export function readablePhone(text: string): string {
  const key = phoneKey(text);
  return key.startsWith("0") ? key : text.trim();
}

/** An identity number, passport or tax code as it is indexed: letters and digits, capitals; a branch's tax code "0123456789-001". */
export function idKey(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .replace(/^(\d{10})(\d{3})$/, "$1-$2");
}

/** "091*****56": the first three and the last two; of what is shorter than six, nothing. */
export function maskNumber(text: string): string {
  if (text.length < 6) return "*".repeat(text.length);
  return `${text.slice(0, 3)}${"*".repeat(text.length - 5)}${text.slice(-2)}`;
}

/** "Nguyễn Thị Lan" → "N. T. L.": a name of a sensitive dossier, for who does not process it. */
export function maskName(name: string): string {
  return name
    .normalize("NFC")
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${[...word][0]?.toUpperCase()}.`)
    .join(" ");
}
