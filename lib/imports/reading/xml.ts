import { AppError } from "@/lib/errors";
import { type Plain, strictXml, type XmlHandler, type XmlRefusal } from "@/lib/xml";

export { type Plain, plainCharacter, type XmlHandler } from "@/lib/xml";

const refuse = (why: XmlRefusal): never => {
  throw new AppError("refused", why === "xml" || why === "utf-8" ? "xlsx-broken" : "xlsx-hostile", { detail: { why } });
};
/** A strict pull of the XML of a workbook. Refuses `xlsx-broken` and `xlsx-hostile`. */
export const xmlReader = (handler: XmlHandler, plain?: Plain) => strictXml(handler, refuse, plain);

/** Reads a whole part; `isEnough` ends it early, and what follows is never unpacked. */
export async function readXml(
  stream: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  options: { isEnough?: () => boolean; plain?: Plain } = {},
): Promise<void> {
  const reader = xmlReader(handler, options.plain);
  for await (const chunk of stream) {
    reader.write(chunk);
    if (options.isEnough?.()) {
      return;
    }
  }
  reader.end();
}
