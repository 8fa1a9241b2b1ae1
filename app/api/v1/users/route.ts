import * as z from "zod";
import { route } from "@/app/door";
import { createUser } from "@/lib/auth/commands";
import { Invitation, NewUser, UserFilter, UserPage } from "@/lib/auth/model";
import { listUsers } from "@/lib/auth/queries";

export const GET = route(
  {
    id: "users.list",
    method: "GET",
    path: "/api/v1/users",
    auth: "users.manage",
    input: {
      query: z.strictObject({
        q: z.string().max(100).optional(),
        status: UserFilter.optional(),
        page: z.coerce.number().int().min(1).max(1000).default(1),
      }),
    },
    output: UserPage,
    audit: "none",
    summary: { vi: "Danh sách tài khoản theo tên, mỗi trang năm mươi", en: "Accounts by name, fifty a page" },
  },
  ({ actor, now, query }) => listUsers(actor, query, now),
);

export const POST = route(
  {
    id: "users.create",
    method: "POST",
    path: "/api/v1/users",
    auth: "users.manage",
    input: { body: NewUser },
    output: Invitation,
    audit: "command",
    isSensitive: true,
    isSecret: true,
    summary: {
      vi: "Tạo tài khoản; đường dẫn dùng một lần chỉ hiện trong câu trả lời này",
      en: "Make an account; the answer shows its one-time link once",
    },
  },
  ({ actor, now, body, tx }) => createUser({ actor, now }, body, tx),
);
