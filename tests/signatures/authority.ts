import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { oid } from "@/lib/signatures/cms/signed";
import { messageOver, type Signer } from "@/lib/signatures/signing/message";
import { Certificate, exact } from "@/lib/signatures/trust/certificate";

// A public key infrastructure of the tests' own: nothing it issues is trusted anywhere but in a test that says so.

export const now = new Date("2026-11-20T03:00:00Z");
export const daysFrom = (days: number, from = now): Date => new Date(from.getTime() + days * 86_400_000);

type Kind = "ec" | "rsa";
export type Holder = { key: KeyObject; kind: Kind; certificate: Certificate; signer: Signer };
type Names = readonly (readonly [type: string, value: string])[];
type Wanted = {
  names?: Names;
  from?: Date;
  until?: Date;
  kind?: Kind;
  usage?: number;
  purposes?: readonly string[];
  isCa?: boolean;
  pathLength?: number;
  isNotAsked?: boolean;
  bits?: number;
  hash?: "sha256" | "sha1" | "md5";
  /** Where it says that its issuer is asked about it. */
  responder?: string;
  extensions?: pkijs.Extension[];
};

export const cn = "2.5.4.3";
export const usage = { sign: 0b1100_0000, ca: 0b0000_0110 };
export const purposes = {
  stamping: "1.3.6.1.5.5.7.3.8",
  answers: "1.3.6.1.5.5.7.3.9",
  server: "1.3.6.1.5.5.7.3.1",
  mail: "1.3.6.1.5.5.7.3.4",
};
const signed: Record<string, string> = {
  ecsha256: "1.2.840.10045.4.3.2",
  rsasha256: "1.2.840.113549.1.1.11",
  rsasha1: "1.2.840.113549.1.1.5",
  rsamd5: "1.2.840.113549.1.1.4",
};
let serial = 4_000;

const pair = (kind: Kind, bits: number) =>
  kind === "ec"
    ? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey
    : generateKeyPairSync("rsa", { modulusLength: bits }).privateKey;
const spkiOf = (key: KeyObject) => createPublicKey(key).export({ type: "spki", format: "der" });

function nameOf(names: Names): pkijs.RelativeDistinguishedNames {
  const typesAndValues = names.map(
    ([type, value]) => new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) }),
  );
  return new pkijs.RelativeDistinguishedNames({ typesAndValues });
}
const readName = (der: Buffer) => new pkijs.RelativeDistinguishedNames({ schema: asn1js.fromBER(exact(der)).result });
const extension = (extnID: string, value: asn1js.BaseBlock, critical = false) =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
const keyIdOf = (key: KeyObject) => createHash("sha1").update(spkiOf(key)).digest();
const algorithmOf = (kind: Kind, hash = "sha256") =>
  new pkijs.AlgorithmIdentifier({
    algorithmId: signed[kind + hash] ?? "",
    ...(kind === "rsa" && { algorithmParams: new asn1js.Null() }),
  });
const signedBy = (by: { key: KeyObject }, bytes: ArrayBuffer, hash = "sha256") =>
  new asn1js.BitString({ valueHex: exact(sign(hash, Buffer.from(bytes), by.key)) });

const askedAt = (address: string) =>
  new pkijs.InfoAccess({
    accessDescriptions: [
      new pkijs.AccessDescription({
        accessMethod: "1.3.6.1.5.5.7.48.1",
        accessLocation: new pkijs.GeneralName({ type: 6, value: address }),
      }),
    ],
  }).toSchema();

/** A certificate by an issuer, or by itself. */
export function issue(issuer: Holder | null, wanted: Wanted): Holder {
  const kind = wanted.kind ?? "ec";
  const key = pair(kind, wanted.bits ?? 2_048);
  const by = issuer ?? { key, kind };
  const made = new pkijs.Certificate();
  made.version = 2;
  made.serialNumber = new asn1js.Integer({ value: ++serial });
  made.subject = nameOf(wanted.names ?? [[cn, "Cán bộ kiểm thử"]]);
  made.issuer = issuer ? readName(issuer.certificate.subjectDer) : made.subject;
  made.notBefore = new pkijs.Time({ type: 0, value: wanted.from ?? daysFrom(-200) });
  made.notAfter = new pkijs.Time({ type: 0, value: wanted.until ?? daysFrom(500) });
  made.subjectPublicKeyInfo = new pkijs.PublicKeyInfo({ schema: asn1js.fromBER(exact(spkiOf(key))).result });
  const bits = wanted.usage ?? (wanted.isCa ? usage.ca : usage.sign);
  made.extensions = [
    extension("2.5.29.15", new asn1js.BitString({ valueHex: exact(Buffer.from([bits])), unusedBits: wanted.isCa ? 1 : 6 }), true),
    extension("2.5.29.14", new asn1js.OctetString({ valueHex: exact(keyIdOf(key)) })),
    extension(
      "2.5.29.35",
      new pkijs.AuthorityKeyIdentifier({
        keyIdentifier: new asn1js.OctetString({ valueHex: exact(keyIdOf(by.key)) }),
      }).toSchema(),
    ),
    ...(wanted.isCa
      ? [
          extension(
            "2.5.29.19",
            new pkijs.BasicConstraints({
              cA: true,
              ...(wanted.pathLength !== undefined && { pathLenConstraint: wanted.pathLength }),
            }).toSchema(),
            true,
          ),
        ]
      : []),
    ...(wanted.purposes
      ? [
          extension(
            "2.5.29.37",
            new pkijs.ExtKeyUsage({ keyPurposes: [...wanted.purposes] }).toSchema(),
            wanted.purposes.includes(purposes.stamping),
          ),
        ]
      : []),
    ...(wanted.isNotAsked ? [extension("1.3.6.1.5.5.7.48.1.5", new asn1js.Null())] : []),
    ...(wanted.responder ? [extension("1.3.6.1.5.5.7.1.1", askedAt(wanted.responder))] : []),
    ...(wanted.extensions ?? []),
  ];
  made.signature = algorithmOf(by.kind, wanted.hash);
  made.signatureAlgorithm = made.signature;
  made.signatureValue = signedBy(by, made.encodeTBS().toBER(), wanted.hash);
  const certificate = new Certificate(Buffer.from(made.toSchema(true).toBER()));
  const chain = issuer && issuer.certificate.sha256 !== certificate.sha256 ? [issuer.certificate] : [];
  const signer: Signer = {
    certificate,
    chain,
    algorithm: kind === "ec" ? "ecdsa" : "rsa",
    sign: async (bytes) => sign("sha256", bytes, key),
  };
  return { key, kind, certificate, signer };
}

class List extends pkijs.CertificateRevocationList {
  toSign() {
    return this.encodeTBS();
  }
}
/** The list of what an issuer revoked. */
export function revocationList(
  issuer: Holder,
  revoked: readonly { of: Holder; at: Date }[],
  { from = daysFrom(-1), until = daysFrom(6) }: { from?: Date; until?: Date } = {},
): Buffer {
  const made = new List();
  made.version = 1;
  made.issuer = readName(issuer.certificate.subjectDer);
  made.thisUpdate = new pkijs.Time({ type: 0, value: from });
  made.nextUpdate = new pkijs.Time({ type: 0, value: until });
  if (revoked.length > 0)
    made.revokedCertificates = revoked.map(
      ({ of, at }) =>
        new pkijs.RevokedCertificate({
          userCertificate: new asn1js.Integer({ valueHex: exact(Buffer.from(of.certificate.serial, "hex")) }),
          revocationDate: new pkijs.Time({ type: 0, value: at }),
        }),
    );
  made.signature = algorithmOf(issuer.kind);
  made.signatureAlgorithm = made.signature;
  made.signatureValue = signedBy(issuer, made.toSign().toBER());
  return Buffer.from(made.toSchema(true).toBER());
}

/** A responder's answer on one certificate. `by`: the issuer itself or whom it named. */
export function answer(
  issuer: Holder,
  of: Holder,
  {
    by = issuer,
    revokedAt,
    isUnknown = false,
    nonce,
    from = daysFrom(-0.1),
    until = daysFrom(1),
  }: { by?: Holder; revokedAt?: Date; isUnknown?: boolean; nonce?: Buffer; from?: Date; until?: Date | null } = {},
): Buffer {
  const sha1 = (bytes: Buffer) => exact(createHash("sha1").update(bytes).digest());
  const single = new pkijs.SingleResponse({
    certID: new pkijs.CertID({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: "1.3.14.3.2.26", algorithmParams: new asn1js.Null() }),
      issuerNameHash: new asn1js.OctetString({ valueHex: sha1(issuer.certificate.subjectDer) }),
      issuerKeyHash: new asn1js.OctetString({ valueHex: sha1(issuer.certificate.keyBits) }),
      serialNumber: new asn1js.Integer({ valueHex: exact(Buffer.from(of.certificate.serial, "hex")) }),
    }),
    certStatus: revokedAt
      ? new asn1js.Constructed({
          idBlock: { tagClass: 3, tagNumber: 1 },
          value: [new asn1js.GeneralizedTime({ valueDate: revokedAt })],
        })
      : new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: isUnknown ? 2 : 0 } }),
    thisUpdate: from,
    ...(until && { nextUpdate: until }),
  });
  const basic = new pkijs.BasicOCSPResponse();
  basic.tbsResponseData.responderID = readName(by.certificate.subjectDer);
  basic.tbsResponseData.producedAt = from;
  basic.tbsResponseData.responses = [single];
  if (nonce)
    basic.tbsResponseData.responseExtensions = [
      extension("1.3.6.1.5.5.7.48.1.2", new asn1js.OctetString({ valueHex: exact(nonce) })),
    ];
  basic.signatureAlgorithm = algorithmOf(by.kind);
  const bytes = basic.tbsResponseData.toSchema(true).toBER();
  basic.tbsResponseData.tbsView = new Uint8Array(bytes);
  basic.signature = signedBy(by, bytes);
  basic.certs = by === issuer ? [] : [pkijs.Certificate.fromBER(exact(by.certificate.der))];
  const response = new pkijs.OCSPResponse({
    responseStatus: new asn1js.Enumerated({ value: 0 }),
    responseBytes: new pkijs.ResponseBytes({
      responseType: "1.3.6.1.5.5.7.48.1.1",
      response: new asn1js.OctetString({ valueHex: basic.toSchema().toBER() }),
    }),
  });
  return Buffer.from(response.toSchema().toBER());
}

/** A certificate as text, in lines of 64 and no empty one. */
export function pem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

/** A timestamp authority: a token over these bytes, as of a moment. */
export const stampBy =
  (authority: Holder, at: Date = now, over: (bytes: Buffer) => Buffer = (bytes) => bytes) =>
  (bytes: Buffer): Promise<Buffer> =>
    tokenOver(authority, createHash("sha256").update(over(bytes)).digest(), at);

function tokenOver(authority: Holder, digest: Buffer, at: Date): Promise<Buffer> {
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: "1.3.6.1.4.1.13762.3",
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: "2.16.840.1.101.3.4.2.1" }),
      hashedMessage: new asn1js.OctetString({ valueHex: exact(digest) }),
    }),
    serialNumber: new asn1js.Integer({ value: ++serial }),
    genTime: at,
  });
  const content = Buffer.from(info.toSchema().toBER());
  return messageOver([content], authority.signer, { content: { type: oid.stampInfo, bytes: content } });
}

/** The same over the network (RFC 3161 §2.4): the answer to a request. */
export async function stampAnswer(authority: Holder, request: Buffer, at: Date): Promise<Buffer> {
  const { messageImprint } = pkijs.TimeStampReq.fromBER(exact(request));
  const token = await tokenOver(authority, Buffer.from(messageImprint.hashedMessage.valueBlock.valueHexView), at);
  const answered = new pkijs.TimeStampResp({
    status: new pkijs.PKIStatusInfo({ status: 0 }),
    timeStampToken: pkijs.ContentInfo.fromBER(exact(token)),
  });
  return Buffer.from(answered.toSchema().toBER());
}

/** A root, a CA beneath it, and whom these tests need; the names have Vietnamese letters, as the real ones do. */
export function city() {
  const of = (name: string): Names => [
    ["2.5.4.6", "VN"],
    ["2.5.4.10", "Cơ quan kiểm thử Vọng Lâu"],
    [cn, name],
  ];
  const root = issue(null, { names: of("Gốc kiểm thử G2"), isCa: true, from: daysFrom(-3_000), until: daysFrom(3_000) });
  const ca = issue(root, {
    names: of("CA phục vụ kiểm thử G2"),
    isCa: true,
    pathLength: 0,
    from: daysFrom(-1_500),
    until: daysFrom(1_500),
  });
  const person = issue(ca, {
    names: [
      ["2.5.4.6", "VN"],
      ["2.5.4.10", "UBND phường Ô Chợ Dừa"],
      [cn, "Nguyễn Văn Bình"],
      ["2.5.4.12", "Phó Chủ tịch"],
      ["0.9.2342.19200300.100.1.1", "CCCD:001099123456"],
    ],
  });
  const agency = issue(ca, {
    names: [
      ["2.5.4.6", "VN"],
      [cn, "UBND phường Ô Chợ Dừa"],
      ["0.9.2342.19200300.100.1.1", "MST:0101234567"],
    ],
  });
  const tsa = issue(ca, { names: of("Dịch vụ cấp dấu thời gian"), purposes: [purposes.stamping] });
  return { root, ca, person, agency, tsa };
}
export type City = ReturnType<typeof city>;
