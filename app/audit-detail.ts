import { fileKindWords, scanWords } from "@/lib/attachments/labels";
import { actionText, type DetailKey, detailLabels, subjectKindText } from "@/lib/audit/labels";
import { methodLabels, permissionLabels, roleLabels } from "@/lib/auth/labels";
import {
  calendarDayKindWords,
  calendarDayStatusWords,
  groupsOf,
  hoursText,
  isForReception,
  receptionOnlyWords,
  weekdaysText,
} from "@/lib/calendar/labels";
import { OfficeStretch } from "@/lib/calendar/model";
import { directionWords } from "@/lib/documents/labels";
import { channelWords, fieldWords, stateWords } from "@/lib/dossiers/labels";
import { outcomeWords, serviceWords } from "@/lib/exchange/labels";
import { formWords } from "@/lib/forms/labels";
import { fieldLabels, refusals as importRefusals } from "@/lib/imports/labels";
import { indicatorLabels } from "@/lib/indicators/labels";
import { businessWords, packetFaultWords } from "@/lib/packets/labels";
import { changeWords } from "@/lib/procedures/labels";
import { verdictWords } from "@/lib/signatures/labels";
import { unitKindLabels } from "@/lib/units/labels";
import { formatDay, formatInstant, type Locale, refusals, say, type Words } from "@/lib/words";
import { health } from "./messages/health";

const yes = { vi: "có", en: "yes" };
const no = { vi: "không", en: "no" };

const tasks = Object.fromEntries(
  Object.entries(health.vi.jobs.tasks).map(([task, vi]) => [
    task,
    { vi, en: new Map(Object.entries(health.en.jobs.tasks)).get(task) ?? task },
  ]),
);
const indicators = Object.fromEntries(Object.entries(indicatorLabels).map(([code, { name }]) => [code, name]));

/** The routes and pages that show what is personal, by what the log calls them; a test walks those that are declared. */
export const placeWords: Readonly<Record<string, Words>> = {
  "attachments.open": { vi: "tải tệp đính kèm", en: "a download" },
  "calendar.preview-csv": { vi: "tệp CSV", en: "a CSV file" },
  "calendar.preview-xlsx": { vi: "tệp Excel", en: "an Excel file" },
  "camera-registry.ask": { vi: "biểu mẫu camera", en: "the form of a camera" },
  "camera-registry.export-csv": { vi: "tệp CSV", en: "a CSV file" },
  "camera-registry.export-xlsx": { vi: "tệp Excel", en: "an Excel file" },
  "documents.register-pdf": { vi: "tệp PDF", en: "a PDF file" },
  "documents.register-xlsx": { vi: "tệp Excel", en: "an Excel file" },
  "meetings.open-paper": { vi: "tải tài liệu họp", en: "a meeting paper's download" },
  "documents.open-file": { vi: "tải tệp văn bản", en: "a download" },
  "documents.find": { vi: "văn bản qua API", en: "the document by the API" },
  "packets.find": { vi: "trang liên thông", en: "the page of the exchange" },
  "packets.open-file": { vi: "tải tệp của gói tin", en: "a download" },
  "documents.page": { vi: "trang văn bản", en: "the document's page" },
  "dossiers.page": { vi: "trang hồ sơ", en: "the dossier's page" },
  "dossiers.find-correctable": { vi: "biểu mẫu sửa hồ sơ", en: "the form that corrects a dossier" },
  "dossiers.find": { vi: "hồ sơ qua API", en: "the dossier by the API" },
  "dossiers.export-xlsx": { vi: "tệp Excel", en: "an Excel file" },
  "dossiers.export-csv": { vi: "tệp CSV", en: "a CSV file" },
  "exchange.look-up": { vi: "tra cứu của hệ thống khác", en: "another system's look-up" },
  "exchange.find-message": { vi: "trang đồng bộ", en: "the synchronisation's page" },
  "exchange.try-portal": { vi: "thử kết nối", en: "a try of the connection" },
  "look-up.ask": { vi: "trang tra cứu công khai", en: "the public look-up" },
  "forms.pdf": { vi: "tệp PDF", en: "a PDF file" },
  "forms.print": { vi: "bản in", en: "a print" },
  "audit.verify": { vi: "trang nhật ký", en: "the log's page" },
  "audit.export": { vi: "tệp CSV", en: "a CSV file" },
  "quality.report-pdf": { vi: "tệp PDF", en: "a PDF file" },
  "quality.report-xlsx": { vi: "tệp Excel", en: "an Excel file" },
  "quality.reported-sheet": { vi: "tệp Excel", en: "an Excel file" },
  "registers.xlsx": { vi: "tệp Excel", en: "an Excel file" },
  "registers.pdf": { vi: "tệp PDF", en: "a PDF file" },
  "document-imports.files-xlsx": { vi: "bảng đối chiếu tệp", en: "the list of files" },
  "document-imports.rejections-csv": { vi: "tệp CSV", en: "a CSV file" },
  "document-imports.rejections-xlsx": { vi: "tệp Excel", en: "an Excel file" },
  "imports.rejections-csv": { vi: "tệp CSV", en: "a CSV file" },
  "imports.rejections-xlsx": { vi: "tệp Excel", en: "an Excel file" },
};

/** What the codes among the details mean, from the labels of the rooms they come from. */
const codes: { readonly [K in DetailKey]?: Readonly<Record<string, Words>> } = {
  assignee: { pool: { vi: "hồ sơ chung của đơn vị", en: "the unit's pool" } },
  act: {
    "set-days": { vi: "ghi ngày nghỉ, làm bù", en: "set days off or worked" },
    "clear-day": { vi: "bỏ ngày khỏi lịch", en: "cleared a day" },
    "set-hours": { vi: "đổi giờ làm việc", en: "set office hours" },
    "end-hours": { vi: "thôi áp dụng giờ làm việc riêng", en: "ended a unit's own office hours" },
  },
  changed: {
    ...fieldWords,
    ...changeWords,
    name: { vi: "tên", en: "name" },
    unitAddress: { vi: "địa chỉ", en: "address" },
    email: { vi: "thư điện tử", en: "e-mail" },
    totpRequired: { vi: "bắt buộc xác thực hai lớp", en: "second factor required" },
    oidcSubject: { vi: "danh tính đăng nhập một lần", en: "single sign-on identity" },
  },
  channel: channelWords,
  factor: {
    ...methodLabels,
    code: { vi: "mã xác thực", en: "the code" },
  },
  failure: { ...refusals, ...importRefusals, ...packetFaultWords },
  fields: fieldLabels,
  from: stateWords,
  indicatorCode: indicators,
  kind: {
    ...unitKindLabels,
    ...calendarDayKindWords,
    ...formWords,
    ...serviceWords,
    ...fileKindWords,
    ...directionWords,
    ...businessWords,
    document: { vi: "văn bản", en: "document" },
    status: { vi: "thông báo trạng thái", en: "receipt" },
  },
  method: methodLabels,
  outcome: {
    ...outcomeWords,
    told: { vi: "Cổng đã nhận", en: "the portal took it" },
    refused: { vi: "Cổng từ chối", en: "the portal refused it" },
    sent: { vi: "chờ gửi lại", en: "to be sent again" },
    waiting: { vi: "chờ tiếp nhận", en: "waiting" },
    consented: { vi: "đồng ý", en: "consented" },
    declined: { vi: "không đồng ý", en: "declined" },
    added: { vi: "thêm mới", en: "added" },
  },
  page: {
    "/dossiers": { vi: "danh sách hồ sơ", en: "the list of dossiers" },
    "/dossiers/work": { vi: "việc cần xử lý", en: "work to do" },
  },
  role: roleLabels,
  route: placeWords,
  scopes: permissionLabels,
  source: { file: { vi: "tệp tải lên", en: "an uploaded file" }, api: { vi: "API", en: "the API" } },
  status: { ...calendarDayStatusWords, ...scanWords },
  task: tasks,
  to: stateWords,
  totpRoles: roleLabels,
  verdict: verdictWords,
};

/** Numbers that name something and are not counted: they are written without separators. */
const names = new Set<DetailKey>([
  "addressee",
  "assignee",
  "behind",
  "closed",
  "file",
  "form",
  "number",
  "parts",
  "post",
  "predecessors",
  "replaces",
  "seed",
  "step",
  "successor",
  "unitId",
  "version",
]);
const isKey = (key: string): key is DetailKey => key in detailLabels;

/**
 * What an entry tells beside who, what and when, as a sentence is read: "số phiên đã kết thúc: 2 · bắt buộc xác thực hai lớp: có". What
 * has no words, as an entry of an older version may, is shown as it was kept.
 */
export function detailText(locale: Locale, detail: string): string {
  let told: unknown;
  try {
    told = JSON.parse(detail);
  } catch {
    return detail;
  }
  if (typeof told !== "object" || told === null || Array.isArray(told)) return detail;
  return Object.entries(told)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => `${isKey(key) ? say(locale, detailLabels[key]) : key}: ${valueText(locale, key, value)}`)
    .join(" · ");
}

function valueText(locale: Locale, key: string, value: unknown): string {
  if (key === "stretches") return weekText(locale, value);
  if (Array.isArray(value)) return value.map((one) => valueText(locale, key, one)).join(", ");
  if (typeof value === "boolean") return say(locale, value ? yes : no);
  if (typeof value === "number") return numberText(locale, key, value);
  if (typeof value !== "string") return JSON.stringify(value);
  if (key === "action") return actionText(locale, value);
  if (key === "subject") return subjectKindText(locale, value);
  if (key === "sha") return `${value.slice(0, 12)}…`;
  const words = isKey(key) ? codes[key]?.[value] : undefined;
  if (words) return say(locale, words);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value);
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? formatInstant(new Date(value)) : value;
}

function numberText(locale: Locale, key: string, value: number): string {
  if (isKey(key) && names.has(key)) return String(value);
  return new Intl.NumberFormat(locale === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: 4 }).format(value);
}

function weekText(locale: Locale, value: unknown): string {
  const stretches = OfficeStretch.array().safeParse(value);
  if (!stretches.success) return JSON.stringify(value);
  return groupsOf(stretches.data)
    .map(({ weekdays, stretches }) => {
      const aside = isForReception(stretches) ? ` (${say(locale, receptionOnlyWords)})` : "";
      return `${weekdaysText(locale, weekdays)} ${hoursText(stretches)}${aside}`;
    })
    .join("; ");
}
