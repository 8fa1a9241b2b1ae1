"use client";
import dynamic from "next/dynamic";

/** The menu of files, fetched after the page stands: nobody exports in the first ten seconds. */
export const Export = dynamic(() => import("./export-menu").then((m) => m.ExportMenu), { ssr: false });
