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

export const theme = createTheme({
  fontFamily: '"Be Vietnam Pro", system-ui, "Segoe UI", sans-serif',
  headings: { fontFamily: '"Be Vietnam Pro", system-ui, "Segoe UI", sans-serif', fontWeight: "650" },
  colors: { accent },
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: "md",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  respectReducedMotion: true,
  focusRing: "auto",
  cursorType: "pointer",
});
