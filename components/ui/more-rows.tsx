import { Button } from "@mantine/core";
import { useTranslations } from "use-intl";
import classes from "./more-rows.module.css";

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> };

/** The way on from what is listed so far; nothing where all of it is. */
export function MoreRows({ of: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { of: Pages }) {
  const t = useTranslations("ui");
  if (!hasNextPage) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      className={classes.more}
      loading={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
    >
      {t("more")}
    </Button>
  );
}
