import { normalSymbol } from "@/lib/documents/rules";
import type { Reason } from "../model";

type Numbered = { number: number | null; symbol: string | null; reasons: Reason[] };

/**
 * The number of a row in its register and the symbol of its document. An incoming one has a number of its own (số đến). The number of an own
 * document is the one its symbol begins with; in registers that keep the two in columns of their own the symbol is put together again.
 */
export function readNumbered(numberText: string, symbolText: string, isIncoming: boolean): Numbered {
  const symbol = normalSymbol(symbolText);
  const stated = numberOf(numberText);
  const unreadable: Reason[] =
    numberText !== "" && stated === null ? [{ code: "number-unreadable", value: numberText.slice(0, 40) }] : [];
  if (isIncoming) {
    const absent: Reason[] = numberText === "" ? [{ code: "needed-missing", field: "number" }] : unreadable;
    return { number: stated, symbol: symbol === "" || /^[-./]+$/.test(symbol) ? null : symbol, reasons: absent };
  }
  if (symbol === "") return { number: stated, symbol: null, reasons: unreadable };
  const begins = /^(\d{1,7})\//.exec(symbol)?.[1];
  if (begins !== undefined) {
    const number = Number(begins);
    const reasons: Reason[] =
      stated !== null && stated !== number
        ? [{ code: "number-differs", value: `${stated}, ${symbol.slice(0, 40)}` }]
        : unreadable;
    return { number, symbol, reasons };
  }
  if (stated === null || !/^[\p{L}\d]/u.test(symbol))
    return { number: stated, symbol, reasons: [{ code: "symbol-unreadable", value: symbol.slice(0, 60) }] };
  return { number: stated, symbol: `${String(stated).padStart(2, "0")}/${symbol}`, reasons: unreadable };
}

/** "0045", "45.0" of a spreadsheet and "1.234" are numbers; "45a" and "45-46" are not one. */
function numberOf(text: string): number | null {
  const digits = /^\d{1,3}(?:\.\d{3})+$/.test(text) ? text.replaceAll(".", "") : text.replace(/[.,]0+$/, "");
  const number = /^\d{1,7}$/.test(digits) ? Number(digits) : 0;
  return number > 0 ? number : null;
}
