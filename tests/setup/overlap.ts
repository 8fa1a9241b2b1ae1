/** Calls at every statement that was sent over a connection which had not ended the one before: the driver warns of it once a process. */
export function onOverlap(tell: (warning: Error) => void): void {
  process.on("warning", (warning) => {
    if (/already executing a query/.test(warning.message)) tell(warning);
  });
}
