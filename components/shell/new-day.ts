"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";

const lookMs = 60_000;

/** A page left open over midnight is asked for anew, once a day: what it calls today is over. */
export function useNewDay(today: Day): void {
  const router = useRouter();
  const known = useRef(today);
  useEffect(() => {
    const timer = setInterval(() => {
      const day = cityDay(new Date());
      if (day <= known.current) return;
      known.current = day;
      router.refresh();
    }, lookMs);
    return () => clearInterval(timer);
  }, [router]);
}
