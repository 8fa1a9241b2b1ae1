"use client";
import { useEffect } from "react";

/** A dialog that is taken away, not closed, gives the focus back to what opened it. */
export function useFocusBack(): void {
  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      // After the dialog's own focus trap has let go.
      setTimeout(() => opener instanceof HTMLElement && opener.isConnected && opener.focus());
    };
  }, []);
}
