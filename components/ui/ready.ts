import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * False until the page's script has taken over. A form that holds a secret waits for it: sent by the browser alone, what was
 * typed would end up in an address.
 */
export function useReady(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
