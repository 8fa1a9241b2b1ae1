// Every declared route by its place: a list, and as long as there are routes.
import type { ApiHandler } from "@/lib/door/api";
import * as accountConfirm from "./api/v1/account/confirm/route";
import * as accountPassword from "./api/v1/account/password/route";
import * as account from "./api/v1/account/route";
import * as accountTotpConfirm from "./api/v1/account/totp/confirm/route";
import * as accountTotpDisable from "./api/v1/account/totp/disable/route";
import * as accountTotp from "./api/v1/account/totp/route";
import * as accountWelcomeCheck from "./api/v1/account/welcome/check/route";
import * as accountWelcome from "./api/v1/account/welcome/route";
import * as agenciesImport from "./api/v1/agencies/import/route";
import * as agencies from "./api/v1/agencies/route";
import * as areasBoundaries from "./api/v1/areas/boundaries/route";
import * as areas from "./api/v1/areas/route";
import * as auditExportCsv from "./api/v1/audit/export.csv/route";
import * as auditVerification from "./api/v1/audit/verification/route";
import * as breakdown from "./api/v1/breakdown/route";
import * as calendarChangesPreview from "./api/v1/calendar/changes/preview/route";
import * as calendarChangesPreviewRows from "./api/v1/calendar/changes/preview/rows/route";
import * as calendarChangesPreviewCsv from "./api/v1/calendar/changes/preview.csv/route";
import * as calendarChangesPreviewXlsx from "./api/v1/calendar/changes/preview.xlsx/route";
import * as calendarChanges from "./api/v1/calendar/changes/route";
import * as calendar from "./api/v1/calendar/route";
import * as calendarYears from "./api/v1/calendar/years/route";
import * as cameraBoardHeadline from "./api/v1/camera-board/headline/route";
import * as cameraBoardRoster from "./api/v1/camera-board/roster/route";
import * as cameraBoard from "./api/v1/camera-board/route";
import * as cameraLayoutsIdRemove from "./api/v1/camera-layouts/[id]/remove/route";
import * as cameraLayoutsIdRestore from "./api/v1/camera-layouts/[id]/restore/route";
import * as cameraLayoutsId from "./api/v1/camera-layouts/[id]/route";
import * as cameraLayouts from "./api/v1/camera-layouts/route";
import * as cameraLayoutsShown from "./api/v1/camera-layouts/shown/route";
import * as cameraRegistryCamerasCsv from "./api/v1/camera-registry/cameras.csv/route";
import * as cameraRegistryCamerasXlsx from "./api/v1/camera-registry/cameras.xlsx/route";
import * as cameraRegistryGrantsIdEnd from "./api/v1/camera-registry/grants/[id]/end/route";
import * as cameraRegistryGrants from "./api/v1/camera-registry/grants/route";
import * as cameraRegistryGroupsIdRestore from "./api/v1/camera-registry/groups/[id]/restore/route";
import * as cameraRegistryGroupsIdRetire from "./api/v1/camera-registry/groups/[id]/retire/route";
import * as cameraRegistryGroupsId from "./api/v1/camera-registry/groups/[id]/route";
import * as cameraRegistryGroups from "./api/v1/camera-registry/groups/route";
import * as cameraRegistryImportPreview from "./api/v1/camera-registry/import/preview/route";
import * as cameraRegistryImport from "./api/v1/camera-registry/import/route";
import * as cameraRegistryKeeping from "./api/v1/camera-registry/keeping/route";
import * as cameraRegistryOnvif from "./api/v1/camera-registry/onvif/route";
import * as cameraRegistry from "./api/v1/camera-registry/route";
import * as camerasIdLiveName from "./api/v1/cameras/[id]/live/[name]/route";
import * as camerasIdLiveM3u8 from "./api/v1/cameras/[id]/live.m3u8/route";
import * as camerasIdMaintenanceMaintenanceIdEnd from "./api/v1/cameras/[id]/maintenance/[maintenanceId]/end/route";
import * as camerasIdMaintenance from "./api/v1/cameras/[id]/maintenance/route";
import * as camerasIdOutagesOutageId from "./api/v1/cameras/[id]/outages/[outageId]/route";
import * as camerasIdPicture from "./api/v1/cameras/[id]/picture/route";
import * as camerasId from "./api/v1/cameras/[id]/route";
import * as camerasIdSettings from "./api/v1/cameras/[id]/settings/route";
import * as camerasIdWatch from "./api/v1/cameras/[id]/watch/route";
import * as cameras from "./api/v1/cameras/route";
import * as camerasWall from "./api/v1/cameras/wall/route";
import * as camerasWallStream from "./api/v1/cameras/wall/stream/route";
import * as camerasWatch from "./api/v1/cameras/watch/route";
import * as certificateCoverageRoster from "./api/v1/certificate-coverage/roster/route";
import * as certificateCoverage from "./api/v1/certificate-coverage/route";
import * as cityEmblem from "./api/v1/city/emblem/route";
import * as cityRemoveDemo from "./api/v1/city/remove-demo/route";
import * as city from "./api/v1/city/route";
import * as citySetUp from "./api/v1/city/set-up/route";
import * as documentBoard from "./api/v1/document-board/route";
import * as documentImportsIdArchive from "./api/v1/document-imports/[id]/archive/route";
import * as documentImportsIdCancel from "./api/v1/document-imports/[id]/cancel/route";
import * as documentImportsIdCheck from "./api/v1/document-imports/[id]/check/route";
import * as documentImportsIdFilesXlsx from "./api/v1/document-imports/[id]/files.xlsx/route";
import * as documentImportsIdMapping from "./api/v1/document-imports/[id]/mapping/route";
import * as documentImportsIdRejectionsCsv from "./api/v1/document-imports/[id]/rejections.csv/route";
import * as documentImportsIdRejectionsXlsx from "./api/v1/document-imports/[id]/rejections.xlsx/route";
import * as documentImportsId from "./api/v1/document-imports/[id]/route";
import * as documentImportsIdStart from "./api/v1/document-imports/[id]/start/route";
import * as documentImports from "./api/v1/document-imports/route";
import * as documentsIdDiscard from "./api/v1/documents/[id]/discard/route";
import * as documentsIdDispatches from "./api/v1/documents/[id]/dispatches/route";
import * as documentsIdExempt from "./api/v1/documents/[id]/exempt/route";
import * as documentsIdFilesFileIdRemove from "./api/v1/documents/[id]/files/[fileId]/remove/route";
import * as documentsIdFilesFileIdRestore from "./api/v1/documents/[id]/files/[fileId]/restore/route";
import * as documentsIdFilesFileId from "./api/v1/documents/[id]/files/[fileId]/route";
import * as documentsIdFiles from "./api/v1/documents/[id]/files/route";
import * as documentsIdIssue from "./api/v1/documents/[id]/issue/route";
import * as documentsIdPassOn from "./api/v1/documents/[id]/pass-on/route";
import * as documentsIdRecipients from "./api/v1/documents/[id]/recipients/route";
import * as documentsId from "./api/v1/documents/[id]/route";
import * as documentsIdSeal from "./api/v1/documents/[id]/seal/route";
import * as documentsIdSignings from "./api/v1/documents/[id]/signings/route";
import * as documentsIdTasksTaskId from "./api/v1/documents/[id]/tasks/[taskId]/route";
import * as documentsIdVoid from "./api/v1/documents/[id]/void/route";
import * as documentsIdWork from "./api/v1/documents/[id]/work/route";
import * as documentsAddressees from "./api/v1/documents/addressees/route";
import * as documentsBooksClose from "./api/v1/documents/books/close/route";
import * as documentsBooks from "./api/v1/documents/books/route";
import * as documentsRegisterPdf from "./api/v1/documents/register.pdf/route";
import * as documentsRegisterXlsx from "./api/v1/documents/register.xlsx/route";
import * as documentsRevokedUse from "./api/v1/documents/revoked-use/route";
import * as documents from "./api/v1/documents/route";
import * as documentsSecretCounts from "./api/v1/documents/secret-counts/route";
import * as documentsTypes from "./api/v1/documents/types/route";
import * as documentsWorkCounts from "./api/v1/documents/work/counts/route";
import * as documentsWorkLoad from "./api/v1/documents/work/load/route";
import * as documentsWorkRead from "./api/v1/documents/work/read/route";
import * as documentsWork from "./api/v1/documents/work/route";
import * as dossiersIdCorrection from "./api/v1/dossiers/[id]/correction/route";
import * as dossiersIdFilesFileIdRemove from "./api/v1/dossiers/[id]/files/[fileId]/remove/route";
import * as dossiersIdFilesFileIdRestore from "./api/v1/dossiers/[id]/files/[fileId]/restore/route";
import * as dossiersIdFilesFileId from "./api/v1/dossiers/[id]/files/[fileId]/route";
import * as dossiersIdFiles from "./api/v1/dossiers/[id]/files/route";
import * as dossiersIdFormsFormIdPdf from "./api/v1/dossiers/[id]/forms/[formId]/pdf/route";
import * as dossiersIdForms from "./api/v1/dossiers/[id]/forms/route";
import * as dossiersIdMovesPreview from "./api/v1/dossiers/[id]/moves/preview/route";
import * as dossiersIdMoves from "./api/v1/dossiers/[id]/moves/route";
import * as dossiersIdReveal from "./api/v1/dossiers/[id]/reveal/route";
import * as dossiersId from "./api/v1/dossiers/[id]/route";
import * as dossiersBatch from "./api/v1/dossiers/batch/route";
import * as dossiersByCode from "./api/v1/dossiers/by-code/route";
import * as dossiersDue from "./api/v1/dossiers/due/route";
import * as dossiersExportCsv from "./api/v1/dossiers/export.csv/route";
import * as dossiersExportXlsx from "./api/v1/dossiers/export.xlsx/route";
import * as dossiersMoves from "./api/v1/dossiers/moves/route";
import * as dossiersRecall from "./api/v1/dossiers/recall/route";
import * as dossiers from "./api/v1/dossiers/route";
import * as dossiersWorkCounts from "./api/v1/dossiers/work/counts/route";
import * as dossiersWorkLoad from "./api/v1/dossiers/work/load/route";
import * as dossiersWork from "./api/v1/dossiers/work/route";
import * as draftsIdRestore from "./api/v1/drafts/[id]/restore/route";
import * as draftsId from "./api/v1/drafts/[id]/route";
import * as drafts from "./api/v1/drafts/route";
import * as exchangeDossiersDossierCode from "./api/v1/exchange/dossiers/[dossierCode]/route";
import * as exchangeMessagesIdDrop from "./api/v1/exchange/messages/[id]/drop/route";
import * as exchangeMessagesIdReplay from "./api/v1/exchange/messages/[id]/replay/route";
import * as exchangeMessagesId from "./api/v1/exchange/messages/[id]/route";
import * as exchangeMessages from "./api/v1/exchange/messages/route";
import * as exchangePortal from "./api/v1/exchange/portal/route";
import * as exchangePortalTrial from "./api/v1/exchange/portal/trial/route";
import * as exchange from "./api/v1/exchange/route";
import * as exportsTable from "./api/v1/exports/table/route";
import * as formsOwed from "./api/v1/forms/owed/route";
import * as formsPrint from "./api/v1/forms/print/route";
import * as forms from "./api/v1/forms/route";
import * as healthJobsIdRetry from "./api/v1/health/jobs/[id]/retry/route";
import * as health from "./api/v1/health/route";
import * as heatMap from "./api/v1/heat-map/route";
import * as importsIdCancel from "./api/v1/imports/[id]/cancel/route";
import * as importsIdCheck from "./api/v1/imports/[id]/check/route";
import * as importsIdMapping from "./api/v1/imports/[id]/mapping/route";
import * as importsIdRejectionsCsv from "./api/v1/imports/[id]/rejections.csv/route";
import * as importsIdRejectionsXlsx from "./api/v1/imports/[id]/rejections.xlsx/route";
import * as importsId from "./api/v1/imports/[id]/route";
import * as importsIdStart from "./api/v1/imports/[id]/start/route";
import * as imports from "./api/v1/imports/route";
import * as indicatorsCodeExplanation from "./api/v1/indicators/[code]/explanation/route";
import * as indicatorsCode from "./api/v1/indicators/[code]/route";
import * as indicators from "./api/v1/indicators/route";
import * as keysIdRevoke from "./api/v1/keys/[id]/revoke/route";
import * as keys from "./api/v1/keys/route";
import * as lookUp from "./api/v1/look-up/route";
import * as measuresId from "./api/v1/measures/[id]/route";
import * as meetingsIdActs from "./api/v1/meetings/[id]/acts/route";
import * as meetingsIdItemsItemIdFiles from "./api/v1/meetings/[id]/items/[itemId]/files/route";
import * as meetingsIdPapersPaperIdRemove from "./api/v1/meetings/[id]/papers/[paperId]/remove/route";
import * as meetingsIdPapersPaperId from "./api/v1/meetings/[id]/papers/[paperId]/route";
import * as meetingsIdPapers from "./api/v1/meetings/[id]/papers/route";
import * as meetingsId from "./api/v1/meetings/[id]/route";
import * as meetingsInvitable from "./api/v1/meetings/invitable/route";
import * as meetings from "./api/v1/meetings/route";
import * as openapiJson from "./api/v1/openapi.json/route";
import * as overviewAdjustments from "./api/v1/overview/adjustments/route";
import * as overview from "./api/v1/overview/route";
import * as packetsIdAnswer from "./api/v1/packets/[id]/answer/route";
import * as packetsIdDrop from "./api/v1/packets/[id]/drop/route";
import * as packetsIdFilesFileId from "./api/v1/packets/[id]/files/[fileId]/route";
import * as packetsIdRefuse from "./api/v1/packets/[id]/refuse/route";
import * as packetsIdRegister from "./api/v1/packets/[id]/register/route";
import * as packetsIdReplay from "./api/v1/packets/[id]/replay/route";
import * as packetsId from "./api/v1/packets/[id]/route";
import * as packets from "./api/v1/packets/route";
import * as packetsSentIdAgain from "./api/v1/packets/sent/[id]/again/route";
import * as proceduresIdPublish from "./api/v1/procedures/[id]/publish/route";
import * as proceduresId from "./api/v1/procedures/[id]/route";
import * as proceduresIdTerms from "./api/v1/procedures/[id]/terms/route";
import * as proceduresIdUnpublish from "./api/v1/procedures/[id]/unpublish/route";
import * as proceduresCatalogueXlsx from "./api/v1/procedures/catalogue.xlsx/route";
import * as proceduresImportPreview from "./api/v1/procedures/import/preview/route";
import * as proceduresImport from "./api/v1/procedures/import/route";
import * as procedures from "./api/v1/procedures/route";
import * as qualityDefinitions from "./api/v1/quality/definitions/route";
import * as qualityDossiers from "./api/v1/quality/dossiers/route";
import * as qualityMonthsReopen from "./api/v1/quality/months/reopen/route";
import * as qualityReport from "./api/v1/quality/report/route";
import * as qualityReportPdf from "./api/v1/quality/report.pdf/route";
import * as qualityReportXlsx from "./api/v1/quality/report.xlsx/route";
import * as qualityReportedMonth from "./api/v1/quality/reported/month/route";
import * as qualityReported from "./api/v1/quality/reported/route";
import * as qualityReportedSheet from "./api/v1/quality/reported/sheet/route";
import * as qualityReportedSheetXlsx from "./api/v1/quality/reported/sheet.xlsx/route";
import * as quality from "./api/v1/quality/route";
import * as ratings from "./api/v1/ratings/route";
import * as registersBookPdf from "./api/v1/registers/book.pdf/route";
import * as registersBookXlsx from "./api/v1/registers/book.xlsx/route";
import * as sectorsId from "./api/v1/sectors/[id]/route";
import * as sectors from "./api/v1/sectors/route";
import * as sessionsIdRevoke from "./api/v1/sessions/[id]/revoke/route";
import * as sessionsRevokeOthers from "./api/v1/sessions/revoke-others/route";
import * as sessions from "./api/v1/sessions/route";
import * as signaturesCertificatesIdEnd from "./api/v1/signatures/certificates/[id]/end/route";
import * as signaturesCertificatesIdPicture from "./api/v1/signatures/certificates/[id]/picture/route";
import * as signaturesCertificatesId from "./api/v1/signatures/certificates/[id]/route";
import * as signaturesCertificatesHolders from "./api/v1/signatures/certificates/holders/route";
import * as signaturesCertificatesImportPreview from "./api/v1/signatures/certificates/import/preview/route";
import * as signaturesCertificatesImport from "./api/v1/signatures/certificates/import/route";
import * as signaturesCertificatesLook from "./api/v1/signatures/certificates/look/route";
import * as signaturesCertificates from "./api/v1/signatures/certificates/route";
import * as signaturesCheck from "./api/v1/signatures/check/route";
import * as signaturesReport from "./api/v1/signatures/report/route";
import * as signaturesReportsPrint from "./api/v1/signatures/reports/print/route";
import * as signaturesTrustAnswersIdRemove from "./api/v1/signatures/trust/answers/[id]/remove/route";
import * as signaturesTrustAnswers from "./api/v1/signatures/trust/answers/route";
import * as signaturesTrustCertificatesIdRemove from "./api/v1/signatures/trust/certificates/[id]/remove/route";
import * as signaturesTrustCertificates from "./api/v1/signatures/trust/certificates/route";
import * as signaturesTrustListsIdRemove from "./api/v1/signatures/trust/lists/[id]/remove/route";
import * as signaturesTrustLists from "./api/v1/signatures/trust/lists/route";
import * as signaturesTrustLook from "./api/v1/signatures/trust/look/route";
import * as signaturesTrust from "./api/v1/signatures/trust/route";
import * as signingsIdAgree from "./api/v1/signings/[id]/agree/route";
import * as signingsIdRecall from "./api/v1/signings/[id]/recall/route";
import * as signingsIdRefuse from "./api/v1/signings/[id]/refuse/route";
import * as signings from "./api/v1/signings/route";
import * as subsystemsIdBoard from "./api/v1/subsystems/[id]/board/route";
import * as subsystemsIdFigures from "./api/v1/subsystems/[id]/figures/route";
import * as subsystemsIdFiguresSheet from "./api/v1/subsystems/[id]/figures/sheet/route";
import * as subsystemsIdIndicatorsEnd from "./api/v1/subsystems/[id]/indicators/end/route";
import * as subsystemsIdIndicators from "./api/v1/subsystems/[id]/indicators/route";
import * as subsystemsIdMeasures from "./api/v1/subsystems/[id]/measures/route";
import * as subsystemsId from "./api/v1/subsystems/[id]/route";
import * as subsystemsIdSyncs from "./api/v1/subsystems/[id]/syncs/route";
import * as subsystemsIdTargets from "./api/v1/subsystems/[id]/targets/route";
import * as subsystems from "./api/v1/subsystems/route";
import * as targets from "./api/v1/targets/route";
import * as transparency from "./api/v1/transparency/route";
import * as transparencyTableCsv from "./api/v1/transparency/table.csv/route";
import * as transparencyTableXlsx from "./api/v1/transparency/table.xlsx/route";
import * as unitsIdClose from "./api/v1/units/[id]/close/route";
import * as unitsIdColleagues from "./api/v1/units/[id]/colleagues/route";
import * as unitsIdContact from "./api/v1/units/[id]/contact/route";
import * as unitsIdRename from "./api/v1/units/[id]/rename/route";
import * as unitsIdSplit from "./api/v1/units/[id]/split/route";
import * as unitsMerge from "./api/v1/units/merge/route";
import * as units from "./api/v1/units/route";
import * as usersIdDisable from "./api/v1/users/[id]/disable/route";
import * as usersIdEnable from "./api/v1/users/[id]/enable/route";
import * as usersIdPostsPostIdEnd from "./api/v1/users/[id]/posts/[postId]/end/route";
import * as usersIdPosts from "./api/v1/users/[id]/posts/route";
import * as usersIdReset from "./api/v1/users/[id]/reset/route";
import * as usersId from "./api/v1/users/[id]/route";
import * as usersIdTotpReset from "./api/v1/users/[id]/totp/reset/route";
import * as usersReviews from "./api/v1/users/reviews/route";
import * as users from "./api/v1/users/route";
import * as viewsId from "./api/v1/views/[id]/route";
import * as views from "./api/v1/views/route";
import type { Declaration } from "./door";

/** Every route under /api/v1 by its place. What is not here is not served; a test compares it with the folders. */
export const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "account/confirm": accountConfirm,
  "account/password": accountPassword,
  account: account,
  "account/totp/confirm": accountTotpConfirm,
  "account/totp/disable": accountTotpDisable,
  "account/totp": accountTotp,
  "account/welcome/check": accountWelcomeCheck,
  "account/welcome": accountWelcome,
  "areas/boundaries": areasBoundaries,
  areas: areas,
  "audit/export.csv": auditExportCsv,
  "audit/verification": auditVerification,
  breakdown: breakdown,
  "calendar/changes/preview": calendarChangesPreview,
  "calendar/changes/preview.csv": calendarChangesPreviewCsv,
  "calendar/changes/preview.xlsx": calendarChangesPreviewXlsx,
  "calendar/changes/preview/rows": calendarChangesPreviewRows,
  "calendar/changes": calendarChanges,
  calendar: calendar,
  "calendar/years": calendarYears,
  "camera-board/headline": cameraBoardHeadline,
  "camera-board/roster": cameraBoardRoster,
  "certificate-coverage/roster": certificateCoverageRoster,
  "camera-registry/cameras.csv": cameraRegistryCamerasCsv,
  "camera-registry/cameras.xlsx": cameraRegistryCamerasXlsx,
  "camera-registry/import/preview": cameraRegistryImportPreview,
  "camera-registry/import": cameraRegistryImport,
  "camera-registry/groups/[id]/restore": cameraRegistryGroupsIdRestore,
  "camera-registry/groups/[id]/retire": cameraRegistryGroupsIdRetire,
  "camera-registry/groups/[id]": cameraRegistryGroupsId,
  "camera-registry/groups": cameraRegistryGroups,
  "camera-registry/grants/[id]/end": cameraRegistryGrantsIdEnd,
  "camera-registry/grants": cameraRegistryGrants,
  "camera-registry/keeping": cameraRegistryKeeping,
  "camera-registry/onvif": cameraRegistryOnvif,
  "camera-registry": cameraRegistry,
  "camera-layouts/[id]/remove": cameraLayoutsIdRemove,
  "camera-layouts/[id]/restore": cameraLayoutsIdRestore,
  "camera-layouts/[id]": cameraLayoutsId,
  "camera-layouts": cameraLayouts,
  "camera-layouts/shown": cameraLayoutsShown,
  "cameras/[id]/live/[name]": camerasIdLiveName,
  "cameras/[id]/live.m3u8": camerasIdLiveM3u8,
  "cameras/[id]/maintenance/[maintenanceId]/end": camerasIdMaintenanceMaintenanceIdEnd,
  "cameras/[id]/maintenance": camerasIdMaintenance,
  "cameras/[id]/outages/[outageId]": camerasIdOutagesOutageId,
  "cameras/[id]/picture": camerasIdPicture,
  "cameras/[id]": camerasId,
  "cameras/[id]/settings": camerasIdSettings,
  "cameras/[id]/watch": camerasIdWatch,
  cameras: cameras,
  "camera-board": cameraBoard,
  "cameras/wall": camerasWall,
  "cameras/wall/stream": camerasWallStream,
  "cameras/watch": camerasWatch,
  "certificate-coverage": certificateCoverage,
  "city/emblem": cityEmblem,
  "city/remove-demo": cityRemoveDemo,
  city: city,
  "city/set-up": citySetUp,
  "document-board": documentBoard,
  "documents/[id]/discard": documentsIdDiscard,
  "documents/[id]/exempt": documentsIdExempt,
  "documents/[id]/seal": documentsIdSeal,
  "documents/[id]/signings": documentsIdSignings,
  "documents/[id]/files/[fileId]/remove": documentsIdFilesFileIdRemove,
  "documents/[id]/files/[fileId]": documentsIdFilesFileId,
  "documents/[id]/files": documentsIdFiles,
  "documents/[id]/issue": documentsIdIssue,
  "documents/[id]": documentsId,
  "documents/[id]/void": documentsIdVoid,
  "documents/books/close": documentsBooksClose,
  "documents/books": documentsBooks,
  documents: documents,
  "documents/register.pdf": documentsRegisterPdf,
  "documents/register.xlsx": documentsRegisterXlsx,
  "documents/revoked-use": documentsRevokedUse,
  "documents/secret-counts": documentsSecretCounts,
  "documents/types": documentsTypes,
  "documents/[id]/files/[fileId]/restore": documentsIdFilesFileIdRestore,
  "documents/[id]/pass-on": documentsIdPassOn,
  "documents/[id]/tasks/[taskId]": documentsIdTasksTaskId,
  "documents/[id]/work": documentsIdWork,
  "documents/addressees": documentsAddressees,
  "documents/work/counts": documentsWorkCounts,
  "documents/work/load": documentsWorkLoad,
  "documents/work/read": documentsWorkRead,
  "documents/work": documentsWork,
  "dossiers/[id]/correction": dossiersIdCorrection,
  "dossiers/[id]/files/[fileId]/remove": dossiersIdFilesFileIdRemove,
  "dossiers/[id]/files/[fileId]/restore": dossiersIdFilesFileIdRestore,
  "dossiers/[id]/files/[fileId]": dossiersIdFilesFileId,
  "dossiers/[id]/files": dossiersIdFiles,
  "dossiers/[id]/forms/[formId]/pdf": dossiersIdFormsFormIdPdf,
  "dossiers/[id]/forms": dossiersIdForms,
  "dossiers/[id]/moves/preview": dossiersIdMovesPreview,
  "dossiers/[id]/moves": dossiersIdMoves,
  "dossiers/[id]/reveal": dossiersIdReveal,
  "dossiers/[id]": dossiersId,
  "dossiers/batch": dossiersBatch,
  "dossiers/by-code": dossiersByCode,
  "dossiers/due": dossiersDue,
  "dossiers/export.csv": dossiersExportCsv,
  "dossiers/export.xlsx": dossiersExportXlsx,
  "dossiers/moves": dossiersMoves,
  "dossiers/work/counts": dossiersWorkCounts,
  "dossiers/work/load": dossiersWorkLoad,
  "dossiers/work": dossiersWork,
  "dossiers/recall": dossiersRecall,
  dossiers: dossiers,
  "drafts/[id]/restore": draftsIdRestore,
  "drafts/[id]": draftsId,
  drafts: drafts,
  "exchange/dossiers/[dossierCode]": exchangeDossiersDossierCode,
  "exchange/messages/[id]/drop": exchangeMessagesIdDrop,
  "exchange/messages/[id]/replay": exchangeMessagesIdReplay,
  "exchange/messages/[id]": exchangeMessagesId,
  "exchange/messages": exchangeMessages,
  "exchange/portal": exchangePortal,
  "exchange/portal/trial": exchangePortalTrial,
  exchange: exchange,
  "exports/table": exportsTable,
  "forms/owed": formsOwed,
  "forms/print": formsPrint,
  forms: forms,
  "health/jobs/[id]/retry": healthJobsIdRetry,
  health: health,
  "heat-map": heatMap,
  "document-imports/[id]/archive": documentImportsIdArchive,
  "document-imports/[id]/cancel": documentImportsIdCancel,
  "document-imports/[id]/check": documentImportsIdCheck,
  "document-imports/[id]/files.xlsx": documentImportsIdFilesXlsx,
  "document-imports/[id]/mapping": documentImportsIdMapping,
  "document-imports/[id]/rejections.csv": documentImportsIdRejectionsCsv,
  "document-imports/[id]/rejections.xlsx": documentImportsIdRejectionsXlsx,
  "document-imports/[id]": documentImportsId,
  "document-imports/[id]/start": documentImportsIdStart,
  "document-imports": documentImports,
  "imports/[id]/cancel": importsIdCancel,
  "imports/[id]/check": importsIdCheck,
  "imports/[id]/mapping": importsIdMapping,
  "imports/[id]/rejections.csv": importsIdRejectionsCsv,
  "imports/[id]/rejections.xlsx": importsIdRejectionsXlsx,
  "imports/[id]": importsId,
  "imports/[id]/start": importsIdStart,
  imports: imports,
  "indicators/[code]/explanation": indicatorsCodeExplanation,
  "indicators/[code]": indicatorsCode,
  indicators: indicators,
  "keys/[id]/revoke": keysIdRevoke,
  keys: keys,
  "look-up": lookUp,
  "measures/[id]": measuresId,
  "openapi.json": openapiJson,
  agencies: agencies,
  "agencies/import": agenciesImport,
  "documents/[id]/dispatches": documentsIdDispatches,
  "documents/[id]/recipients": documentsIdRecipients,
  meetings: meetings,
  "meetings/invitable": meetingsInvitable,
  "meetings/[id]": meetingsId,
  "meetings/[id]/acts": meetingsIdActs,
  "meetings/[id]/items/[itemId]/files": meetingsIdItemsItemIdFiles,
  "meetings/[id]/papers": meetingsIdPapers,
  "meetings/[id]/papers/[paperId]": meetingsIdPapersPaperId,
  "meetings/[id]/papers/[paperId]/remove": meetingsIdPapersPaperIdRemove,
  signings: signings,
  "signings/[id]/agree": signingsIdAgree,
  "signings/[id]/refuse": signingsIdRefuse,
  "signings/[id]/recall": signingsIdRecall,
  packets: packets,
  "packets/[id]": packetsId,
  "packets/[id]/register": packetsIdRegister,
  "packets/[id]/refuse": packetsIdRefuse,
  "packets/[id]/answer": packetsIdAnswer,
  "packets/[id]/drop": packetsIdDrop,
  "packets/[id]/replay": packetsIdReplay,
  "packets/[id]/files/[fileId]": packetsIdFilesFileId,
  "packets/sent/[id]/again": packetsSentIdAgain,
  overview: overview,
  "overview/adjustments": overviewAdjustments,
  "procedures/catalogue.xlsx": proceduresCatalogueXlsx,
  "procedures/import/preview": proceduresImportPreview,
  "procedures/import": proceduresImport,
  "procedures/[id]/publish": proceduresIdPublish,
  "procedures/[id]/terms": proceduresIdTerms,
  "procedures/[id]/unpublish": proceduresIdUnpublish,
  "procedures/[id]": proceduresId,
  procedures: procedures,
  "quality/definitions": qualityDefinitions,
  "quality/dossiers": qualityDossiers,
  "quality/report.pdf": qualityReportPdf,
  "quality/report.xlsx": qualityReportXlsx,
  "quality/report": qualityReport,
  "quality/months/reopen": qualityMonthsReopen,
  "quality/reported": qualityReported,
  "quality/reported/month": qualityReportedMonth,
  "quality/reported/sheet": qualityReportedSheet,
  "quality/reported/sheet.xlsx": qualityReportedSheetXlsx,
  quality: quality,
  ratings: ratings,
  "registers/book.pdf": registersBookPdf,
  "registers/book.xlsx": registersBookXlsx,
  "sectors/[id]": sectorsId,
  sectors: sectors,
  "sessions/[id]/revoke": sessionsIdRevoke,
  "sessions/revoke-others": sessionsRevokeOthers,
  sessions: sessions,
  "signatures/certificates/[id]/end": signaturesCertificatesIdEnd,
  "signatures/certificates/[id]/picture": signaturesCertificatesIdPicture,
  "signatures/certificates/[id]": signaturesCertificatesId,
  "signatures/certificates/holders": signaturesCertificatesHolders,
  "signatures/certificates/import/preview": signaturesCertificatesImportPreview,
  "signatures/certificates/import": signaturesCertificatesImport,
  "signatures/certificates/look": signaturesCertificatesLook,
  "signatures/certificates": signaturesCertificates,
  "signatures/check": signaturesCheck,
  "signatures/reports/print": signaturesReportsPrint,
  "signatures/report": signaturesReport,
  "signatures/trust/answers/[id]/remove": signaturesTrustAnswersIdRemove,
  "signatures/trust/answers": signaturesTrustAnswers,
  "signatures/trust/certificates/[id]/remove": signaturesTrustCertificatesIdRemove,
  "signatures/trust/certificates": signaturesTrustCertificates,
  "signatures/trust/lists/[id]/remove": signaturesTrustListsIdRemove,
  "signatures/trust/lists": signaturesTrustLists,
  "signatures/trust/look": signaturesTrustLook,
  "signatures/trust": signaturesTrust,
  "subsystems/[id]/board": subsystemsIdBoard,
  "subsystems/[id]/figures": subsystemsIdFigures,
  "subsystems/[id]/figures/sheet": subsystemsIdFiguresSheet,
  "subsystems/[id]/indicators/end": subsystemsIdIndicatorsEnd,
  "subsystems/[id]/indicators": subsystemsIdIndicators,
  "subsystems/[id]/measures": subsystemsIdMeasures,
  "subsystems/[id]": subsystemsId,
  "subsystems/[id]/syncs": subsystemsIdSyncs,
  "subsystems/[id]/targets": subsystemsIdTargets,
  subsystems: subsystems,
  targets: targets,
  transparency: transparency,
  "transparency/table.csv": transparencyTableCsv,
  "transparency/table.xlsx": transparencyTableXlsx,
  "units/[id]/close": unitsIdClose,
  "units/[id]/colleagues": unitsIdColleagues,
  "units/[id]/contact": unitsIdContact,
  "units/[id]/rename": unitsIdRename,
  "units/[id]/split": unitsIdSplit,
  "units/merge": unitsMerge,
  units: units,
  "users/[id]/disable": usersIdDisable,
  "users/[id]/enable": usersIdEnable,
  "users/[id]/posts/[postId]/end": usersIdPostsPostIdEnd,
  "users/[id]/posts": usersIdPosts,
  "users/[id]/reset": usersIdReset,
  "users/[id]": usersId,
  "users/[id]/totp/reset": usersIdTotpReset,
  "users/reviews": usersReviews,
  users: users,
  "views/[id]": viewsId,
  views: views,
};

export type Handler = ApiHandler & { declaration: Declaration };

/** The declared routes, in the order of their places. Throws when a module exports a method that `route()` did not make. */
export function declaredRoutes(): { place: string; method: string; handler: Handler }[] {
  return Object.entries(modules).flatMap(([place, module]) =>
    Object.entries(module)
      .filter(([name]) => /^[A-Z]+$/.test(name))
      .map(([method, handler]) => {
        if (!isHandler(handler)) throw new Error(`app/api/v1/${place}/route.ts: ${method} was not made by route()`);
        return { place, method, handler };
      }),
  );
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function" && "declaration" in value;
}
