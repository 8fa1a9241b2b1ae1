"use client";
import { TextInput } from "@mantine/core";
import type { ComponentProps } from "react";

/** A day. The browser's own picker: accessible, localised, and it hands over "2026-09-02". */
export function DayField(props: ComponentProps<typeof TextInput>) {
  return <TextInput type="date" min="2000-01-01" max="2100-12-31" {...props} />;
}
