"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useTransition } from "react";

export type Change = Record<string, string | number | null | undefined>;

/** The address with some of its parameters changed; null or "" takes one away. */
export function withParams(search: URLSearchParams | string, change: Change): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change))
    if (value === null || value === undefined || value === "") next.delete(name);
    else next.set(name, String(value));
  return next.toString();
}

/** What a page is about stands in its address: reading and changing it. `isGoing` while the next state is being fetched. */
export function useAddress() {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [isGoing, start] = useTransition();
  const go = useCallback(
    (change: Change, how: "push" | "replace" = "push") => {
      const query = withParams(search.toString(), change);
      start(() => router[how](query ? `${path}?${query}` : path, { scroll: false }));
    },
    [router, path, search],
  );
  return { search, go, isGoing };
}
