import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { expect, test, vi } from "vitest";
import { dossiers } from "@/app/messages/dossiers";
import { overview } from "@/app/messages/overview";
import { shell } from "@/app/messages/shell";
import { ui } from "@/app/messages/ui";
import { DossierScreen } from "@/components/dossiers/dossier-screen";
import { ListScreen } from "@/components/dossiers/list-screen";
import { LoadPanel } from "@/components/dossiers/load-panel";
import { OverviewScreen } from "@/components/overview/overview-screen";

// Outside the framework there is no address.
vi.mock("next/navigation", () => ({
  useRouter: () => ({ push: () => undefined, replace: () => undefined, refresh: () => undefined }),
  usePathname: () => "/",
  useSearchParams: () => new URLSearchParams(),
}));

const today = "2026-11-27";
const period = { from: "2026-11-01", to: "2026-11-30" };
const screens: [name: string, heading: string, screen: ReactElement][] = [
  ["a dossier", "Đang đọc hồ sơ…", createElement(DossierScreen, { id: 1, canReveal: false })],
  [
    "the list",
    "Danh sách hồ sơ",
    createElement(ListScreen, {
      ...{ filter: {}, today, units: [], whole: "Toàn thành phố" },
      ...{ sectorName: null, procedureName: null, canExport: false },
    }),
  ],
  ["who has how much", "Khối lượng", createElement(LoadPanel, { unitId: undefined })],
  [
    "the overview",
    "Tổng quan",
    createElement(OverviewScreen, {
      question: { ...period, asOf: today },
      filter: {
        today,
        asOf: today,
        period,
        units: [],
        unitId: null,
        whole: "Toàn thành phố",
        isDemo: false,
        knownOn: null,
        knownSince: today,
      },
      ...{ city: "Hà Giang", shapes: [], isIllustrative: true, canImport: false, canList: false },
    }),
  ],
];

test.each(screens)(
  "%s that nothing is known of yet has its heading, says that it is loading, and keeps the place",
  (_, heading, screen) => {
    const markup = renderToStaticMarkup(
      createElement(IntlProvider, {
        locale: "vi",
        messages: { dossiers: dossiers.vi, overview: overview.vi, shell: shell.vi, ui: ui.vi },
        timeZone: "Asia/Ho_Chi_Minh",
        // biome-ignore lint/correctness/noChildrenProp: its type demands them there.
        children: createElement(MantineProvider, null, createElement(QueryClientProvider, { client: new QueryClient() }, screen)),
      }),
    );
    expect(markup).toMatch(new RegExp(`<h[12][^>]*>[^<]*${heading}`));
    expect(markup).toContain('role="status" aria-label="Đang tải');
    expect(markup).toMatch(/class="_bone_[^"]*" style="width:100%;height:\d+rem"/);
  },
);
