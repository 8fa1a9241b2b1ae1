import type { UnitKind } from "@/lib/db/generated/enums";

/** The city became one on 27/9/2010 (NQ 35/NQ-CP): its units are valid from that day. */
export const founded = "2010-09-27";

export type SeedUnit = {
  /** The name other seeds call it by. */
  key: string;
  /** In the order of QĐ 20/2020/QĐ-TTg; the numbers below the city are illustrative. A desk has no identifier of its own. */
  code: string;
  kind: UnitKind;
  name: string;
  shortName: string;
  parent: string | null;
  areaCode: string | null;
  headTitle: string | null;
  /** Invented, as all of the demo is. */
  phone?: string;
  address?: string;
};

const root: SeedUnit = {
  key: "city",
  code: "H22.15",
  kind: "COMMITTEE",
  name: "Ủy ban nhân dân thành phố Hà Giang",
  shortName: "UBND thành phố",
  parent: null,
  areaCode: "024",
  headTitle: "Chủ tịch UBND thành phố",
};

const department = (n: number, key: string, name: string, shortName: string): SeedUnit => ({
  key,
  code: `H22.15.${n}`,
  kind: "DEPARTMENT",
  name,
  shortName,
  parent: "city",
  areaCode: null,
  headTitle: `Trưởng ${name.replace(/^P/, "p")}`,
});

export const departments: readonly SeedUnit[] = [
  {
    ...department(1, "office", "Văn phòng HĐND và UBND thành phố", "Văn phòng"),
    kind: "OFFICE",
    headTitle: "Chánh Văn phòng HĐND và UBND",
  },
  department(2, "justice", "Phòng Tư pháp", "Phòng Tư pháp"),
  department(3, "land", "Phòng Tài nguyên và Môi trường", "Phòng TN&MT"),
  department(4, "urban", "Phòng Quản lý đô thị", "Phòng QLĐT"),
  department(5, "economy", "Phòng Kinh tế", "Phòng Kinh tế"),
  department(6, "finance", "Phòng Tài chính – Kế hoạch", "Phòng TC–KH"),
  department(7, "labour", "Phòng Lao động – Thương binh và Xã hội", "Phòng LĐ–TB&XH"),
  department(8, "culture", "Phòng Văn hóa và Thông tin", "Phòng VH&TT"),
  department(9, "education", "Phòng Giáo dục và Đào tạo", "Phòng GD&ĐT"),
];

const cityDesk: SeedUnit = {
  key: "cityDesk",
  code: "H22.15.10",
  kind: "ONE_STOP_DESK",
  name: "Bộ phận Tiếp nhận và Trả kết quả thành phố",
  shortName: "Một cửa thành phố",
  parent: "city",
  areaCode: "024",
  headTitle: "Trưởng Bộ phận Một cửa",
  phone: "0219 000 0100",
  address: "Số 1 đường Mô Phỏng, thành phố Hà Giang",
};

/** Names, GSO codes, centres and areas in km² as published; who files how much is invented. */
export type Ward = {
  key: string;
  areaCode: string;
  kind: "WARD" | "COMMUNE";
  name: string;
  latitude: number;
  longitude: number;
  km2: number;
  hamlets: number;
  /** Its part of all filings, how gladly people there file online, and how often a deadline slips (1: as everywhere). */
  share: number;
  onlineLeaning: number;
  slips: number;
};
export const wards: readonly Ward[] = [
  {
    key: "quangTrung",
    areaCode: "00688",
    kind: "WARD",
    name: "Quang Trung",
    latitude: 22.849,
    longitude: 104.9867,
    km2: 12.2,
    hamlets: 14,
    share: 13,
    onlineLeaning: 1.05,
    slips: 1.1,
  },
  {
    key: "tranPhu",
    areaCode: "00691",
    kind: "WARD",
    name: "Trần Phú",
    latitude: 22.8324,
    longitude: 104.9917,
    km2: 2.5,
    hamlets: 16,
    share: 18,
    onlineLeaning: 1.25,
    slips: 0.35,
  },
  {
    key: "ngocHa",
    areaCode: "00692",
    kind: "WARD",
    name: "Ngọc Hà",
    latitude: 22.8346,
    longitude: 105.004,
    km2: 4.3,
    hamlets: 10,
    share: 9,
    onlineLeaning: 1.0,
    slips: 0.9,
  },
  {
    key: "nguyenTrai",
    areaCode: "00694",
    kind: "WARD",
    name: "Nguyễn Trãi",
    latitude: 22.8212,
    longitude: 104.975,
    km2: 4.4,
    hamlets: 18,
    share: 17,
    onlineLeaning: 1.15,
    slips: 0.6,
  },
  {
    key: "minhKhai",
    areaCode: "00697",
    kind: "WARD",
    name: "Minh Khai",
    latitude: 22.815,
    longitude: 104.9938,
    km2: 5.5,
    hamlets: 17,
    share: 16,
    onlineLeaning: 1.2,
    slips: 0.7,
  },
  {
    key: "ngocDuong",
    areaCode: "00700",
    kind: "COMMUNE",
    name: "Ngọc Đường",
    latitude: 22.8422,
    longitude: 105.0333,
    km2: 29.7,
    hamlets: 9,
    share: 9,
    onlineLeaning: 0.75,
    slips: 4.2,
  },
  {
    key: "phuongDo",
    areaCode: "00946",
    kind: "COMMUNE",
    name: "Phương Độ",
    latitude: 22.82,
    longitude: 104.9169,
    km2: 43.3,
    hamlets: 8,
    share: 8,
    onlineLeaning: 0.6,
    slips: 6,
  },
  {
    key: "phuongThien",
    areaCode: "00949",
    kind: "COMMUNE",
    name: "Phương Thiện",
    latitude: 22.7866,
    longitude: 104.9537,
    km2: 32.4,
    hamlets: 9,
    share: 8,
    onlineLeaning: 0.7,
    slips: 1.8,
  },
];

export const wardTitle = (ward: Ward) => `${ward.kind === "WARD" ? "Phường" : "Xã"} ${ward.name}`;

/** Every unit, parents before children. */
export const units: readonly SeedUnit[] = [
  root,
  ...departments,
  cityDesk,
  ...wards.flatMap((ward, i): SeedUnit[] => {
    const title = wardTitle(ward);
    const inText = title.replace(/^P/, "p").replace(/^X/, "x");
    const code = `H22.15.${11 + i}`;
    return [
      {
        key: ward.key,
        code,
        kind: ward.kind,
        name: `Ủy ban nhân dân ${inText}`,
        shortName: title,
        parent: "city",
        areaCode: ward.areaCode,
        headTitle: `Chủ tịch UBND ${inText}`,
      },
      {
        key: `${ward.key}Desk`,
        code: `${code}.1`,
        kind: "ONE_STOP_DESK",
        name: `Bộ phận Tiếp nhận và Trả kết quả ${inText}`,
        shortName: `Một cửa ${ward.name}`,
        parent: ward.key,
        areaCode: ward.areaCode,
        headTitle: null,
        phone: `0219 000 0${String(111 + i)}`,
        address: `Số ${i + 2} đường Mô Phỏng, ${inText}, thành phố Hà Giang`,
      },
    ];
  }),
];

/** An identifier in the older order, level 4 to level 1 (QCVN 102:2016/BTTTT): "H22.15.11.1" → "001.11.15.H22". */
export function olderOrder(code: string): string {
  const [province = "", second = "", third = "", fourth = ""] = code.split(".");
  return `${fourth.padStart(3, "0")}.${third.padStart(2, "0")}.${second.padStart(2, "0")}.${province}`;
}
