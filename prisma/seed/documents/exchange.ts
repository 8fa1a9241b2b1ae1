import type pg from "pg";
import { agencyKey } from "@/lib/packets/wire/agency";
import { DocumentHeader } from "@/lib/packets/wire/header";
import { searchable } from "@/lib/words";
import { type Cell, copyRows, type Ids, reserve } from "../copy";
import type { SeedDocument } from "./course";
import { senders } from "./texts";

/** Of 680,000 documents received 6,400 came by the axis, of over 250,000 sent 2,200 went by it (the reports of Hậu Giang). */
const share = { incoming: 6_400 / 680_000, outgoing: 2_200 / 250_000 };
/** Invented identifiers, in the order of the departments' list. */
const codeOf = (i: number): string => `000.00.${String(60 + i)}.H22`;
const party = (code: string, name: string) => ({ code, name });

type Loaded = { document: SeedDocument; id: number };
/** Packets that some of the year's documents came or went by, and the directory of the agencies they were exchanged with. */
export async function loadExchange(
  client: pg.Client,
  loaded: readonly Loaded[],
  { unitIds, until }: { unitIds: Ids; until: Date },
): Promise<void> {
  if (loaded.length === 0) return;
  await loadAgencies(client, until);
  const named = new Map(senders.map(({ name }, i) => [name, codeOf(i)]));
  const came = thinned(
    loaded.filter(({ document }) => document.direction === "INCOMING" && named.has(document.issuer)),
    share.incoming * loaded.filter(({ document }) => document.direction === "INCOMING").length,
  );
  const outgoing = loaded.filter(({ document }) => document.direction === "OUTGOING");
  const went = thinned(outgoing, share.outgoing * outgoing.length);
  await copyRows(
    client,
    "packet",
    [
      ...["unit_id", "way", "sender_id", "sender_name", "state", "kind", "business", "from_code", "from_key", "from_name"],
      ...["document_key", "header", "bytes", "arrived_at", "document_id", "settled_at", "settled_by", "settled_by_name"],
    ],
    came.map(({ document, id }): Cell[] => {
      const code = named.get(document.issuer) ?? "";
      const header = headerOf(document, id, {
        from: party(code, document.issuer),
        to: party("H22.15", "Ủy ban nhân dân thành phố Hà Giang"),
      });
      const arrivedAt = new Date(document.registeredAt.getTime() - 40 * 60_000);
      return [
        ...[
          unitIds.get(document.unit) ?? 0,
          "http",
          "system:demo",
          "Trục liên thông (mô phỏng)",
          "REGISTERED",
          "document",
          "NEW",
        ],
        ...[code, agencyKey(code), document.issuer, header.documentKey, JSON.stringify(header), 48_000, arrivedAt, id],
        ...[document.registeredAt, "system:demo", "Văn thư"],
      ];
    }),
  );
  await copyRows(
    client,
    "dispatch",
    [
      ...[
        "unit_id",
        "kind",
        "business",
        "to_code",
        "to_key",
        "to_name",
        "document_key",
        "document_id",
        "header",
        "file_ids",
        "state",
      ],
      ...["created_at", "created_by", "created_by_name", "sent_at", "arrived_at", "accepted_at"],
    ],
    went.map(({ document, id }, n): Cell[] => {
      const to = party(codeOf(n % senders.length), senders[n % senders.length]?.name ?? "");
      const header = headerOf(document, id, { from: party("H22.15", document.issuer), to });
      const after = (minutes: number) => new Date(Math.min(document.registeredAt.getTime() + minutes * 60_000, until.getTime()));
      return [
        ...[unitIds.get(document.unit) ?? 0, "document", "NEW", to.code, agencyKey(to.code), to.name, header.documentKey, id],
        ...[JSON.stringify(header), "{}", "SENT", after(20), "system:demo", "Văn thư", after(21), after(25), after(90)],
      ];
    }),
  );
}

function headerOf(
  document: SeedDocument,
  id: number,
  { from, to }: { from: ReturnType<typeof party>; to: ReturnType<typeof party> },
) {
  return DocumentHeader.parse({
    ...{
      kind: "document",
      from,
      to: [to],
      documentKey: `${from.code},${document.issuedOn.replaceAll("-", "/")},${id}`,
      symbol: document.symbol,
    },
    ...{
      issuedOn: document.issuedOn,
      type: {},
      subject: document.subject,
      signer: {},
      urgency: document.urgency,
    },
  });
}

async function loadAgencies(client: pg.Client, at: Date): Promise<void> {
  const first = await reserve(client, "agency", senders.length);
  await copyRows(
    client,
    "agency",
    ["id", "name", "search", "recorded_at", "recorded_by"],
    senders.map(({ name }, i): Cell[] => [first + i, name, searchable(name), at, "system:demo"]),
  );
  await copyRows(
    client,
    "agency_identifier",
    ["agency_id", "scheme", "code", "key", "valid_from"],
    senders.map((_, i): Cell[] => [first + i, "QCVN102", codeOf(i), agencyKey(codeOf(i)), "2020-01-01"]),
  );
}

/** So many of them, evenly over the year. */
function thinned<T>(all: readonly T[], wanted: number): T[] {
  const count = Math.min(all.length, Math.round(wanted));
  return Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]).filter(
    (one) => one !== undefined,
  );
}
