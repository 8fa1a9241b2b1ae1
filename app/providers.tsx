"use client";
import { MantineProvider } from "@mantine/core";
import { setNonce } from "get-nonce";
import { type ReactNode, useState } from "react";
import { theme } from "./theme";

export function Providers({ nonce: given, children }: { nonce: string; children: ReactNode }) {
  // A page that is refreshed is answered under a nonce of its own; the document goes on obeying the one it came with.
  const [nonce] = useState(given);
  // A modal that locks the scroll writes a style of its own, outside the component library.
  setNonce(nonce);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce} withGlobalClasses={false}>
      {children}
    </MantineProvider>
  );
}
