import { TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

type Props = {
  /** What such a document is called here, by an example. */
  help?: string;
  defaultValue?: string | undefined;
  /** The first field of its form. */
  isFirst?: boolean;
};

/** The document that a change stands on: no setting of the city is changed without one. */
export function SourceField({ help, defaultValue, isFirst = false }: Props) {
  const t = useTranslations("ui");
  return (
    <TextInput
      name="source"
      label={t("source")}
      description={help}
      required
      minLength={3}
      maxLength={300}
      defaultValue={defaultValue}
      data-autofocus={isFirst || undefined}
    />
  );
}
