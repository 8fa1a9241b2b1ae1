"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { readAgain } from "./answer";
import { follow } from "./live-source";
import { paced } from "./pace";
import { Problem } from "./request";

/** "lost" carries the moment the connection went; figures shown since then may be old. */
export type Connection = { state: "connecting" | "live" } | { state: "lost"; since: Date };
const ConnectionContext = createContext<Connection>({ state: "connecting" });
export const useConnection = (): Connection => useContext(ConnectionContext);

/** The first word of a query key is the topic of the live channel that makes it old. */
function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The live channel says when something changed; until then what we have is true.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchInterval: readAgain,
        retry: (count, error) => count < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
      },
    },
  });
}

/** One event stream for the whole browser: it makes queries old by topic and knows whether what is shown is live. */
export function Live({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  const [connection, setConnection] = useState<Connection>({ state: "connecting" });
  useEffect(() => {
    const old = paced((topic) => void client.invalidateQueries({ queryKey: [topic] }), 300);
    const source = follow("/api/v1/live", {
      onTopic: old.call,
      onLive: (isBack) => {
        setConnection({ state: "live" });
        // What happened in between was not told.
        if (isBack) void client.invalidateQueries();
      },
      onLost: (since) => setConnection({ state: "lost", since }),
      // Asking again is answered by "signed out", and the page says so.
      onEnded: () => void client.invalidateQueries(),
    });
    return () => {
      source.stop();
      old.stop();
    };
  }, [client]);
  return (
    <QueryClientProvider client={client}>
      <ConnectionContext.Provider value={connection}>{children}</ConnectionContext.Provider>
    </QueryClientProvider>
  );
}
