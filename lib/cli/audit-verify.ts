import { auditFaultLabels } from "@/lib/audit/labels";
import { verifyAudit } from "@/lib/audit/queries";
import { loadDotEnv } from "@/lib/env";
import { formatNumber } from "@/lib/words";

/** `npm run audit:verify`: 0 when the log is whole, 1 when it is not or could not be read. */
loadDotEnv();
try {
  const report = await verifyAudit();
  const n = (value: number) => formatNumber("vi", value);
  console.log(
    `${n(report.entries)} dòng nhật ký trong ${n(report.seals)} niêm phong, ${n(report.unsealed)} dòng chờ niêm phong. / entries, seals, waiting.`,
  );
  for (const fault of report.faults)
    console.log(`  ${fault.place}: ${auditFaultLabels[fault.code].vi} / ${auditFaultLabels[fault.code].en}`);
  if (report.faultCount > report.faults.length) console.log(`  … ${n(report.faultCount - report.faults.length)} lỗi nữa / more`);
  console.log(
    report.faultCount === 0 ? "Nhật ký toàn vẹn. / The log is whole." : "NHẬT KÝ ĐÃ BỊ CAN THIỆP. / THE LOG WAS TAMPERED WITH.",
  );
  process.exitCode = report.faultCount === 0 ? 0 : 1;
} catch (error) {
  console.error(`Không kiểm tra được nhật ký: ${error instanceof Error ? error.message : error} / The log could not be checked.`);
  process.exitCode = 1;
}
