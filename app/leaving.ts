import { beginExport } from "@/lib/files/queries";

/**
 * Makes a file in a turn of its own, which lasts until its last byte was taken, the reader left or it broke. Throws `export-running` or
 * `exports-busy` before anything is read.
 */
export async function inExportTurn(actorId: string, make: () => Promise<unknown>): Promise<unknown> {
  const end = beginExport(actorId);
  try {
    const made = await make();
    if (!(made instanceof Response) || !made.body) {
      end();
      return made;
    }
    return new Response(untilRead(made.body, end), made);
  } catch (error) {
    end();
    throw error;
  }
}

function untilRead(body: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream(
    {
      async pull(out) {
        try {
          const { done, value } = await reader.read();
          if (!done) return out.enqueue(value);
          end();
          out.close();
        } catch (error) {
          end();
          out.error(error);
        }
      },
      async cancel(reason) {
        end();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
