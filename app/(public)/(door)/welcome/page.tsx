import { ssoName } from "@/app/api/auth/options";
import { translator } from "@/app/i18n";
import { WelcomeForm } from "@/components/auth/welcome-form";

export async function generateMetadata() {
  return { title: (await translator("auth"))("welcome.title") };
}

/** The token is in the part of the address no server sees, so there is nothing to read here. */
export default function WelcomePage() {
  return <WelcomeForm sso={ssoName()} />;
}
