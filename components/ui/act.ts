"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { z } from "zod";
import { newKey, Problem, type Reader, sendJson } from "./request";

type Call = { method: "POST" | "PUT" | "PATCH" | "DELETE"; url: string; body: unknown };

/** For answers nobody reads. */
export const anyAnswer: Reader<unknown> = async () => z.unknown();

/**
 * One act of a person: sends a change and tells what came of it. When the answer was lost on the way, sending again repeats
 * the same act under the same key, so that it never happens twice.
 */
export function useAct<T>(reader: Reader<T>, onDone?: (result: T) => void) {
  const key = useRef(newKey());
  return useMutation<T, Error, Call>({
    mutationFn: ({ method, url, body }) => sendJson(method, url, body, reader, key.current),
    onSuccess: (result) => {
      key.current = newKey();
      onDone?.(result);
    },
    onError: (error) => {
      if (!(error instanceof Problem && error.code === "offline")) key.current = newKey();
    },
  });
}
