import * as z from "zod";
import { route } from "@/app/door";
import { uploadBoundaries } from "@/lib/areas/commands";
import { BoundaryCollection, BoundaryUpload, boundaryLines, maxBoundaryBytes, UploadReport } from "@/lib/areas/model";
import { areaBoundaries } from "@/lib/areas/queries";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";

export const GET = route(
  {
    id: "areas.boundaries",
    method: "GET",
    path: "/api/v1/areas/boundaries",
    auth: "signed-in",
    keys: true,
    input: { query: z.strictObject({ on: Day.optional(), lines: z.enum(boundaryLines).optional() }) },
    output: BoundaryCollection,
    audit: "none",
    summary: {
      vi: "Ranh giới phường, xã tại một ngày (không nói thì là hôm nay), dạng GeoJSON; lines=whole cho đủ mọi điểm như tệp đã nộp",
      en: "The lines of wards and communes on a day (today unless said), as GeoJSON; lines=whole gives every point as uploaded",
    },
  },
  ({ actor, now, query }) => areaBoundaries(actor, query.on ?? cityDay(now), query.lines),
);

export const PUT = route(
  {
    id: "areas.draw",
    method: "PUT",
    path: "/api/v1/areas/boundaries",
    auth: "areas.manage",
    input: { body: BoundaryUpload },
    output: UploadReport,
    audit: "command",
    bodyLimit: maxBoundaryBytes + 65_536,
    summary: {
      vi: "Gắn ranh giới trong tệp GeoJSON vào địa bàn, khớp theo mã hoặc tên",
      en: "Put the lines of a GeoJSON file on the areas, matched by code or name",
    },
  },
  ({ actor, now, body, tx }) => uploadBoundaries({ actor, now }, body, tx),
);
