"use client";
import { Alert } from "@mantine/core";
import { useProblemWords } from "./problem-words";

/** Why an act did not go through, in a sentence; nothing when it did. Read out when it appears. */
export function Fault({ error }: { error: unknown }) {
  const words = useProblemWords();
  if (!error) return null;
  return (
    <Alert color="red" variant="light" role="alert" p="xs">
      {words(error)}
    </Alert>
  );
}
