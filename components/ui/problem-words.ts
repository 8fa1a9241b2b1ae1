import { useTranslations } from "use-intl";
import { Problem } from "./request";

/** A sentence for whatever went wrong: the server's own where it gave one. */
export function useProblemWords(): (error: unknown) => string {
  const t = useTranslations("ui");
  return (error) => {
    if (!(error instanceof Problem)) return t("failed");
    if (error.code === "offline") return t("offline");
    if (error.code === "outdated") return t("outdated");
    return error.sentence ?? t("failed");
  };
}
