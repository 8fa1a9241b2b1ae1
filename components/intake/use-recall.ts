"use client";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { DraftContent, Recalled } from "@/lib/dossiers/model";
import { idKey, idNumberFault } from "@/lib/dossiers/rules";
import { sendJson } from "../ui/request";
import { recallReader } from "./intake-query";

const settledMs = 400;
/** Looks a number up once it can be one and typing rests: each look is in the audit log. */
export function useRecall(form: DraftContent, today: string, change: (part: Partial<DraftContent>) => void) {
  const [asked, setAsked] = useState("");
  const [filledFor, setFilledFor] = useState("");
  // A number that came with a draft was looked up when it was typed.
  const [isTouched, setTouched] = useState(false);
  const key = idKey(form.idNumber);
  const { applicantKind, receivingUnitId } = form;
  const look = useMutation({
    mutationFn: (idNumber: string): Promise<Recalled> =>
      sendJson("POST", "/api/v1/dossiers/recall", { idNumber, receivingUnitId }, recallReader),
  });
  const { mutate, reset } = look;
  const isWhole =
    key !== "" &&
    idNumberFault(applicantKind, key, today) === null &&
    (applicantKind === "ORGANISATION" || /^\d{12}$|[A-Z]/.test(key));
  useEffect(() => {
    if (!isTouched || !isWhole || key === asked) return;
    const timer = setTimeout(() => {
      setAsked(key);
      mutate(key);
    }, settledMs);
    return () => clearTimeout(timer);
  }, [isTouched, isWhole, key, asked, mutate]);
  const isCurrent = asked !== "" && asked === key;
  const known = isCurrent ? (look.data?.known ?? null) : null;
  return {
    known,
    isAsked: isCurrent && look.isSuccess,
    isFilled: filledFor !== "" && filledFor === key,
    error: isCurrent ? look.error : null,
    fill: () => {
      if (!known) return;
      setFilledFor(key);
      change({
        applicantKind: known.applicantKind,
        applicantName: known.applicantName,
        ...(known.phone ? { phone: known.phone } : {}),
        ...(known.email ? { email: known.email } : {}),
        ...(known.applicantAddress ? { applicantAddress: known.applicantAddress } : {}),
        ...(known.areaId === null ? {} : { areaId: known.areaId }),
      });
    },
    touch: () => setTouched(true),
    forget: () => {
      setTouched(false);
      setAsked("");
      setFilledFor("");
      reset();
    },
  };
}
