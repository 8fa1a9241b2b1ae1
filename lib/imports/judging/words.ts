import type { Channel, DossierState, ResultKind } from "@/lib/dossiers/model";
import { searchable } from "@/lib/words";

type Words<T> = readonly (readonly [T, readonly string[]])[];

/** The ten statuses of the national list, their numbers, and what offices write instead. */
const states: Words<DossierState> = [
  ["REGISTERED", ["1", "registered", "moi dang ky", "cho tiep nhan", "chua tiep nhan", "moi nop"]],
  ["ACCEPTED", ["2", "accepted", "duoc tiep nhan", "da tiep nhan", "tiep nhan", "moi tiep nhan", "da nhan"]],
  ["NOT_ACCEPTED", ["3", "not accepted", "khong duoc tiep nhan", "khong tiep nhan", "tu choi tiep nhan"]],
  [
    "IN_PROGRESS",
    [
      "4",
      "in progress",
      "dang xu ly",
      "dang giai quyet",
      "dang thu ly",
      "dang tham dinh",
      "dang thuc hien",
      "cho xu ly",
      "cho phe duyet",
      "cho ky",
      "trinh ky",
      "dang trinh ky",
      "chua giai quyet",
      "chua xu ly",
      "chua xong",
      "cho giai quyet",
    ],
  ],
  [
    "AWAITING_SUPPLEMENT",
    [
      "5",
      "awaiting supplement",
      "yeu cau bo sung giay to",
      "yeu cau bo sung",
      "cho bo sung",
      "dang bo sung",
      "bo sung ho so",
      "dang cho bo sung",
      "can bo sung",
      "tam dung",
      "tam dung cho bo sung",
    ],
  ],
  [
    "AWAITING_PAYMENT",
    [
      "6",
      "awaiting payment",
      "yeu cau thuc hien nghia vu tai chinh",
      "thuc hien nghia vu tai chinh",
      "cho thuc hien nghia vu tai chinh",
      "nghia vu tai chinh",
      "cho nop thue",
      "cho thue",
      "cho nop phi",
      "cho thanh toan",
    ],
  ],
  [
    "WITHDRAWN",
    ["7", "withdrawn", "cong dan yeu cau rut ho so", "yeu cau rut ho so", "rut ho so", "da rut", "xin rut", "cong dan rut"],
  ],
  ["STOPPED", ["8", "stopped", "dung xu ly", "dung giai quyet", "da dung", "huy", "da huy", "huy ho so"]],
  [
    "FINISHED",
    [
      "9",
      "finished",
      "da xu ly xong",
      "da xu ly",
      "xu ly xong",
      "da giai quyet",
      "da giai quyet xong",
      "giai quyet xong",
      "hoan thanh",
      "da hoan thanh",
      "da xong",
      "co ket qua",
      "da co ket qua",
      "cho tra ket qua",
      "cho tra",
      "tu choi giai quyet",
      "khong giai quyet",
    ],
  ],
  [
    "RETURNED",
    [
      "10",
      "returned",
      "da tra ket qua",
      "da tra",
      "da tra kq",
      "tra ket qua",
      "da nhan ket qua",
      "da phat ket qua",
      "da ban giao ket qua",
      "ket thuc",
      "da ket thuc",
    ],
  ],
];
const channels: Words<Channel> = [
  [
    "COUNTER",
    ["1", "counter", "truc tiep", "tai quay", "nop truc tiep", "tiep nhan truc tiep", "tai bo phan mot cua", "mot cua"],
  ],
  [
    "ONLINE",
    [
      "2",
      "online",
      "truc tuyen",
      "nop truc tuyen",
      "qua mang",
      "qua cong",
      "cong dvc",
      "cong dich vu cong",
      "dvc truc tuyen",
      "dich vu cong",
      "toan trinh",
      "mot phan",
      "dvcqg",
      "vneid",
      "dien tu",
    ],
  ],
  [
    "POST",
    ["3", "post", "buu chinh", "buu dien", "bcci", "qua buu chinh", "buu chinh cong ich", "dich vu buu chinh", "qua buu dien"],
  ],
];
const refusedWords = ["refused", "tu choi", "khong giai quyet", "khong du dieu kien", "khong dong y", "tra lai", "khong duoc"];

/** The longest known words a text begins with decide: "Đã trả kết quả (đúng hạn)" is RETURNED. */
function reader<T>(words: Words<T>): (text: string) => T | null {
  const known = new Map(words.flatMap(([value, texts]) => texts.map((t) => [t, value] as const)));
  const seen = new Map<string, T | null>();
  const read = (text: string): T | null => {
    const key = searchable(text)
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
    for (let end = key.length; end > 0; end = key.lastIndexOf(" ", end - 1)) {
      const value = known.get(key.slice(0, end));
      // A number counts only alone, or with its words after it ("10 - Đã trả kết quả").
      if (value !== undefined) return value;
    }
    return null;
  };
  return (text) => {
    const kept = seen.get(text);
    if (kept !== undefined) return kept;
    const value = read(text);
    if (seen.size < 10_000) seen.set(text, value);
    return value;
  };
}
export const stateOf = reader(states);
export const channelOf = reader(channels);
const readsRefused = reader<ResultKind>([["REFUSED", refusedWords]]);
/** Whatever is not a refusal is a result given ("Đúng hạn", "Đã cấp", a number of a certificate). */
export const resultOf = (text: string): ResultKind => readsRefused(text) ?? "GRANTED";
