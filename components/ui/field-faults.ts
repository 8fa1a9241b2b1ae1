import { Problem } from "./request";

/** What the server found wrong with a field of a form, in its own words; null where nothing is. */
export function faultAt(error: unknown, field: string): string | null {
  const faults = error instanceof Problem ? error.faults : [];
  const fault = faults.find(({ path }) => {
    const plain = path.replace(/^body\./, "");
    return plain === field || plain.startsWith(`${field}.`);
  });
  return fault ? (fault.title ?? fault.code) : null;
}
