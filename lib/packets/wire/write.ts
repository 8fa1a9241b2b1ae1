import type { Attached, DocumentHeader, Header, Link, Party, Staff, StatusHeader } from "./header";
import { businessCodes, codeParts, namespace, steeringCodes, urgencyCodes, wireDay, wireInstant } from "./tables";

/** A file that goes along: what the manifest says of it, and its bytes when they are wanted. */
export type Sent = Attached & { open: () => AsyncIterable<Uint8Array> };

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const plain = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? "");

type Part = string | readonly Part[];
const tag = (name: string, held: Part): string =>
  `<edXML:${name}>${typeof held === "string" ? plain(held) : within(held)}</edXML:${name}>`;
const within = (parts: readonly Part[]): string => parts.map((part) => (typeof part === "string" ? part : within(part))).join("");
/** Said only where there is something to say. */
const maybe = (name: string, text: string | number | null): string =>
  text === null || text === "" ? "" : tag(name, String(text));

const party = (name: string, who: Party) =>
  tag(name, [
    tag("OrganId", who.code),
    maybe("OrganizationInCharge", who.inCharge),
    tag("OrganName", who.name),
    maybe("OrganAdd", who.address),
    maybe("Email", who.email),
    maybe("Telephone", who.phone),
    maybe("Fax", who.fax),
    maybe("Website", who.website),
  ]);
const staffInfo = ({ department, name, email, phone }: Staff) =>
  tag("StaffInfo", [tag("Department", department), tag("Staff", name), maybe("Email", email), maybe("Mobile", phone)]);
const responseFor = ({ code, symbol, issuedOn, documentKey }: Link) =>
  tag("ResponseFor", [
    tag("OrganId", code),
    tag("Code", symbol),
    tag("PromulgationDate", issuedOn ? wireDay(issuedOn) : ""),
    tag("DocumentId", documentKey),
  ]);

/** Names and order as QCVN 102:2016/BTTTT has them, its misspellings too. */
function documentParts(h: DocumentHeader): string {
  const { number, notation } = codeParts(h.symbol);
  return [
    tag("MessageHeader", [
      party("From", h.from),
      h.to.map((who) => party("To", who)),
      tag("DocumentId", h.documentKey),
      tag("Code", [tag("CodeNumber", number), tag("CodeNotation", notation)]),
      tag("PromulgationInfo", [tag("Place", h.place), tag("PromulgationDate", wireDay(h.issuedOn))]),
      tag("DocumentType", [maybe("Type", h.type.kind), maybe("TypeDetail", h.type.detail), tag("TypeName", h.type.name)]),
      tag("Subject", h.subject),
      tag("Content", h.content),
      tag("SignerInfo", [tag("Competence", h.signer.competence), tag("Position", h.signer.post), tag("FullName", h.signer.name)]),
      maybe("DueDate", h.dueOn && wireDay(h.dueOn)),
      tag("OtherInfo", [
        tag("Priority", String(urgencyCodes.indexOf(h.urgency))),
        maybe("SphereOfPromulgation", h.sphere),
        maybe("TyperNotation", h.typist),
        maybe("PromulgationAmount", h.copies),
        maybe("PageAmount", h.pages),
        maybe("Direction", h.direction),
        h.appendixes.length > 0
          ? tag(
              "Appendixes",
              h.appendixes.map((one) => tag("Appendix", one)),
            )
          : "",
      ]),
      h.responseFor.map(responseFor),
      tag("SteeringType", String(steeringCodes.indexOf(h.steering) + 1)),
      h.places.length > 0
        ? tag(
            "ToPlaces",
            h.places.map((one) => tag("Place", one)),
          )
        : "",
    ]),
    tag("TraceHeaderList", [
      h.trace.map(({ code, at }) => tag("TraceHeader", [tag("OrganId", code), tag("Timestamp", wireInstant(at))])),
      business(h.business),
    ]),
  ].join("");
}

function business(b: DocumentHeader["business"]): string {
  return tag("Bussiness", [
    maybe("DocumentId", b.documentKey),
    tag("BussinessDocType", String(businessCodes.indexOf(b.type))),
    maybe("BussinessDocReason", b.reason),
    tag("Paper", b.isPaper ? "1" : "0"),
    b.receivers.length > 0
      ? tag("BussinessDocumentInfo", [
          tag("DocumentReceiver", "1"),
          tag(
            "ReceiverList",
            b.receivers.map(({ code, isAdded }) =>
              tag("Receiver", [tag("OrganId", code), tag("ReceiverType", isAdded ? "1" : "0")]),
            ),
          ),
        ])
      : "",
    b.replaced.length > 0
      ? tag(
          "ReplacementInfoList",
          b.replaced.map(({ documentKey, codes }) =>
            tag("ReplacementInfo", [
              tag("DocumentId", documentKey),
              tag(
                "OrganIdList",
                codes.map((code) => tag("OrganId", code)),
              ),
            ]),
          ),
        )
      : "",
    b.staff ? staffInfo(b.staff) : "",
  ]);
}

const statusParts = (h: StatusHeader): string =>
  tag("MessageHeader", [
    party("From", h.from),
    responseFor(h.about),
    staffInfo(h.staff),
    tag("StatusCode", h.code),
    tag("Description", h.words),
    tag("Timestamp", wireInstant(h.at)),
  ]);

/** A multiple of three, so that each piece is whole in Base64. */
const pieceBytes = 49_152;

/** A packet as it goes over the wire, piece by piece; the files are read as their turn comes. The same content is the same bytes. */
export async function* writePacket(header: Header, files: readonly Sent[] = []): AsyncGenerator<Buffer> {
  const parts = header.kind === "document" ? documentParts(header) : statusParts(header);
  const start = `<?xml version="1.0" encoding="UTF-8"?>\n<edXML:edXML xmlns:edXML="${namespace}"><edXML:edXMLEnvelope>`;
  yield Buffer.from(`${start}<edXML:edXMLHeader>${parts}</edXML:edXMLHeader>`);
  if (header.kind === "document") {
    const references = files.map((file) =>
      tag("Reference", [
        tag("ContentId", file.contentId),
        tag("ContentType", file.declared),
        maybe("Description", file.description),
        tag("AttachmentName", file.name),
      ]),
    );
    const manifest = `<edXML:edXMLManifest version="1.0">${references.join("")}</edXML:edXMLManifest>`;
    yield Buffer.from(`<edXML:edXMLBody>${manifest}</edXML:edXMLBody>`);
  }
  yield Buffer.from("</edXML:edXMLEnvelope>");
  if (files.length > 0) {
    yield Buffer.from("<edXML:AttachmentEncoded>");
    for (const file of files) yield* attachment(file);
    yield Buffer.from("</edXML:AttachmentEncoded>");
  }
  yield Buffer.from("</edXML:edXML>\n");
}

async function* attachment(file: Sent): AsyncGenerator<Buffer> {
  const head = [
    tag("ContentId", file.contentId),
    tag("AttachmentName", file.name),
    maybe("Description", file.description),
    tag("ContentType", file.declared),
  ];
  yield Buffer.from(`<edXML:Attachment>${head.join("")}<edXML:ContentTransferEncoded>`);
  let rest = Buffer.alloc(0);
  for await (const chunk of file.open()) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const whole = bytes.length - (bytes.length % 3);
    for (let at = 0; at < whole; at += pieceBytes)
      yield Buffer.from(bytes.subarray(at, Math.min(at + pieceBytes, whole)).toString("base64"));
    rest = Buffer.from(bytes.subarray(whole));
  }
  yield Buffer.from(`${rest.toString("base64")}</edXML:ContentTransferEncoded></edXML:Attachment>`);
}
