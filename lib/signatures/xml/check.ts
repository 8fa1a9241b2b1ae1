import { DOMParser } from "@xmldom/xmldom";
import { SignedXml } from "xml-crypto";
import { isForSigning } from "../checking/telling";
import { readOr, type Trust, trustedAt } from "../checking/trusting";
import { keyStrength, type Strength, weaker } from "../cms/signed";
import { type CheckedXml, type Facts, mostXmlBytes, type Reason } from "../model";
import { maskedIdentifier, reasonsFor, verdictOf } from "../rules";
import { Certificate } from "../trust/certificate";

const dsig = "http://www.w3.org/2000/09/xmldsig#";
const inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
/** What may be signed with; no key that both sides share, and nothing a transform could leave out. */
const methods: Readonly<Record<string, Strength>> = {
  [`${dsig}rsa-sha1`]: "weak",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": "strong",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "strong",
  "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1": "strong",
};
const digests: Readonly<Record<string, Strength>> = {
  [`${dsig}sha1`]: "weak",
  "http://www.w3.org/2001/04/xmlenc#sha256": "strong",
  "http://www.w3.org/2001/04/xmlenc#sha512": "strong",
};
const canonical: readonly string[] = [inclusive, exclusive];
const enveloped = `${dsig}enveloped-signature`;

const unread = (reason: Reason): CheckedXml => ({ verdict: verdictOf([reason]), reasons: [reason], signer: null });

/**
 * The signature of an XML file and how it stands at a moment, by a list of trusted roots. Only one form is believed: one signature, over the
 * whole file but itself (URI="", enveloped), in canonical form; so nothing can stand beside what was signed or be wrapped around it, and no
 * element is looked for by its Id. The key is that of a certificate sent along, which counts as far as it leads to a trusted root. The file must
 * have been read before by a reader that takes no document type.
 */
export function checkXml(bytes: Buffer, trust: Trust, now: Date): CheckedXml {
  if (bytes.length > mostXmlBytes) return unread("too-large");
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return unread("structure-unclear");
  const broken: string[] = [];
  const hear = (message: string) => void broken.push(message);
  const document = new DOMParser({ errorHandler: { error: hear, fatalError: hear, warning: () => undefined } }).parseFromString(
    text,
    "text/xml",
  );
  if (broken.length > 0) return unread("structure-unclear");
  // Whatever calls itself a signature is counted, in whatever namespace: a second one would be for another reader.
  const named = below(document).filter(({ localName }) => localName === "Signature");
  const [signature] = named;
  if (!signature) return { verdict: "unsigned", reasons: [], signer: null };
  if (named.length > 1 || signature.namespaceURI !== dsig) return unread("structure-unclear");
  const form = formOf(signature);
  if (!form) return unread("structure-unclear");
  const [leaf, ...chain] = certificatesOf(signature);
  const checked = leaf ? check(text, signature, leaf) : null;
  if (!leaf || !checked) return unread(leaf ? "signature-unreadable" : "untrusted");
  return judged(leaf, chain, { problems: checked, strength: weaker(form, keyStrength(leaf.key)) }, trust, now);
}

const below = (node: Document | Element): Element[] => {
  const list = node.getElementsByTagName("*");
  return Array.from({ length: list.length }, (_, n) => list[n]).filter((one) => one !== undefined);
};
const elements = (node: Element): Element[] =>
  Array.from({ length: node.childNodes.length }, (_, n) => node.childNodes[n]).flatMap((child) =>
    child?.nodeType === 1 ? [child as Element] : [],
  );
const names = (node: Element) =>
  elements(node)
    .map((child) => (child.namespaceURI === dsig ? child.localName : "?"))
    .join(" ");
const only = (node: Element, name: string): Element | null => {
  const found = elements(node).filter((child) => child.localName === name && child.namespaceURI === dsig);
  return found.length === 1 ? (found[0] ?? null) : null;
};
const algorithm = (node: Element | null) => node?.getAttribute("Algorithm") ?? "";

/** How strong what it is made with is; null where its form is none that is believed. */
function formOf(signature: Element): Strength | null {
  if (!/^SignedInfo SignatureValue(?: KeyInfo)?(?: Object)*$/.test(names(signature))) return null;
  // The library looks some of these up by name alone, wherever they stand: so each stands once.
  for (const name of [
    "SignedInfo",
    "CanonicalizationMethod",
    "SignatureMethod",
    "SignatureValue",
    "Reference",
    "DigestMethod",
    "DigestValue",
  ])
    if (below(signature).filter(({ localName }) => localName === name).length !== 1) return null;
  const info = only(signature, "SignedInfo");
  if (!info || names(info) !== "CanonicalizationMethod SignatureMethod Reference") return null;
  const reference = only(info, "Reference");
  // An attribute that is not there reads as empty too.
  if (!reference?.hasAttribute("URI") || reference.getAttribute("URI") !== "") return null;
  if (names(reference) !== "Transforms DigestMethod DigestValue") return null;
  const transforms = only(reference, "Transforms");
  const applied = transforms ? elements(transforms).map((one) => algorithm(one)) : [];
  const [first, second, ...more] = applied;
  if (first !== enveloped || more.length > 0 || (second !== undefined && !canonical.includes(second))) return null;
  // A list of prefixes to be treated otherwise would be one more thing to go by.
  if ([...elements(transforms ?? reference), only(info, "CanonicalizationMethod")].some((one) => one && elements(one).length > 0))
    return null;
  if (!canonical.includes(algorithm(only(info, "CanonicalizationMethod")))) return null;
  const method = methods[algorithm(only(info, "SignatureMethod"))];
  const digest = digests[algorithm(only(reference, "DigestMethod"))];
  return method && digest ? weaker(method, digest) : null;
}

const mostCertificates = 10;
/** The certificates that came along, the signer's first: it is the one no other was issued by. */
function certificatesOf(signature: Element): Certificate[] {
  const held = below(signature)
    .filter(({ localName, namespaceURI }) => localName === "X509Certificate" && namespaceURI === dsig)
    .slice(0, mostCertificates)
    .flatMap((node) => readOr(() => Certificate.of(Buffer.from(node.textContent ?? "", "base64"))));
  const isAbove = (one: Certificate) => held.some((other) => other !== one && other.issuerDer.equals(one.subjectDer));
  const leaf = held.find((one) => !isAbove(one)) ?? held[0];
  return leaf ? [leaf, ...held.filter((one) => one !== leaf)] : [];
}

/** What is wrong with the signature by this certificate's key; null where the library cannot tell. */
function check(text: string, signature: Element, leaf: Certificate): Facts["problems"] | null {
  if (leaf.key.asymmetricKeyType !== "rsa") return null;
  const signed = new SignedXml({ publicCert: leaf.key.export({ type: "spki", format: "pem" }), getCertFromKeyInfo: () => null });
  try {
    signed.loadSignature(signature);
    return signed.checkSignature(text) ? [] : ["digest-differs"];
  } catch (error) {
    return error instanceof Error && /signature value .* is incorrect/.test(error.message) ? ["signature-broken"] : null;
  }
}

function judged(
  leaf: Certificate,
  chain: readonly Certificate[],
  found: Pick<Facts, "problems" | "strength">,
  trust: Trust,
  now: Date,
): CheckedXml {
  const trusted = trustedAt(leaf, chain, trust, now, now);
  const { standing } = trusted;
  const facts: Facts = {
    kind: "signature",
    form: null,
    problems: found.problems,
    strength: weaker(found.strength, trusted.strength),
    isNamed: null,
    mustBeNamed: false,
    isForSigning: isForSigning(leaf),
    validFrom: leaf.notBefore,
    validUntil: leaf.notAfter,
    path: trusted.path,
    hasStrays: trusted.hasStrays,
    standing: { state: standing.state, revokedAt: standing.revoked?.at ?? null, isStale: standing.isStale },
    stamp: "none",
    provenAt: null,
    claimedAt: null,
    permission: null,
    after: [],
  };
  const reasons = reasonsFor(facts, now);
  return {
    verdict: verdictOf(reasons),
    reasons,
    signer: {
      ...leaf.who,
      identifier: maskedIdentifier(leaf.who.identifier),
      issuer: leaf.issuerName,
      serial: leaf.serial,
      sha256: leaf.sha256,
      validFrom: leaf.notBefore.toISOString(),
      validUntil: leaf.notAfter.toISOString(),
    },
  };
}
