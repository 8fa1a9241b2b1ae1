"use client";
import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** The one accent of the product. Verdict colours are not in the theme: they live in tokens.css and only a verdict wears them. */
const accent: MantineColorsTuple = [
  "#eaf2fc",
  "#d3e3f8",
  "#a9ccff",
  "#7db2ff",
  "#4c8fe6",
  "#2a72cc",
  "#1a5fb4",
  "#144d94",
  "#0f3d77",
  "#0a2d5a",
];

/** For acts that destroy: dark enough for white letters in both themes, and as letters on either surface. */
const red: MantineColorsTuple = [
  "#fce8e6",
  "#f8d0cd",
  "#efaca7",
  "#ff938c",
  "#ff938c",
  "#b3332f",
  "#b0211d",
  "#951a17",
  "#7a1412",
  "#5e0f0d",
];

export const theme = createTheme({
  fontFamily: '"Be Vietnam Pro", system-ui, "Segoe UI", sans-serif',
  headings: { fontFamily: '"Be Vietnam Pro", system-ui, "Segoe UI", sans-serif', fontWeight: "650" },
  colors: { accent, red },
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: "md",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  respectReducedMotion: true,
  focusRing: "auto",
  cursorType: "pointer",
});
