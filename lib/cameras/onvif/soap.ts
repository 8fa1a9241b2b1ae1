import { createHash, randomBytes } from "node:crypto";
import { strictXml } from "@/lib/xml";
import type { Credentials } from "../rtsp/digest";

/** An element of an answer by its local name: devices use prefixes as they please. */
export type Element = { name: string; attributes: Readonly<Record<string, string>>; text: string; children: Element[] };
/** What came is no answer in SOAP. */
export class Unspoken extends Error {}

/** No answer of a camera has more. */
const mostElements = 5_000;

/** The body of an answer; throws Unspoken for what is no SOAP, and for what somebody made to break its reader. */
export function readEnvelope(bytes: Uint8Array): Element {
  const refuse = (): never => {
    throw new Unspoken();
  };
  const root: Element = { name: "", attributes: {}, text: "", children: [] };
  const path: Element[] = [root];
  let count = 0;
  const reader = strictXml(
    {
      open(name, attributes) {
        if (++count > mostElements) refuse();
        const element = { name, attributes: { ...attributes }, text: "", children: [] };
        path.at(-1)?.children.push(element);
        path.push(element);
      },
      text(text) {
        const element = path.at(-1);
        if (element) element.text += text;
      },
      close: () => void path.pop(),
    },
    refuse,
  );
  reader.write(bytes);
  reader.end();
  const [envelope] = root.children;
  const body = envelope?.name === "Envelope" ? envelope.children.find(({ name }) => name === "Body") : undefined;
  return body ?? refuse();
}

/** The first element under these names, one inside the other; null where there is none. */
export function within(element: Element, ...names: readonly string[]): Element | null {
  let found: Element | undefined = element;
  for (const name of names) found = found?.children.find((child) => child.name === name);
  return found ?? null;
}
/** What is written there, as a person may read it: one line, no signs that turn it round, no longer than `most`. */
export function textWithin(element: Element, most: number, ...names: readonly string[]): string | null {
  const text = within(element, ...names)?.text.normalize() ?? "";
  return (
    text
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim()
      .slice(0, most) || null
  );
}

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/\p{Cc}/gu, "");
const security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss";

/** Who asks, by a digest of the password that holds for this moment of the device's clock alone (WS-Security UsernameToken 1.0). */
function token({ name, password }: Credentials, at: Date, nonce = randomBytes(16)): string {
  const created = at.toISOString();
  const digest = createHash("sha1")
    .update(Buffer.concat([nonce, Buffer.from(created + password)]))
    .digest("base64");
  return `<s:Header><Security s:mustUnderstand="1" xmlns="${security}-wssecurity-secext-1.0.xsd"><UsernameToken><Username>${escaped(name)}</Username><Password Type="${security}-username-token-profile-1.0#PasswordDigest">${digest}</Password><Nonce EncodingType="${security}-soap-message-security-1.0#Base64Binary">${nonce.toString("base64")}</Nonce><Created xmlns="${security}-wssecurity-utility-1.0.xsd">${created}</Created></UsernameToken></Security></s:Header>`;
}

export type Service = "device" | "media" | "media2";
const namespaces: Record<Service, string> = {
  device: "http://www.onvif.org/ver10/device/wsdl",
  media: "http://www.onvif.org/ver10/media/wsdl",
  media2: "http://www.onvif.org/ver20/media/wsdl",
};
/** The service a namespace is of; null for one that is not asked for anything here. */
export const serviceOf = (namespace: string): Service | null =>
  (Object.keys(namespaces) as Service[]).find((service) => namespaces[service] === namespace.trim()) ?? null;

/** A question in SOAP 1.2: the operation, and what is said in it, already as XML. */
export function envelope(
  { service, operation, inside = "" }: { service: Service; operation: string; inside?: string },
  who: Credentials | null,
  at: Date,
): { type: string; body: string } {
  const namespace = namespaces[service];
  return {
    type: `application/soap+xml; charset=utf-8; action="${namespace}/${operation}"`,
    body: `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:t="http://www.onvif.org/ver10/schema">${who ? token(who, at) : ""}<s:Body><${operation} xmlns="${namespace}">${inside}</${operation}></s:Body></s:Envelope>`,
  };
}
/** An element with a text in it, in the operation's own namespace. */
export const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;
