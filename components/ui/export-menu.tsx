"use client";
import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { SheetTable } from "@/lib/files/rules";
import classes from "./export-menu.module.css";
import { useProblemWords } from "./problem-words";
import { saveCsv, saveXlsx } from "./save-file";

/** Excel, CSV, and a picture where there is a chart. The rows are the ones on screen. */
export function ExportMenu({ table, onPicture }: { table: () => SheetTable; onPicture?: () => Promise<void> }) {
  const t = useTranslations("ui.table");
  const words = useProblemWords();
  const [said, setSaid] = useState("");
  const run = (act: () => Promise<void> | void) => async () => {
    setSaid("");
    try {
      await act();
    } catch (error) {
      setSaid(words(error));
    }
  };
  return (
    <>
      <span role="status" className={classes.said}>
        {said}
      </span>
      <Menu position="bottom-end" withinPortal={false} shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className={classes.button}
            leftSection={<IconDownload size="1rem" aria-hidden />}
          >
            {t("export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={run(() => saveXlsx(table()))}>{t("xlsx")}</Menu.Item>
          <Menu.Item onClick={run(() => saveCsv(table()))}>{t("csv")}</Menu.Item>
          {onPicture ? <Menu.Item onClick={run(onPicture)}>{t("png")}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
