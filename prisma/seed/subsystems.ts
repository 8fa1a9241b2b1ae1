// The demo's subsystems: a list, and as long as there are figures to tell.
import type pg from "pg";
import type { Day } from "@/lib/calendar/model";
import { addDays, addMonths, monthOf, quarterOf } from "@/lib/calendar/rules";
import { copyRows } from "./copy";
import type { Random } from "./random";

type Take = "sum" | "last" | "average" | "count";
type SeedMeasure = {
  code: string;
  vi: string;
  en: string;
  unit: string;
  kind: "FLOW" | "STOCK";
  place: "CITY" | "UNIT" | "AREA";
  grain: "DAY" | "MONTH" | "QUARTER" | "YEAR";
  isAdditive?: false;
  decimals?: number;
  /** Published: by the last day of the stretch. Invented ones are made for each day the city lives. */
  told?: Readonly<Record<Day, number>>;
};
type SeedIndicator = {
  code: string;
  vi: string;
  en: string;
  definition: { vi: string; en: string };
  unit: string;
  direction: "more" | "less" | "none";
  decimals?: number;
  top: readonly string[];
  bottom?: readonly string[];
  factor?: 100 | 1_000 | 100_000;
  take?: Take;
};
type SeedSubsystem = {
  code: string;
  vi: string;
  en: string;
  about: { vi: string; en: string };
  source: string;
  cadenceHours: number;
  measures: readonly SeedMeasure[];
  indicators: readonly SeedIndicator[];
};

const year = 24 * 366;
const stock = (
  code: string,
  vi: string,
  en: string,
  unit: string,
  told: Record<Day, number>,
  more: Partial<SeedMeasure> = {},
): SeedMeasure => ({ ...{ code, vi, en, unit, told }, ...{ kind: "STOCK", place: "CITY", grain: "YEAR" }, ...more });
const share = { unit: "%", isAdditive: false, decimals: 1 } as const;

/** What the public reports say, to the very figure (seeds 000 to 004), and invented months and days where they say none. */
export const seedSubsystems: readonly SeedSubsystem[] = [
  {
    ...{ code: "online-services", vi: "Dịch vụ công trực tuyến", en: "Online public services" },
    about: {
      vi: "Số dịch vụ công trực tuyến theo mức độ; số liệu mẫu theo báo cáo năm 2020 của tỉnh Hậu Giang.",
      en: "Online public services by level; sample figures from Hậu Giang province's report of 2020.",
    },
    ...{ source: "Báo cáo của Ban Chỉ đạo tỉnh Hậu Giang, họp ngày 04/5/2021", cadenceHours: year },
    measures: [
      stock("services-level-2", "Dịch vụ công trực tuyến mức độ 2", "Services of level 2", "dịch vụ", { "2020-12-31": 1_535 }),
      stock("services-level-3", "Dịch vụ công trực tuyến mức độ 3", "Services of level 3", "dịch vụ", { "2020-12-31": 236 }),
      stock("services-level-4", "Dịch vụ công trực tuyến mức độ 4", "Services of level 4", "dịch vụ", { "2020-12-31": 166 }),
    ],
    indicators: [
      {
        ...{ code: "online-services-total", vi: "Dịch vụ công trực tuyến", en: "Online public services", unit: "dịch vụ" },
        definition: { vi: "Tổng số dịch vụ mức độ 2, 3 và 4.", en: "Services of levels 2, 3 and 4 together." },
        ...{ direction: "more", top: ["services-level-2", "services-level-3", "services-level-4"] },
      },
      {
        ...{ code: "level-4-share", vi: "Tỷ lệ dịch vụ mức độ 4", en: "Share of level 4", unit: "%", decimals: 2 },
        definition: {
          vi: "Số dịch vụ mức độ 4 trên tổng số dịch vụ công trực tuyến.",
          en: "Services of level 4 over all online services.",
        },
        ...{ direction: "more", top: ["services-level-4"], bottom: ["online-services-total"], factor: 100 },
      },
    ],
  },
  {
    ...{ code: "digital-infrastructure", vi: "Hạ tầng số", en: "Digital infrastructure" },
    about: {
      vi: "Trạm thu phát sóng di động theo công nghệ, mạng băng rộng, cáp quang và độ phủ sóng.",
      en: "Base stations by technology, broadband, fibre and mobile coverage.",
    },
    ...{ source: "Sở Thông tin và Truyền thông tỉnh Hà Giang (hội thảo chuyển đổi số 2021–2025)", cadenceHours: year },
    measures: [
      stock("stations-2g", "Trạm 2G", "2G stations", "trạm", { "2021-12-31": 783 }),
      stock("stations-3g", "Trạm 3G", "3G stations", "trạm", { "2021-12-31": 932 }),
      stock("stations-4g", "Trạm 4G", "4G stations", "trạm", { "2021-12-31": 703 }),
      stock(
        "broadband-communes",
        "Xã, phường, thị trấn có băng rộng",
        "Communes with broadband",
        "%",
        { "2021-12-31": 98 },
        share,
      ),
      stock("mobile-coverage", "Phủ sóng điện thoại di động", "Mobile coverage", "%", { "2021-12-31": 98.6 }, share),
      stock("fibre-communes", "Xã, phường có cáp quang đến trung tâm", "Communes with fibre", "%", { "2021-12-31": 100 }, share),
    ],
    indicators: [
      {
        ...{ code: "base-stations", vi: "Trạm thu phát sóng", en: "Base stations", unit: "trạm" },
        definition: { vi: "Tổng số trạm 2G, 3G và 4G.", en: "Stations of 2G, 3G and 4G together." },
        ...{ direction: "more", top: ["stations-2g", "stations-3g", "stations-4g"] },
      },
      {
        ...{ code: "share-4g", vi: "Tỷ lệ trạm 4G", en: "Share of 4G", unit: "%", decimals: 1 },
        definition: { vi: "Số trạm 4G trên tổng số trạm.", en: "4G stations over all stations." },
        ...{ direction: "more", top: ["stations-4g"], bottom: ["base-stations"], factor: 100 },
      },
      ...(
        [
          ["broadband-rate", "broadband-communes", "Xã, phường có băng rộng", "Communes with broadband"],
          ["mobile-rate", "mobile-coverage", "Phủ sóng di động", "Mobile coverage"],
          ["fibre-rate", "fibre-communes", "Xã, phường có cáp quang", "Communes with fibre"],
        ] as const
      ).map(([code, measure, vi, en]) => ({
        ...{ code, vi, en, unit: "%", decimals: 1, direction: "more" as const, top: [measure] },
        definition: { vi: "Theo báo cáo của cơ quan chủ quản.", en: "As the authority in charge reports it." },
      })),
    ],
  },
  {
    ...{ code: "digital-transformation", vi: "Công tác chuyển đổi số", en: "Digital transformation work" },
    about: {
      vi: "Tổ công nghệ số cộng đồng, tập huấn, tuyên truyền pháp luật của thành phố.",
      en: "The city's community technology groups, trainings and legal information.",
    },
    ...{ source: "Báo cáo của UBND thành phố Hà Giang, quý I năm 2023", cadenceHours: 24 * 100 },
    measures: (
      [
        ["community-groups", "Tổ công nghệ số cộng đồng", "Community technology groups", "tổ", 101],
        ["hamlets-counted", "Thôn, tổ dân phố", "Hamlets", "thôn, tổ", 101],
        ["community-members", "Thành viên tổ công nghệ số cộng đồng", "Members of the groups", "người", 616],
        ["digital-trainings", "Lượt cán bộ, công chức được tập huấn", "Officials trained", "lượt", 411],
        ["legal-sessions", "Buổi tuyên truyền pháp luật", "Sessions of legal information", "buổi", 643],
        ["legal-attendees", "Lượt người dự tuyên truyền pháp luật", "Attendances of them", "lượt", 44_545],
        ["legal-speakers", "Tuyên truyền viên pháp luật được tập huấn", "Speakers trained", "người", 130],
      ] as const
    ).map(([code, vi, en, unit, value]) => stock(code, vi, en, unit, { "2023-03-31": value }, { grain: "QUARTER" })),
    indicators: [
      {
        ...{ code: "community-group-rate", vi: "Thôn, tổ có tổ công nghệ số", en: "Hamlets with a technology group", unit: "%" },
        definition: {
          vi: "Số tổ công nghệ số cộng đồng trên số thôn, tổ dân phố.",
          en: "Community technology groups over hamlets.",
        },
        ...{ direction: "more", decimals: 1, top: ["community-groups"], bottom: ["hamlets-counted"], factor: 100 },
      },
      {
        ...{ code: "community-member-total", vi: "Thành viên tổ công nghệ số", en: "Members of the groups", unit: "người" },
        definition: { vi: "Tổng số thành viên các tổ.", en: "Members of all groups." },
        ...{ direction: "more", top: ["community-members"] },
      },
      {
        ...{ code: "training-turns", vi: "Lượt tập huấn chuyển đổi số", en: "Officials trained", unit: "lượt" },
        definition: { vi: "Cộng dồn từ đầu nhiệm kỳ.", en: "Since the term began." },
        ...{ direction: "more", top: ["digital-trainings"] },
      },
      {
        ...{ code: "legal-session-total", vi: "Buổi tuyên truyền pháp luật", en: "Sessions of legal information", unit: "buổi" },
        definition: { vi: "Cộng dồn từ đầu nhiệm kỳ.", en: "Since the term began." },
        ...{ direction: "more", top: ["legal-sessions"] },
      },
      {
        ...{ code: "attendees-a-session", vi: "Người dự mỗi buổi", en: "Attendees a session", unit: "người", decimals: 1 },
        definition: { vi: "Lượt người dự trên số buổi tuyên truyền.", en: "Attendances over sessions." },
        ...{ direction: "more", top: ["legal-attendees"], bottom: ["legal-sessions"] },
      },
    ],
  },
  {
    ...{ code: "rankings", vi: "Xếp hạng", en: "Rankings" },
    about: {
      vi: "Thứ hạng DTI và chỉ số sẵn sàng công nghệ thông tin (ICT Index); số liệu mẫu theo báo cáo công khai.",
      en: "Ranks by DTI and the ICT index; sample figures from public reports.",
    },
    ...{ source: "Báo cáo của tỉnh Hậu Giang (ICT Index 2019, 2020) và tỉnh Bắc Giang (DTI 2020)", cadenceHours: year },
    measures: [
      stock(
        "ict-rank",
        "Thứ hạng ICT Index",
        "Rank by ICT index",
        "hạng",
        { "2019-12-31": 47, "2020-12-31": 32 },
        { isAdditive: false },
      ),
      stock("dti-rank", "Thứ hạng DTI", "Rank by DTI", "hạng", { "2020-12-31": 10 }, { isAdditive: false }),
      stock("provinces-ranked", "Số tỉnh, thành phố được xếp hạng", "Provinces ranked", "tỉnh", { "2020-12-31": 63 }),
    ],
    indicators: [
      {
        ...{ code: "ict-index-rank", vi: "Thứ hạng ICT Index", en: "Rank by ICT index", unit: "hạng" },
        definition: { vi: "Thứ hạng trong các tỉnh, thành phố.", en: "The rank among provinces." },
        ...{ direction: "less", top: ["ict-rank"] },
      },
      {
        ...{ code: "dti-index-rank", vi: "Thứ hạng DTI", en: "Rank by DTI", unit: "hạng" },
        definition: { vi: "Thứ hạng trong 63 tỉnh, thành phố.", en: "The rank among 63 provinces." },
        ...{ direction: "less", top: ["dti-rank"] },
      },
    ],
  },
  {
    ...{ code: "socio-economic", vi: "Kinh tế – xã hội", en: "Socio-economic figures" },
    about: {
      vi: "Chỉ tiêu kinh tế – xã hội các xã, phường báo cáo hằng tháng; toàn bộ là số minh họa.",
      en: "Figures that wards and communes report each month; all of them are invented.",
    },
    ...{ source: "Số minh họa, không phải số liệu thật", cadenceHours: 24 * 31 },
    measures: [
      {
        ...{ code: "budget-revenue", vi: "Thu ngân sách trên địa bàn", en: "Budget revenue", unit: "tỷ đồng", decimals: 1 },
        ...{ kind: "FLOW", place: "UNIT", grain: "MONTH" },
      },
      {
        ...{ code: "new-businesses", vi: "Hộ kinh doanh, doanh nghiệp mới", en: "New businesses", unit: "cơ sở" },
        ...{ kind: "FLOW", place: "UNIT", grain: "MONTH" },
      },
      {
        ...{ code: "poor-households", vi: "Hộ nghèo đa chiều", en: "Poor households", unit: "hộ" },
        ...{ kind: "STOCK", place: "UNIT", grain: "QUARTER" },
      },
    ],
    indicators: [
      {
        ...{ code: "revenue", vi: "Thu ngân sách", en: "Budget revenue", unit: "tỷ đồng", decimals: 1, take: "sum" },
        definition: { vi: "Tổng thu của các xã, phường trong kỳ.", en: "What the wards and communes took in over the period." },
        ...{ direction: "more", top: ["budget-revenue"] },
      },
      {
        ...{ code: "businesses-founded", vi: "Cơ sở kinh doanh mới", en: "New businesses", unit: "cơ sở", take: "sum" },
        definition: { vi: "Số cơ sở đăng ký mới trong kỳ.", en: "Businesses registered over the period." },
        ...{ direction: "more", top: ["new-businesses"] },
      },
      {
        ...{ code: "poor-household-total", vi: "Hộ nghèo", en: "Poor households", unit: "hộ" },
        definition: { vi: "Số hộ nghèo cuối quý gần nhất.", en: "Poor households at the end of the last quarter." },
        ...{ direction: "less", top: ["poor-households"] },
      },
    ],
  },
  {
    ...{ code: "public-health", vi: "Bản đồ dịch tễ", en: "Public health" },
    about: {
      vi: "Ca bệnh truyền nhiễm mới theo xã, phường và ngày; toàn bộ là số minh họa, không có dữ liệu cá nhân.",
      en: "New cases of infectious disease by ward and day; all invented, and nobody's own.",
    },
    ...{ source: "Số minh họa, không phải số liệu thật", cadenceHours: 24 },
    measures: [
      {
        ...{ code: "infection-cases", vi: "Ca mắc mới", en: "New cases", unit: "ca" },
        ...{ kind: "FLOW", place: "AREA", grain: "DAY" },
      },
    ],
    indicators: [
      {
        ...{ code: "new-cases", vi: "Ca mắc mới", en: "New cases", unit: "ca", take: "sum" },
        definition: { vi: "Số ca mắc mới trong kỳ.", en: "Cases found over the period." },
        ...{ direction: "less", top: ["infection-cases"] },
      },
    ],
  },
];

type Row = [measure: number, unit: number | null, area: number | null, on: Day, value: number];
type Ground = {
  today: Day;
  /** The wards and communes, by the ids of their units and areas. */
  wards: readonly { unitId: number; areaId: number }[];
  random: Random;
};
/** Three years of months and quarters, and a year of days with a wave in winter; the last of each may still be to come. */
function invented({ code, grain }: SeedMeasure, measure: number, { today, wards, random }: Ground): Row[] {
  const rows: Row[] = [];
  if (grain === "DAY") {
    for (let on = addDays(today, -364); on < today; on = addDays(on, 1)) {
      const month = Number(on.slice(5, 7));
      const high = month <= 2 || month >= 11 ? 6 : 2;
      for (const { areaId } of wards) rows.push([measure, null, areaId, on, Math.max(0, random.int(-2, high))]);
    }
    return rows;
  }
  const months = grain === "MONTH" ? 1 : 3;
  const range = grain === "MONTH" ? monthOf : quarterOf;
  const last = addDays(range(today).from, -1);
  wards.forEach(({ unitId }, i) => {
    const base = code === "budget-revenue" ? 3 + i : code === "new-businesses" ? 4 + i : 120 - i * 9;
    for (let back = Math.floor(36 / months); back >= 0; back -= 1) {
      const on = range(addMonths(`${last.slice(0, 8)}01`, -back * months)).to;
      const drift = code === "poor-households" ? back * 2 : (36 - back) / 20;
      const value = base + drift + random.next() * 2;
      rows.push([measure, unitId, null, on, code === "budget-revenue" ? Math.round(value * 10) / 10 : Math.round(value)]);
    }
  });
  return rows;
}

/** Sets the demo's subsystems up, with what is published and what is invented. */
export async function loadSubsystems(client: pg.Client, ground: Ground & { until: Date }): Promise<void> {
  for (const [position, one] of seedSubsystems.entries()) {
    const { rows: made } = await client.query<{ id: number }>(
      `insert into subsystem (code, name_vi, name_en, about_vi, about_en, source, cadence_hours, position, is_demo)
       values ($1, $2, $3, $4, $5, $6, $7, $8, true) returning id`,
      [one.code, one.vi, one.en, one.about.vi, one.about.en, one.source, one.cadenceHours, position],
    );
    const subsystem = made[0]?.id ?? 0;
    const figures: Row[] = [];
    const kinds = new Map<string, SeedMeasure>();
    for (const [at, measure] of one.measures.entries()) {
      kinds.set(measure.code, measure);
      const { rows } = await client.query<{ id: number }>(
        `insert into measure (subsystem_id, code, name_vi, name_en, unit_of_measure, kind, place, grain, is_additive, decimals, position)
         values ($1, $2, $3, $4, $5, $6::measure_kind, $7::measure_place, $8::measure_grain, $9, $10, $11) returning id`,
        [
          ...[subsystem, measure.code, measure.vi, measure.en, measure.unit, measure.kind, measure.place, measure.grain],
          ...[measure.isAdditive ?? true, measure.decimals ?? 0, at],
        ],
      );
      const id = rows[0]?.id ?? 0;
      if (measure.told) for (const [on, value] of Object.entries(measure.told)) figures.push([id, null, null, on, value]);
      else figures.push(...invented(measure, id, ground));
    }
    const { rows: syncs } = await client.query<{ id: string }>(
      `insert into sync (subsystem_id, way, file_name, by, started_at, ended_at, rows_read, rows_new, rows_changed, rows_same, rows_refused)
       values ($1, 'file', $2, 'system:demo', $3, $3, $4, $4, 0, 0, 0) returning id`,
      [subsystem, `${one.code}.xlsx`, ground.until, figures.length],
    );
    await copyRows(
      client,
      "figure",
      ["measure_id", "unit_id", "area_id", "on", "value", "sync_id", "recorded_by", "recorded_at"],
      figures.map((row) => [...row, Number(syncs[0]?.id ?? 0), "system:demo", ground.until]),
    );
    for (const indicator of one.indicators) {
      const term = (code: string) => {
        const measure = kinds.get(code);
        const take = indicator.take ?? (measure?.kind === "FLOW" ? "sum" : "last");
        return { of: measure ? "measure" : "indicator", code, take, isTakenAway: false };
      };
      const bottom = indicator.bottom?.map(term) ?? null;
      await client.query(
        `insert into indicator_definition (code, subsystem_id, name_vi, name_en, definition_vi, definition_en, unit_of_measure, direction, decimals, formula, valid_from, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '2018-01-01', 'system:demo')`,
        [
          ...[indicator.code, subsystem, indicator.vi, indicator.en, indicator.definition.vi, indicator.definition.en],
          ...[indicator.unit, indicator.direction, indicator.decimals ?? 0],
          JSON.stringify({ top: indicator.top.map(term), bottom, factor: indicator.factor ?? 1 }),
        ],
      );
    }
  }
}
