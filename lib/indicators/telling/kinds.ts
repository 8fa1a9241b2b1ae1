import { cameraCodes, certificateCodes, documentCodes, indicatorCodes, type TargetCode } from "../model";

const among =
  <C extends TargetCode>(codes: readonly C[]) =>
  (code: TargetCode): code is C =>
    (codes as readonly TargetCode[]).includes(code);
export const isDossierCode = among(indicatorCodes);
export const isDocumentCode = among(documentCodes);
export const isCertificateCode = among(certificateCodes);
export const isCameraCode = among(cameraCodes);
