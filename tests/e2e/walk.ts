import { readdirSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

/** Every page of the product by its address, with what varies in brackets: `/admin/users/[id]`. */
export const pagePaths = (): string[] =>
  readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("page.tsx"))
    .map(
      (file) =>
        `/${file
          .split("/")
          .filter((part) => !/^(page\.tsx|\(.*\))$/.test(part))
          .join("/")}`,
    );

/** Asks as a browser would that holds this cookie; a redirect is an answer like any other. */
export async function ask(url: string, cookie = "", headers: Record<string, string> = {}) {
  const get = (at: string) => fetch(at, { redirect: "manual", headers: { ...(cookie ? { cookie } : {}), ...headers } });
  let answer = await get(url);
  // The framework wants its own requests under an address of their own, and says under which.
  const location = answer.headers.get("location") ?? "";
  if (headers.rsc && /[?&]_rsc\b/.test(location)) answer = await get(new URL(location, url).toString());
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
