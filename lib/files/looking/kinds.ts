/**
 * What people may hand in and officials may attach: its true type, the endings it goes by, and what browsers call it. Nothing a program
 * would run, nothing a browser would show as a page.
 */
export const paperKinds = {
  pdf: { type: "application/pdf", endings: ["pdf"], called: ["application/x-pdf"] },
  jpeg: { type: "image/jpeg", endings: ["jpg", "jpeg"], called: ["image/jpg", "image/pjpeg"] },
  png: { type: "image/png", endings: ["png"], called: ["image/x-png"] },
  tiff: { type: "image/tiff", endings: ["tif", "tiff"], called: ["image/tif"] },
  docx: {
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    endings: ["docx"],
    called: ["application/zip"],
  },
  xlsx: {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    endings: ["xlsx"],
    called: ["application/zip"],
  },
} as const;
export const paperKindNames = ["pdf", "jpeg", "png", "tiff", "docx", "xlsx"] as const satisfies (keyof typeof paperKinds)[];
export type PaperKind = (typeof paperKindNames)[number];

/**
 * Letters and tables as office programs wrote them until 2007 ([MS-CFB]). Nobody here opens them: they are told by the names in their directory
 * and handed on as they came.
 */
export const oldKinds = {
  doc: { type: "application/msword", endings: ["doc", "dot"] },
  xls: { type: "application/vnd.ms-excel", endings: ["xls", "xlt"] },
} as const;
export type OldKind = keyof typeof oldKinds;
