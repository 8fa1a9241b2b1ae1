import { route } from "@/app/door";
import { changeSubsystem } from "@/lib/subsystems/commands";
import { Changed, SubsystemChange, SubsystemDetail, subsystemIds } from "@/lib/subsystems/model";
import { readSubsystem } from "@/lib/subsystems/queries";

export const GET = route(
  {
    id: "subsystems.read",
    method: "GET",
    path: "/api/v1/subsystems/{id}",
    auth: "overview.view",
    keys: true,
    input: { params: subsystemIds },
    output: SubsystemDetail,
    audit: "none",
    summary: { vi: "Một phân hệ và các số liệu gốc của nó", en: "A subsystem and what it counts" },
  },
  ({ actor, params }) => readSubsystem(actor, params),
);

export const PUT = route(
  {
    id: "subsystems.change",
    method: "PUT",
    path: "/api/v1/subsystems/{id}",
    auth: "subsystems.manage",
    input: { params: subsystemIds, body: SubsystemChange },
    output: Changed,
    audit: "command",
    summary: { vi: "Sửa, bật hoặc tắt một phân hệ", en: "Change a subsystem, or turn it on or off" },
  },
  ({ actor, now, params, body, tx }) => changeSubsystem({ actor, now }, { ...params, ...body }, tx),
);
