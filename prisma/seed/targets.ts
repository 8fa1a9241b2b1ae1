import type pg from "pg";
import type { TargetCode } from "../../lib/indicators/model";

type SeedTarget = { code: TargetCode; aim: number; floor: number; source: string; from?: string };

const notDecided = "Mục tiêu mặc định, chưa theo quyết định của thành phố";

/** What a city starts with until it decides for itself. No decision is claimed where none is known to set the figure. */
export const seedTargetRows: readonly SeedTarget[] = [
  { code: "on-time-rate", aim: 0.95, floor: 0.9, source: notDecided },
  { code: "on-time-of-received-rate", aim: 0.95, floor: 0.9, source: notDecided },
  { code: "overdue-now", aim: 0, floor: 5, source: notDecided },
  { code: "online-rate", aim: 0.3, floor: 0.2, source: notDecided },
  { code: "e-signature-rate", aim: 0.99, floor: 0.95, source: notDecided },
  // Said by the city's own steering committee (seed 000): from this day meetings are held fully on signed e-documents, save secret ones.
  {
    code: "paperless-meeting-rate",
    aim: 1,
    floor: 0.9,
    source:
      "Yêu cầu của Bí thư Thành ủy, Trưởng ban Chỉ đạo chuyển đổi số thành phố Hà Giang tại cuộc họp ngày 11/01/2022; mức tối thiểu là mặc định",
    from: "2022-03-01",
  },
  { code: "signatures-invalid", aim: 0, floor: 0, source: notDecided },
  // What the province reported to have reached (seed 001: about 98 % of agencies and leaders who sign); that it is a target nobody said.
  { code: "certificate-rate", aim: 0.98, floor: 0.9, source: notDecided },
  { code: "leader-certificate-rate", aim: 0.98, floor: 0.9, source: notDecided },
  { code: "agency-certificate-rate", aim: 0.98, floor: 0.9, source: notDecided },
  { code: "certificates-ending", aim: 0, floor: 5, source: notDecided },
  { code: "camera-connected-rate", aim: 0.95, floor: 0.9, source: notDecided },
  // What the city reported to have reached (seed 000: cameras connected to 100 % of the residential groups); that it is a target nobody said.
  { code: "camera-coverage-rate", aim: 1, floor: 0.95, source: notDecided },
  { code: "camera-availability-rate", aim: 0.98, floor: 0.95, source: notDecided },
  { code: "camera-restore-hours", aim: 24, floor: 72, source: notDecided },
  { code: "cameras-in-trouble", aim: 0, floor: 5, source: notDecided },
];

/** Sets the default targets of the city where none is kept yet. Running it again changes nothing. */
export async function seedTargets(client: pg.ClientBase): Promise<void> {
  for (const { code, aim, floor, source, from = "2018-01-01" } of seedTargetRows)
    await client.query(
      `insert into indicator_target (indicator_code, unit_id, aim, floor, valid_from, source, recorded_by)
       select $1, null, $2, $3, $5::date, $4, 'system:seed' where not exists (select from indicator_target where indicator_code = $1 and unit_id is null)`,
      [code, aim, floor, source, from],
    );
}
