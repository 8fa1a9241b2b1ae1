import { route } from "@/app/door";
import { AccountView } from "@/lib/auth/model";
import { findAccount } from "@/lib/auth/queries";

export const GET = route(
  {
    id: "account.view",
    method: "GET",
    path: "/api/v1/account",
    auth: "signed-in",
    input: {},
    output: AccountView,
    audit: "none",
    summary: {
      vi: "Ai đang đăng nhập: chức vụ, và tài khoản được bảo vệ thế nào",
      en: "Who is signed in: posts, and how the account is protected",
    },
  },
  ({ actor, now }) => findAccount(actor, now),
);
