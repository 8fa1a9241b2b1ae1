import { useRef, useState } from "react";
import type { Kept } from "@/lib/documents/model";
import { useAct } from "../ui/act";
import { Problem } from "../ui/request";
import { keptReader } from "./document-query";
import type { Secrecy } from "./secrecy-stop";

export const urgencies = ["NORMAL", "URGENT", "VERY_URGENT", "EXPRESS", "EXPRESS_AT_HOUR"] as const;
/** The fields that are written out in words. */
export const writtenNames = [
  ...["subject", "issuer", "symbol", "signerName", "signerPost", "recipients", "keeper", "note"],
  ...["issuerMark", "drafterMark"],
] as const;
export type FaultOf = (field: string) => string | null;

/** What a form says as the body of a request: empty fields are left out, lines of recipients are one each. */
export function saidIn(form: HTMLFormElement): Record<string, unknown> {
  const fields = [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : [],
  );
  const numbers = new Set(["unitId", "typeId", "pages", "copies", "responseForId"]);
  const lines = (text: string) => text.split("\n").flatMap((line) => (line.trim() ? [line.trim()] : []));
  return Object.fromEntries(
    fields.map(([name, text]) => [name, name === "recipients" ? lines(text) : numbers.has(name) ? Number(text) : text]),
  );
}

/** Sends a form of a document and tells what is wrong with which field; nothing is sent while a mark of secrecy is chosen. */
export function useDocumentForm(onKept: (kept: Kept) => void) {
  const form = useRef<HTMLFormElement>(null);
  const [secrecy, setSecrecy] = useState<Secrecy>("NORMAL");
  const act = useAct(keptReader, onKept);
  const faults = act.error instanceof Problem ? act.error.faults : [];
  const faultOf: FaultOf = (field) => {
    const fault = faults.find(({ path }) => {
      const plain = path.replace(/^body\./, "");
      return plain === field || plain.startsWith(`${field}.`);
    });
    return fault ? (fault.title ?? fault.code) : null;
  };
  const isRefusedAs = (code: string) => faults.some((fault) => fault.code === code);
  const wipe = () => {
    act.reset();
    form.current?.reset();
    for (const field of form.current?.querySelectorAll("input, textarea") ?? [])
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
        if (field.type !== "hidden") field.value = "";
    setSecrecy("NORMAL");
  };
  return { form, act, secrecy, setSecrecy, faultOf, isRefusedAs, wipe, isStopped: secrecy !== "NORMAL" };
}
