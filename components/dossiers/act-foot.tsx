import { Button } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ActName } from "@/lib/dossiers/model";
import { hasFields } from "./act-form";
import classes from "./dossier.module.css";

/**
 * The end of what asks before an act: away with it, or do it. The button is never disabled, so that it can have the focus before the
 * act can be done; the form sends nothing that is not ready.
 */
export function ActFoot({
  act,
  isReady,
  isSending,
  onCancel,
}: {
  act: ActName;
  isReady: boolean;
  isSending: boolean;
  onCancel(): void;
}) {
  const t = useTranslations("dossiers.page.confirm");
  const ui = useTranslations("ui");
  return (
    <div className={classes.end}>
      <Button variant="default" onClick={onCancel}>
        {ui("cancel")}
      </Button>
      <Button
        type="submit"
        loading={isSending}
        data-disabled={!isReady || undefined}
        aria-disabled={!isReady}
        data-autofocus={hasFields(act) ? undefined : true}
      >
        {t("do")}
      </Button>
    </div>
  );
}
