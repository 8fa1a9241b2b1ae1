/**
 * A body that is made while it is sent. Not by way of `Readable.toWeb`: cancelled at the wrong moment, that one throws where
 * nobody can catch, and the process ends.
 */
export function streamOf(parts: AsyncIterable<Uint8Array | string>): ReadableStream<Uint8Array> {
  const from = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await from.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
    },
    async cancel() {
      await from.return?.();
    },
  });
}
