"use client";
import { Button, Modal, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { useFocusBack } from "@/components/ui/focus-back";
import { EmptyState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import type { Sector } from "@/lib/procedures/model";
import { searchable } from "@/lib/words";
import { Refused } from "./part-frame";
import classes from "./procedures.module.css";

type Line = Sector & { procedures: number };
type Open = { kind: "add" } | { kind: "change" | "delete"; sector: Line };

/** The sectors procedures belong to; one that is used stays. */
export function Sectors({ sectors }: { sectors: readonly Line[] }) {
  const t = useTranslations("procedures");
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <div className={classes.bar}>
        <Button onClick={() => setOpen({ kind: "add" })}>{t("sectorsPage.add")}</Button>
      </div>
      {sectors.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <TableFrame title={t("sectorsPage.title")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("sectorsPage.title")}</caption>
            <thead>
              <tr>
                <th scope="col" className={table.number}>
                  {t("sectorsPage.position")}
                </th>
                <th scope="col">{t("sectorsPage.name")}</th>
                <th scope="col">{t("sectorsPage.code")}</th>
                <th scope="col" className={table.number}>
                  {t("sectorsPage.procedures")}
                </th>
                <th scope="col">
                  <span className={table.hidden}>{t("edit")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {sectors.map((sector) => (
                <tr key={sector.id}>
                  <td className={table.number}>{sector.position}</td>
                  <th scope="row">{sector.name}</th>
                  <td>{sector.code}</td>
                  <td className={table.number}>{sector.procedures}</td>
                  <td>
                    <span className={classes.acts}>
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        aria-label={`${t("edit")} ${sector.name}`}
                        onClick={() => setOpen({ kind: "change", sector })}
                      >
                        {t("edit")}
                      </Button>
                      {sector.procedures === 0 ? (
                        <Button
                          variant="subtle"
                          color="red"
                          size="compact-sm"
                          aria-label={t("sectorsPage.deleteTitle", { name: sector.name })}
                          onClick={() => setOpen({ kind: "delete", sector })}
                        >
                          {t("sectorsPage.delete")}
                        </Button>
                      ) : null}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {open?.kind === "delete" ? <Delete sector={open.sector} onClose={close} /> : null}
      {open && open.kind !== "delete" ? (
        <SectorForm
          sector={open.kind === "change" ? open.sector : null}
          next={Math.max(0, ...sectors.map((s) => s.position)) + 1}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function useDone(onClose: () => void) {
  const router = useRouter();
  return useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
}

function SectorForm({ sector, next, onClose }: { sector: Line | null; next: number; onClose: () => void }) {
  const t = useTranslations("procedures");
  useFocusBack();
  const save = useDone(onClose);
  const [name, setName] = useState(sector?.name ?? "");
  const [code, setCode] = useState(sector?.code ?? "");
  const [isCodeOwn, setCodeOwn] = useState(sector !== null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const position = Number(new FormData(event.currentTarget).get("position"));
    const body = { name: name.trim(), code: code.trim(), position };
    save.mutate(
      sector
        ? { method: "PATCH", url: `/api/v1/sectors/${sector.id}`, body: { ...body, version: sector.version } }
        : { method: "POST", url: "/api/v1/sectors", body },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={sector ? sector.name : t("sectorsPage.add")}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t("sectorsPage.name")}
          required
          minLength={2}
          maxLength={200}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            if (!isCodeOwn)
              setCode(
                searchable(event.currentTarget.value)
                  .replace(/[^a-z0-9]+/g, "-")
                  .replace(/^-|-$/g, "")
                  .slice(0, 60),
              );
          }}
          data-autofocus
        />
        <div className={classes.pair}>
          <TextInput
            label={t("sectorsPage.code")}
            description={t("sectorsPage.codeHelp")}
            required
            minLength={2}
            maxLength={60}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            value={code}
            onChange={(event) => {
              setCodeOwn(true);
              setCode(event.currentTarget.value);
            }}
          />
          <TextInput
            name="position"
            type="number"
            min={0}
            max={10_000}
            required
            label={t("sectorsPage.position")}
            description={" "}
            defaultValue={String(sector?.position ?? next)}
          />
        </div>
        <Refused error={save.error} />
        <DialogFoot onCancel={onClose} isSending={save.isPending} />
      </form>
    </Modal>
  );
}

function Delete({ sector, onClose }: { sector: Line; onClose: () => void }) {
  const t = useTranslations("procedures");
  useFocusBack();
  const save = useDone(onClose);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("sectorsPage.deleteTitle", { name: sector.name })}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      <div className={classes.form}>
        <p>{t("sectorsPage.deleteHelp")}</p>
        <Refused error={save.error} />
        <div className={classes.end}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("cancel")}
          </Button>
          <Button
            color="red"
            loading={save.isPending}
            onClick={() =>
              save.mutate({ method: "DELETE", url: `/api/v1/sectors/${sector.id}`, body: { version: sector.version } })
            }
          >
            {t("sectorsPage.delete")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
