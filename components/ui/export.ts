"use client";
import { lazily } from "./lazily";

/** The menu of files, fetched after the page stands: nobody exports in the first ten seconds. */
export const Export = lazily(() => import("./export-menu").then((m) => m.ExportMenu), { isQuiet: true });
