import type { CutoffPolicy, ServiceLevel, SupplementPolicy } from "@/lib/dossiers/model";
import type { ServiceLevelSpan, TimeLimit } from "@/lib/procedures/model";
import { procedureFamilies } from "./procedures-illustrative";
import { nationalProcedures, type SeedLimit } from "./procedures-national";
import { contentsOf, type SeedContents } from "./procedures-papers";
import type { Random } from "./random";

/** What the city of the reports had published (Báo Hà Giang, 7/2023). */
export const publishedProcedures = 312;

/** One-stop handling as the catalogue has it began with NĐ 61/2018 and TT 01/2018. */
const seriesFrom = "2018-01-01";

export const sectors: readonly { code: string; name: string }[] = [
  ["ho-tich", "Hộ tịch"],
  ["chung-thuc", "Chứng thực"],
  ["nuoi-con-nuoi", "Nuôi con nuôi"],
  ["ho-kinh-doanh", "Hộ kinh doanh"],
  ["cu-tru", "Cư trú"],
  ["bao-tro-xa-hoi", "Bảo trợ xã hội"],
  ["giam-ngheo", "Giảm nghèo"],
  ["nguoi-co-cong", "Người có công"],
  ["xay-dung", "Xây dựng"],
  ["dat-dai", "Đất đai"],
  ["moi-truong", "Môi trường"],
  ["tre-em", "Trẻ em"],
  ["van-hoa", "Văn hóa"],
  ["giao-duc", "Giáo dục và Đào tạo"],
  ["hoa-giai", "Phổ biến pháp luật, hòa giải ở cơ sở"],
  ["luu-thong", "Lưu thông hàng hóa"],
  ["nong-nghiep", "Nông nghiệp và Phát triển nông thôn"],
  ["giao-thong", "Giao thông"],
  ["lao-dong", "Lao động – Việc làm"],
  ["hop-tac-xa", "Hợp tác xã"],
  ["tai-chinh", "Tài chính – Tài sản công"],
  ["thi-dua", "Thi đua – Khen thưởng"],
  ["khieu-nai", "Tiếp công dân, giải quyết đơn"],
  ["ton-giao", "Tín ngưỡng, tôn giáo"],
  ["phong-chong-thien-tai", "Phòng, chống thiên tai"],
  ["quan-su", "Nghĩa vụ quân sự"],
  ["y-te", "An toàn thực phẩm"],
  ["to-chuc", "Tổ chức phi chính phủ"],
].map(([code = "", name = ""]) => ({ code, name }));

export type SeedStep = { name: string; role: string; centidays: number | null } & Pick<
  TimeLimit,
  "channel" | "caseLabel" | "validFrom" | "validUntil"
>;
export type SeedProcedure = {
  code: string;
  name: string;
  sector: string;
  /** The tier of government that settles it, as the catalogue has it before 1/7/2025. */
  level: "DISTRICT" | "COMMUNE";
  /** The department of the city that settles it; null: the ward or commune. */
  by: string | null;
  isSensitive: boolean;
  isIllustrative: boolean;
  supplementPolicy: SupplementPolicy;
  cutoffPolicy: CutoffPolicy;
  validFrom: string;
  source: string;
  limits: TimeLimit[];
  serviceLevels: ServiceLevelSpan[];
  steps: readonly SeedStep[];
} & SeedContents;

/** Exactly the published number: the national ones first, then illustrative ones. */
export function seedProcedures(random: Random): SeedProcedure[] {
  const national = nationalProcedures.map((p): SeedProcedure => {
    const online = p.online ?? "INFORMATION";
    const validFrom = p.validFrom ?? seriesFrom;
    return {
      code: p.code,
      name: p.name,
      sector: p.sector,
      level: p.by ? "DISTRICT" : "COMMUNE",
      by: p.by ?? null,
      isSensitive: p.sensitive ?? false,
      isIllustrative: false,
      supplementPolicy: p.supplement ?? "RESTART",
      cutoffPolicy: p.limits.some((l) => l.unit === "SAME_DAY") ? "SAME_DAY_15H" : "NONE",
      validFrom,
      source: `Cổng Dịch vụ công quốc gia, mã ${p.code}; mức độ dịch vụ trong dữ liệu mô phỏng là giả định`,
      limits: p.limits.map((l) => limitOf(l, validFrom)),
      serviceLevels: levelsOf(online, random),
      steps: processesOf(p.limits.map((l) => limitOf(l, validFrom))),
      ...contentsOf(p.code, p.sector),
    };
  });
  const filling = procedureFamilies.flatMap((family) =>
    family.things.flatMap((thing) => family.acts.map((act) => ({ family, name: `${act} ${thing}` }))),
  );
  const wanted = publishedProcedures - national.length;
  if (filling.length < wanted) throw new Error(`${wanted - filling.length} illustrative procedures are missing`);
  const illustrative = random
    .shuffled(filling)
    .slice(0, wanted)
    .sort((a, b) => filling.indexOf(a) - filling.indexOf(b))
    .map(({ family, name }, i): SeedProcedure => {
      const code = `9.${String(i + 1).padStart(6, "0")}`;
      const limits = [limitOf({ unit: "WORKING_DAY", value: family.workingDays }, seriesFrom)];
      return {
        code,
        name,
        sector: family.sector,
        level: family.by ? "DISTRICT" : "COMMUNE",
        by: family.by ?? null,
        isSensitive: false,
        isIllustrative: true,
        supplementPolicy: family.sector === "dat-dai" ? "PAUSE" : "RESTART",
        cutoffPolicy: "NONE",
        validFrom: seriesFrom,
        source: "Minh họa, không có trong danh mục quốc gia",
        limits,
        serviceLevels: levelsOf(
          random.weighted(["FULL", "PARTIAL", "INFORMATION"] as const, (l) => ({ FULL: 4, PARTIAL: 4, INFORMATION: 2 })[l]),
          random,
        ),
        steps: i % 3 === 0 ? processesOf(limits) : [],
        ...contentsOf(code, family.sector),
      };
    });
  return [...national, ...illustrative];
}

const limitOf = (l: SeedLimit, validFrom: string): TimeLimit => ({
  channel: l.channel ?? null,
  caseLabel: l.caseLabel ?? null,
  value: l.value ?? null,
  unit: l.unit,
  text: l.text ?? null,
  validFrom: l.from ?? validFrom,
  validUntil: l.until ?? null,
});

/** Mức độ 1–4 until 14/8/2022, then the two levels of NĐ 42/2022; some partial ones became full with NĐ 224/2026. */
function levelsOf(level: ServiceLevel, random: Random): ServiceLevelSpan[] {
  const legacyLevel = { INFORMATION: 2, PARTIAL: 3, FULL: 4 }[level];
  const old: ServiceLevelSpan = { level, legacyLevel, validFrom: seriesFrom, validUntil: "2022-08-14" };
  if (level !== "PARTIAL" || random.chance(0.6))
    return [old, { level, legacyLevel: null, validFrom: "2022-08-15", validUntil: null }];
  return [
    old,
    { level, legacyLevel: null, validFrom: "2022-08-15", validUntil: "2026-06-30" },
    { level: "FULL", legacyLevel: null, validFrom: "2026-07-01", validUntil: null },
  ];
}

/** An internal process for each limit in working days, on the same days and conditions: its parts add up to the limit. */
function processesOf(limits: readonly TimeLimit[]): SeedStep[] {
  const isCommon = (limit: TimeLimit) => limit.channel === null && limit.caseLabel === null;
  const hasCommon = limits.some((l) => isCommon(l) && l.unit === "WORKING_DAY" && (l.value ?? 0) >= 3);
  return limits.flatMap((limit) => {
    const days = limit.unit === "WORKING_DAY" ? (limit.value ?? 0) : limit.unit === "SAME_DAY" ? 1 : 0;
    // A short limit needs no process of its own, unless the common one would else stand for it.
    if (days === 0 || (days < 3 && (isCommon(limit) || !hasCommon))) return [];
    const { channel, caseLabel, validFrom, validUntil } = limit;
    return stepsOf(days).map((step) => ({ ...step, channel, caseLabel, validFrom, validUntil }));
  });
}

/** The steps of a limit in working days; they add up to the limit, handing over the result is not counted. */
function stepsOf(workingDays: number): Pick<SeedStep, "name" | "role" | "centidays">[] {
  const parts = workingDays < 3 ? [20, 10, 10, 20, 10] : workingDays < 5 ? [50, 25, 25, 50, 25] : [50, 50, 50, 100, 50];
  const [receive = 0, assign = 0, review = 0, sign = 0, stamp = 0] = parts;
  const settle = workingDays * 100 - parts.reduce((sum, p) => sum + p, 0);
  return [
    { name: "Tiếp nhận, kiểm tra, số hóa và chuyển hồ sơ", role: "Bộ phận Tiếp nhận và Trả kết quả", centidays: receive },
    { name: "Phân công xử lý", role: "Lãnh đạo phòng, bộ phận chuyên môn", centidays: assign },
    { name: "Thẩm định, dự thảo kết quả", role: "Chuyên viên", centidays: settle },
    { name: "Xem xét dự thảo", role: "Lãnh đạo phòng, bộ phận chuyên môn", centidays: review },
    { name: "Phê duyệt, ký kết quả", role: "Lãnh đạo cơ quan", centidays: sign },
    { name: "Vào số, đóng dấu, chuyển kết quả", role: "Văn thư", centidays: stamp },
    { name: "Trả kết quả", role: "Bộ phận Tiếp nhận và Trả kết quả", centidays: null },
  ];
}
