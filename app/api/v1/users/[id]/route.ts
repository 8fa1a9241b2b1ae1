import * as z from "zod";
import { route } from "@/app/door";
import { changeUser } from "@/lib/auth/commands";
import { UserChange, UserView } from "@/lib/auth/model";
import { findUser } from "@/lib/auth/queries";
import { RecordId } from "@/lib/db/model";

export const GET = route(
  {
    id: "users.view",
    method: "GET",
    path: "/api/v1/users/{id}",
    auth: "users.manage",
    input: { params: z.strictObject({ id: RecordId }) },
    output: UserView,
    audit: "none",
    summary: { vi: "Một tài khoản và các chức vụ của tài khoản đó", en: "One account with its posts" },
  },
  ({ actor, now, params }) => findUser(actor, params.id, now),
);

export const PATCH = route(
  {
    id: "users.change",
    method: "PATCH",
    path: "/api/v1/users/{id}",
    auth: "users.manage",
    input: { params: z.strictObject({ id: RecordId }), body: UserChange },
    output: z.object({ version: z.int() }),
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Sửa họ tên, thư điện tử, định danh đăng nhập một lần, hoặc yêu cầu xác thực hai lớp",
      en: "Change name, e-mail, single sign-on identity, or whether a second factor is required",
    },
  },
  ({ actor, now, params, body, tx }) => changeUser({ actor, now }, { ...body, id: params.id }, tx),
);
