import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import pg from "pg";
import * as z from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { searchWords } from "@/lib/documents/record/search";
import { signPdf } from "@/lib/signatures/signing/sign";
import { seedWorkingCalendar } from "../calendar";
import { type Cell, copyRows } from "../copy";
import { random } from "../random";
import { units, wards, wardTitle } from "../units";
import { type Holder, issue, revocationList } from "./authority";
import { registerCertificates } from "./certificates";
import { fullVolume, keepers, type SeedDocument, type Signing, seedDocuments, type Volume } from "./course";
import { type Letters, lettersOf } from "./letters";
import { headTitleOf } from "./load";
import { drawPaper, sealDrawing, signatureDrawing } from "./paper";
import { openDemoSigner } from "./signer";
import { bodyOf, paperWords, senders } from "./texts";

export type PapersOptions = {
  /** Where the stored files of the city lie. */
  filesDir: string;
  /** As the city was loaded with. */
  documents?: Volume;
  onProgress?(line: string): void;
};
const Loaded = z.object({ seed: z.int(), until: z.iso.datetime() });

/**
 * Draws and signs the papers of the demo city's own documents, each a real PDF, by an authority that is trusted in the demo only; in one
 * transaction, beside a city at work. Nothing is said of their signatures here: the round that checks documents does. With papers there, or
 * without a demo, it does nothing.
 */
export async function signDemoPapers(
  ownerUrl: string,
  { filesDir, documents: volume = fullVolume, onProgress = () => undefined }: PapersOptions,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "vong-lau-demo-papers" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin");
    const rows = await withoutPapers(client);
    const [loaded] = (
      await client.query("select detail from audit_entry where action = 'city.load-demo' order by id desc limit 1")
    ).rows;
    if (rows.length > 0 && loaded) {
      const { seed, until } = Loaded.parse(loaded.detail);
      const at = new Date(until);
      const chance = random(seed).branch("documents");
      const documents = seedDocuments({ day: cityDay(at), at }, volume, { calendar: seedWorkingCalendar, random: chance });
      await load(client, documents, rows, { until: at, filesDir, onProgress });
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

type Row = { id: number; signer_name: string | null; registered_by: string; registered_by_name: string };
/** The demo's documents in the order they were loaded, where none of them has a paper yet. */
async function withoutPapers(client: pg.Client): Promise<Row[]> {
  const { rows } = await client.query<Row>(`select id, signer_name, registered_by, registered_by_name from document
    where is_demo and not exists (select from document_file f join document d on d.id = f.document_id where d.is_demo) order by id`);
  return rows;
}

async function load(
  client: pg.Client,
  documents: readonly SeedDocument[],
  rows: readonly Row[],
  { until, filesDir, onProgress }: { until: Date; filesDir: string; onProgress(line: string): void },
): Promise<void> {
  const own = documents.flatMap((document, i) => {
    const row = rows[i];
    return document.signing === null || !row
      ? []
      : [{ ...document, row, signing: document.signing, signer: row.signer_name ?? "" }];
  });
  const heads = new Map(own.map(({ unit, signer }) => [unit, signer]));
  const titles = keepers.flatMap(({ key }) => [headTitleOf(key), headTitleOf(key).toUpperCase(), placeOf(key)]);
  const names = [...units, ...senders].flatMap(({ name }) => [name, name.toUpperCase()]);
  const letters = await lettersOf([...paperWords, ...names, ...titles, ...heads.values(), ...own.map((d) => d.symbol)]);
  const { root, ca, signers } = authorityOf(until, (unit) => heads.get(unit) ?? "");
  const revoked = await registerCertificates(client, ca, signers, until);
  await loadTrust(client, root, ca, revoked, until);
  await openDemoSigner(client, { ca, until, heads, dataDir: dirname(filesDir) });
  const files: Cell[][] = [];
  for (const [i, document] of own.entries()) {
    const bytes = await paperOf(document, letters, signers);
    const sha = createHash("sha256").update(bytes).digest("hex");
    const folder = join(filesDir, sha.slice(0, 2));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, sha), bytes, { mode: 0o600 });
    const said = searchWords([document.subject, ...bodyOf(document.issuer, document.subject)]);
    const { id, registered_by: by, registered_by_name: byName } = document.row;
    files.push([id, `${document.symbol.replaceAll("/", "-")}.pdf`, bytes.length, sha, said, document.registeredAt, by, byName]);
    if ((i + 1) % 500 === 0) onProgress(`${i + 1} / ${own.length} văn bản đã lập và ký số`);
  }
  const columns = Array.from({ length: 8 }, (_, column) => files.map((file) => file[column]));
  await client.query(
    `insert into document_file (document_id, name, type, bytes, pages, sha, words, added_at, added_by, added_by_name)
     select document_id, name, 'application/pdf', bytes, 1, sha, strip(to_tsvector('simple', said)), added_at, added_by, added_by_name
     from unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[])
       f(document_id, name, bytes, sha, said, added_at, added_by, added_by_name)`,
    columns,
  );
  onProgress(`${own.length} văn bản đã ký số; chữ ký đang được kiểm tra`);
}

const nameOf = (unit: string): string => units.find((u) => u.key === unit)?.name ?? "";
const placeOf = (unit: string): string => {
  const ward = wards.find((w) => w.key === unit);
  return ward ? wardTitle(ward).replace(/^(Phường|Xã) /, "") : "Hà Giang";
};

type Signers = ReadonlyMap<string, { person: Holder; agency: Holder; expired: Holder }>;

const invented = "Dữ liệu mô phỏng Vọng Lâu";

/** The demo's root and issuing authority, and for each unit a person's and the agency's certificate. */
function authorityOf(until: Date, head: (unit: string) => string) {
  const on = (days: number) => new Date(until.getTime() + days * 86_400_000);
  const lasting = { from: on(-2_000), until: on(3_600), isAuthority: true };
  const root = issue(null, { names: { organisation: invented, name: `${invented} – chứng thư gốc` }, serial: 1, ...lasting });
  const ca = issue(root, { names: { organisation: invented, name: `${invented} – cấp chứng thư` }, serial: 2, ...lasting });
  const signers = new Map(
    keepers.map(({ key }, i) => {
      const names = { organisation: nameOf(key), title: headTitleOf(key), name: head(key) };
      const valid = { from: on(-500), until: on(600) };
      return [
        key,
        {
          person: issue(ca, { names, serial: 1_000 + i, ...valid }),
          agency: issue(ca, { names: { organisation: nameOf(key), name: nameOf(key) }, serial: 2_000 + i, ...valid }),
          expired: issue(ca, { names, serial: 3_000 + i, from: on(-900), until: on(-400) }),
        },
      ];
    }),
  );
  return { root, ca, signers };
}

/** `revoked`: the list of the issuing authority; the root revoked nothing. */
async function loadTrust(client: pg.Client, root: Holder, ca: Holder, revoked: Buffer, at: Date): Promise<void> {
  const authorities = [root.certificate, ca.certificate];
  const [made, next] = [new Date(at.getTime() - 86_400_000), new Date(at.getTime() + 3_600 * 86_400_000)];
  const lists = [
    { der: revocationList(root, [], made, next), count: 0 },
    { der: revoked, count: 1 },
  ];
  const columns = [
    "role",
    "der",
    "sha256",
    "name",
    "issuer_name",
    "valid_from",
    "valid_until",
    "added_at",
    "added_by",
    "is_test",
  ];
  await copyRows(
    client,
    "trusted_certificate",
    columns,
    authorities.map((a, i): Cell[] => [
      ...[i === 0 ? "ROOT" : "INTERMEDIATE", a.der, a.sha256, a.who.name ?? a.serial, a.issuerName ?? ""],
      ...[a.notBefore, a.notAfter, at, "system:demo", true],
    ]),
  );
  await copyRows(
    client,
    "revocation_list",
    ["der", "sha256", "issuer_name", "made_at", "next_at", "revoked", "added_at", "added_by"],
    lists.map(({ der, count }, i): Cell[] => {
      const sha = createHash("sha256").update(der).digest("hex");
      return [der, sha, authorities[i]?.who.name ?? "", made, next, count, at, "system:demo"];
    }),
  );
}

async function paperOf(
  document: SeedDocument & { signing: Signing; signer: string },
  letters: Letters,
  signers: Signers,
): Promise<Buffer> {
  const { unit, subject, signing, signer, registeredAt } = document;
  const paper = drawPaper(
    {
      agencyAbove: unit === "city" ? null : nameOf("city"),
      agency: nameOf(unit),
      symbol: document.symbol,
      place: placeOf(unit),
      on: document.issuedOn,
      kind: document.type.kind,
      subject,
      body: bodyOf(nameOf(unit), subject),
      recipients: document.recipients.length > 0 ? document.recipients : ["Như trên"],
      authority: null,
      post: headTitleOf(unit),
      signer,
    },
    letters,
  );
  const by = signers.get(unit);
  if (!by || signing === "NONE") return paper.bytes;
  const person = signing === "EXPIRED" ? by.expired : by.person;
  const before = (minutes: number) => new Date(registeredAt.getTime() - minutes * 60_000);
  const once = await signPdf(paper.bytes, person.signer, {
    field: "NguoiKy",
    at: before(9),
    holeBytes: 2_500,
    shown: { page: 0, rect: paper.person, drawing: signatureDrawing(signer) },
  });
  if (signing === "PERSON_ONLY") return once;
  const twice = await signPdf(once, by.agency.signer, {
    field: "CoQuan",
    at: before(2),
    holeBytes: 2_500,
    shown: { page: 0, rect: paper.agency, drawing: sealDrawing() },
  });
  if (signing !== "CHANGED") return twice;
  // Words of what was signed are others: what a careless tool, or a forger, leaves behind.
  return Buffer.from(twice.toString("latin1").replace(hexOf("mo phong"), hexOf("sua chua")), "latin1");
}
const hexOf = (words: string) => Buffer.from(words).toString("hex");
