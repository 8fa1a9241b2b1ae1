import { redirect } from "next/navigation";
import { ssoName } from "@/app/api/auth/options";
import { translator } from "@/app/i18n";
import { findActor } from "@/app/session";
import { SignInForm } from "@/components/auth/sign-in-form";
import { safeNext } from "@/lib/auth/rules";

export async function generateMetadata() {
  return { title: (await translator("auth"))("signIn.title") };
}

type Search = { next?: string | string[]; callbackUrl?: string | string[]; error?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, error } = await searchParams;
  const to = safeNext(next);
  if (await findActor()) redirect(to);
  return <SignInForm next={to} error={typeof error === "string" ? error.slice(0, 60) : null} sso={ssoName()} />;
}
