"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { newKey, Problem, type Reader, sendJson } from "./request";

type Call = { method: "POST" | "PUT" | "PATCH" | "DELETE"; url: string; body: unknown };

/** For answers nobody reads: whatever came will do, and no schema is loaded for it. */
export const anyAnswer: Reader<unknown> = async () => ({ safeParse: (data) => ({ success: true, data }) });

/**
 * The key of an act: the same while its answer is lost on the way, so that sending it again never does it twice; another once it was
 * answered, well or not.
 */
export function useActKey(): { now(): string; answered(error?: unknown): void } {
  const key = useRef(newKey());
  return {
    now: () => key.current,
    answered: (error) => {
      if (!(error instanceof Problem && error.code === "offline")) key.current = newKey();
    },
  };
}

/** One act of a person: sends a change and tells what came of it; it lasts until what `onDone` begins is done too. */
export function useAct<T>(reader: Reader<T>, onDone?: (result: T) => void | Promise<void>) {
  const key = useActKey();
  return useMutation<T, Error, Call>({
    mutationFn: ({ method, url, body }) => sendJson(method, url, body, reader, key.now()),
    onSuccess: (result) => {
      key.answered();
      return onDone?.(result);
    },
    onError: key.answered,
  });
}
