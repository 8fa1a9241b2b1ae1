import { Button } from "@mantine/core";
import { useTranslations } from "use-intl";
import classes from "./form.module.css";

type Props = {
  onCancel(): void;
  isSending: boolean;
  /** What is done by sending the form; "save" unless said. */
  submit?: string | undefined;
  isDangerous?: boolean;
  /** Nothing is sent before it is. */
  isReady?: boolean;
  /** Stays in sight while a long form moves under it. */
  isSticky?: boolean;
};

/** The end of a form in a dialog: away with it, or send it. */
export function DialogFoot({ onCancel, isSending, submit, isDangerous = false, isReady = true, isSticky = false }: Props) {
  const t = useTranslations("ui");
  return (
    <div className={isSticky ? classes.foot : classes.end}>
      <Button variant="default" onClick={onCancel}>
        {t("cancel")}
      </Button>
      <Button type="submit" loading={isSending} disabled={!isReady} {...(isDangerous ? { color: "red" } : {})}>
        {submit ?? t("save")}
      </Button>
    </div>
  );
}
