"use client";
import { MantineProvider } from "@mantine/core";
import { setNonce } from "get-nonce";
import type { ReactNode } from "react";
import { theme } from "./theme";

export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  // A modal that locks the scroll writes a style of its own, outside the component library.
  setNonce(nonce);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce} withGlobalClasses={false}>
      {children}
    </MantineProvider>
  );
}
