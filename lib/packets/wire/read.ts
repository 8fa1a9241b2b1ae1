import { bearsSecrecyMark, isOrdinary, isSecretFileName } from "@/lib/documents/rules";
import { PacketFault, SecretPacket } from "./faults";
import { Attached, Header } from "./header";
import { businessCodes, dayOf, documentKeyOf, instantOf, steeringCodes, symbolOf, urgencyCodes } from "./tables";
import { type Node, readTree, type Sink } from "./tree";

/** A packet as it was read: what it says, and its files in the order they stand, each with how many bytes came. */
export type ReadPacket = {
  header: Header;
  files: (Attached & { bytes: number })[];
  isSigned: boolean;
};

/**
 * Reads an edXML packet (QCVN 102:2016/BTTTT): what its header says, translated, and its attachments, whose bytes go to the sink as they come.
 * Every file of the manifest has its attachment and every attachment its place in it. Throws PacketFault for what cannot be read as one thing
 * only, SecretPacket as soon as all is read and a mark of secrecy stands in it anywhere.
 */
export async function readPacket(source: AsyncIterable<Uint8Array>, sink: Sink): Promise<ReadPacket> {
  const { root, attached, signatures } = await readTree(source, sink);
  if (root.name.toLowerCase() !== "edxml") throw new PacketFault("packet-not-edxml");
  refuseSecret(root);
  const head = down(root, ["edXMLEnvelope", "edXMLHeader"]);
  const message = head && one(head, "MessageHeader");
  if (!head || !message) throw new PacketFault("header-missing");
  const said = one(message, "StatusCode") ? statusOf(message) : documentOf(message, one(head, "TraceHeaderList"));
  const header = Header.safeParse(said);
  if (!header.success) {
    const issue = header.error.issues[0];
    throw new PacketFault("header-unreadable", issue ? placeOf(issue) : null);
  }
  const files = filesOf(root, attached);
  if (header.data.kind === "status" && files.length > 0) throw new PacketFault("attachment-unlisted");
  return { header: header.data, files, isSigned: signatures > 0 };
}

const one = (node: Node, name: string): Node | null => node.children.find((child) => child.name === name) ?? null;
const all = (node: Node | null, name: string): Node[] => node?.children.filter((child) => child.name === name) ?? [];
const down = (node: Node, path: readonly string[]): Node | null =>
  path.reduce<Node | null>((at, name) => at && one(at, name), node);
const text = (node: Node | null, name: string): string => (node && one(node, name)?.text.trim()) ?? "";
const placeOf = ({ path, message }: { path: readonly PropertyKey[]; message: string }) =>
  [path.map(String).join("."), /^[a-z]+(-[a-z]+)+$/.test(message) ? message : ""].filter(Boolean).join(" ").slice(0, 100);

/** Elements that say how secret a document is, where a sender's program has one. */
const secrecyName = /secre|secur|confiden|domat|mat_?do/i;
function refuseSecret(root: Node): void {
  const isMarked = (node: Node): boolean =>
    bearsSecrecyMark(node.text) ||
    (secrecyName.test(node.name) && node.children.length === 0 && !isOrdinary(node.text.trim())) ||
    (node.name === "AttachmentName" && isSecretFileName(node.text)) ||
    node.children.some(isMarked);
  if (!isMarked(root)) return;
  const message = down(root, ["edXMLEnvelope", "edXMLHeader", "MessageHeader"]);
  const from = message && one(message, "From");
  const clean = (said: string) => (said === "" || said.length > 200 || bearsSecrecyMark(said) ? null : said);
  throw new SecretPacket({ code: clean(text(from, "OrganId")), documentKey: clean(text(message, "DocumentId")) });
}

const partyOf = (node: Node | null) => ({
  code: text(node, "OrganId"),
  inCharge: text(node, "OrganizationInCharge"),
  name: text(node, "OrganName"),
  address: text(node, "OrganAdd"),
  email: text(node, "Email"),
  phone: text(node, "Telephone"),
  fax: text(node, "Fax"),
  website: text(node, "Website"),
});
const staffOf = (node: Node | null) => ({
  department: text(node, "Department"),
  name: text(node, "Staff"),
  email: text(node, "Email"),
  phone: text(node, "Mobile"),
});
/** An empty day is none; one that is no day is a fault of its own. */
function optionalDay(said: string, where: string) {
  if (said === "") return null;
  const day = dayOf(said);
  if (!day) throw new PacketFault("header-unreadable", where);
  return day;
}
function requiredInstant(said: string, where: string) {
  const at = instantOf(said);
  if (at === null) throw new PacketFault("header-unreadable", where);
  return at;
}
/** A code of a list; where there is none, the first: that is what it stands for. */
function codeIn<T>(list: readonly T[], said: string, where: string, first = 0): T | undefined {
  if (said === "") return list[0];
  const found = /^\d{1,2}$/.test(said) ? list[Number(said) - first] : undefined;
  if (found === undefined) throw new PacketFault("header-unreadable", where);
  return found;
}
const count = (said: string) => (/^\d{1,5}$/.test(said) ? Number(said) : null);

const linkOf = (node: Node) => {
  const code = text(node, "Code");
  return {
    code: text(node, "OrganId"),
    symbol: code || symbolOf(text(one(node, "Code"), "CodeNumber"), text(one(node, "Code"), "CodeNotation")),
    issuedOn: optionalDay(text(node, "PromulgationDate"), "ResponseFor.PromulgationDate"),
    documentKey: text(node, "DocumentId"),
  };
};
const isLink = (link: ReturnType<typeof linkOf>) => link.documentKey !== "" || link.symbol !== "";

function statusOf(message: Node) {
  const about = one(message, "ResponseFor");
  return {
    kind: "status" as const,
    from: partyOf(one(message, "From")),
    about: about ? linkOf(about) : {},
    staff: staffOf(one(message, "StaffInfo")),
    code: text(message, "StatusCode").padStart(2, "0"),
    words: text(message, "Description"),
    at: requiredInstant(text(message, "Timestamp"), "Timestamp"),
  };
}

function documentOf(message: Node, traces: Node | null) {
  const from = partyOf(one(message, "From"));
  const code = one(message, "Code");
  const symbol = symbolOf(text(code, "CodeNumber"), text(code, "CodeNotation"));
  const promulgation = one(message, "PromulgationInfo");
  const issuedOn = optionalDay(text(promulgation, "PromulgationDate"), "PromulgationDate");
  if (issuedOn === null) throw new PacketFault("header-unreadable", "PromulgationDate");
  const [type, signer, other] = [one(message, "DocumentType"), one(message, "SignerInfo"), one(message, "OtherInfo")];
  return {
    kind: "document" as const,
    from,
    to: all(message, "To").map(partyOf),
    documentKey: text(message, "DocumentId") || (from.code && symbol ? documentKeyOf(from.code, issuedOn, symbol) : ""),
    symbol,
    place: text(promulgation, "Place"),
    issuedOn,
    type: { kind: text(type, "Type"), detail: text(type, "TypeDetail"), name: text(type, "TypeName") },
    subject: text(message, "Subject"),
    content: text(message, "Content"),
    signer: { competence: text(signer, "Competence"), post: text(signer, "Position"), name: text(signer, "FullName") },
    dueOn: optionalDay(text(message, "DueDate"), "DueDate"),
    urgency: codeIn(urgencyCodes, text(other, "Priority"), "Priority"),
    sphere: text(other, "SphereOfPromulgation"),
    typist: text(other, "TyperNotation"),
    copies: count(text(other, "PromulgationAmount")),
    pages: count(text(other, "PageAmount")) || null,
    direction: text(other, "Direction"),
    appendixes: all(other && one(other, "Appendixes"), "Appendix")
      .map((node) => node.text.trim())
      .filter(Boolean),
    responseFor: all(message, "ResponseFor").map(linkOf).filter(isLink),
    steering: codeIn(steeringCodes, text(message, "SteeringType"), "SteeringType", 1),
    places: all(one(message, "ToPlaces"), "Place")
      .map((node) => node.text.trim())
      .filter(Boolean),
    trace: all(traces, "TraceHeader").map((node) => ({
      code: text(node, "OrganId"),
      at: requiredInstant(text(node, "Timestamp"), "TraceHeader.Timestamp"),
    })),
    business: businessOf(traces && one(traces, "Bussiness")),
  };
}

function businessOf(node: Node | null) {
  if (!node) return undefined;
  const receivers = one(node, "BussinessDocumentInfo");
  const staff = one(node, "StaffInfo");
  return {
    type: codeIn(businessCodes, text(node, "BussinessDocType"), "BussinessDocType"),
    documentKey: text(node, "DocumentId"),
    reason: text(node, "BussinessDocReason"),
    isPaper: text(node, "Paper") === "1",
    receivers: all(receivers && one(receivers, "ReceiverList"), "Receiver").map((one) => ({
      code: text(one, "OrganId"),
      isAdded: text(one, "ReceiverType") !== "0",
    })),
    replaced: all(one(node, "ReplacementInfoList"), "ReplacementInfo").map((info) => ({
      documentKey: text(info, "DocumentId"),
      codes: all(one(info, "OrganIdList"), "OrganId")
        .map((id) => id.text.trim())
        .filter(Boolean),
    })),
    staff: staff ? staffOf(staff) : null,
  };
}

/** The files of a packet: manifest and attachments name each other by ContentId, once each. */
function filesOf(root: Node, sizes: readonly number[]): ReadPacket["files"] {
  const manifest = down(root, ["edXMLEnvelope", "edXMLBody", "edXMLManifest"]) ?? down(root, ["edXMLBody", "edXMLManifest"]);
  const references = all(manifest, "Reference");
  const attachments = all(one(root, "AttachmentEncoded"), "Attachment");
  const idOf = (node: Node) => text(node, "ContentId");
  const listed = new Map(references.map((node) => [idOf(node), node]));
  if (listed.size !== references.length || new Set(attachments.map(idOf)).size !== attachments.length)
    throw new PacketFault("attachment-twice");
  const encoded = attachments.filter((node) => one(node, "ContentTransferEncoded"));
  // Bytes that belong to no attachment are nobody's.
  if (encoded.length !== sizes.length) throw new PacketFault("attachment-unlisted");
  for (const [n, node] of references.entries())
    if (!encoded.some((held) => idOf(held) === idOf(node))) throw new PacketFault("attachment-missing", String(n + 1));
  return encoded.map((node, n) => {
    const reference = listed.get(idOf(node));
    if (!reference && references.length > 0) throw new PacketFault("attachment-unlisted", String(n + 1));
    const bytes = sizes[n] ?? 0;
    if (bytes === 0) throw new PacketFault("attachment-empty", String(n + 1));
    const either = (name: string) => text(node, name) || text(reference ?? null, name);
    const read = Attached.safeParse({
      contentId: idOf(node),
      name: either("AttachmentName").slice(0, 255),
      declared: either("ContentType").slice(0, 200),
      description: either("Description").slice(0, 500),
    });
    if (!read.success) throw new PacketFault("header-unreadable", "ContentId");
    return { ...read.data, bytes };
  });
}
