type Paper = readonly [name: string, form: "ORIGINAL" | "CERTIFIED_COPY" | "ELECTRONIC", count: number];

const identity: Paper = ["Căn cước công dân (xuất trình)", "CERTIFIED_COPY", 1];
const common: readonly Paper[] = [["Đơn đề nghị theo mẫu", "ORIGINAL", 1], identity];
const bySector: Readonly<Record<string, readonly Paper[]>> = {
  "ho-tich": [["Tờ khai theo mẫu", "ORIGINAL", 1], identity, ["Giấy tờ chứng minh nơi cư trú", "CERTIFIED_COPY", 1]],
  "chung-thuc": [
    ["Bản chính giấy tờ, văn bản", "ORIGINAL", 1],
    ["Bản sao cần chứng thực", "CERTIFIED_COPY", 2],
  ],
  "ho-kinh-doanh": [["Giấy đề nghị đăng ký hộ kinh doanh", "ORIGINAL", 1], identity],
  "xay-dung": [
    ["Đơn đề nghị cấp giấy phép xây dựng", "ORIGINAL", 1],
    ["Bản sao giấy tờ về quyền sử dụng đất", "CERTIFIED_COPY", 1],
    ["Bản vẽ thiết kế xây dựng", "ORIGINAL", 2],
  ],
  "dat-dai": [
    ["Đơn đăng ký theo mẫu", "ORIGINAL", 1],
    ["Giấy chứng nhận đã cấp (nếu có)", "ORIGINAL", 1],
    ["Mảnh trích đo địa chính", "CERTIFIED_COPY", 1],
  ],
  "bao-tro-xa-hoi": [
    ["Tờ khai đề nghị trợ giúp xã hội", "ORIGINAL", 1],
    identity,
    ["Giấy tờ chứng minh đối tượng", "CERTIFIED_COPY", 1],
  ],
};

/** Why a supplement is asked for, and the paper it is about. */
const supplements = {
  "Bổ sung bản sao giấy tờ chứng minh nơi cư trú": ["Giấy tờ chứng minh nơi cư trú", "CERTIFIED_COPY", 1],
  "Bổ sung bản chính để đối chiếu": ["Bản chính giấy tờ để đối chiếu", "ORIGINAL", 1],
  "Tờ khai còn thiếu chữ ký của người yêu cầu": ["Tờ khai có đủ chữ ký", "ORIGINAL", 1],
  "Bổ sung văn bản ủy quyền": ["Văn bản ủy quyền", "ORIGINAL", 1],
  "Bổ sung sơ đồ thửa đất có xác nhận": ["Sơ đồ thửa đất có xác nhận", "CERTIFIED_COPY", 1],
} as const satisfies Record<string, Paper>;
export const supplementReasons = Object.keys(supplements);
export function askedBy(reason: string, isOnline: boolean): Paper | null {
  const [, paper] = Object.entries<Paper>(supplements).find(([text]) => text === reason) ?? [];
  if (!paper) return null;
  const [name, form, count] = paper;
  return [name, isOnline ? "ELECTRONIC" : form, count];
}

/** What is handed in with a dossier of a sector; online everything is electronic. */
export function papersOf(sector: string, isOnline: boolean): readonly Paper[] {
  const papers = bySector[sector] ?? common;
  return isOnline ? papers.map(([name, , count]): Paper => [name, "ELECTRONIC", count]) : papers;
}
