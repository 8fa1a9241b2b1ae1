"use client";
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CertificateHolder, CertificateHolders } from "@/lib/signatures/model";
import { holdersQuery } from "./certificates-query";

const keyOf = ({ kind, id }: CertificateHolder) => `${kind} ${id}`;

/** Who holds a certificate, sought among people and units by any word of name, login, post or unit. */
export function HolderField({
  value,
  onChange,
}: {
  value: CertificateHolder | null;
  onChange(to: CertificateHolder | null): void;
}) {
  const t = useTranslations("certificates");
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 250);
  const isAsked = asked.length >= 2 && asked !== (value && labelOf(value));
  const { data } = useQuery<CertificateHolders>({ ...holdersQuery(asked), enabled: isAsked, placeholderData: keepPreviousData });
  const found = isAsked ? (data?.holders ?? []) : [];
  const all = value && !found.some((one) => keyOf(one) === keyOf(value)) ? [value, ...found] : found;
  function labelOf({ kind, name, post, unitName }: CertificateHolder) {
    return [name, kind === "agency" ? t("agency") : post, unitName].filter(Boolean).join(" · ");
  }
  return (
    <Select
      label={t("holder")}
      description={t("holderHint")}
      required
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("holderClear") }}
      data={all.map((one) => ({ value: keyOf(one), label: labelOf(one) }))}
      value={value && keyOf(value)}
      onChange={(key) => onChange(all.find((one) => keyOf(one) === key) ?? null)}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={asked.length < 2 ? t("holderType") : t("holderNone")}
    />
  );
}
