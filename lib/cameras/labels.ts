import type { Locale, Words } from "@/lib/words";
import { type CameraProof, type CameraSheetLine, type CameraState, type CameraUse, cameraProofs } from "./model";
import { cameraSheetHeadings } from "./sheet/headings";

export const cameraUseWords: Record<CameraUse, Words> = {
  TRAFFIC: { vi: "Giao thông", en: "Traffic" },
  SECURITY: { vi: "An ninh trật tự", en: "Security" },
  ONE_STOP: { vi: "Bộ phận Một cửa", en: "One-stop counters" },
  PUBLIC_PLACE: { vi: "Nơi công cộng", en: "Public places" },
};

/** A group is named by the city in both languages. */
export const groupName = (locale: Locale, { name, nameEn }: { name: string; nameEn: string }): string =>
  locale === "en" ? nameEn : name;

export const cameraStateWords: Record<CameraState, Words> = {
  ONLINE: { vi: "Có hình", en: "Showing" },
  OFFLINE: { vi: "Mất kết nối", en: "Away" },
  FROZEN: { vi: "Hình đứng yên", en: "Frozen" },
  DARK: { vi: "Tối hoặc bị che", en: "Dark or covered" },
  UNAUTHORISED: { vi: "Sai tài khoản camera", en: "Sign-in refused" },
  UNKNOWN: { vi: "Chưa rõ", en: "Not known" },
};

/** What the last probe saw, as a sentence that says what to look after. */
export const cameraProofWords: Record<CameraProof, Words> = {
  "never-probed": { vi: "Chưa kiểm tra lần nào.", en: "Not looked at yet." },
  "picture-changes": {
    vi: "Nhận được hình và hình thay đổi giữa hai lần kiểm tra.",
    en: "A picture came, another than the last.",
  },
  "first-picture": {
    vi: "Nhận được hình; lần sau mới biết hình có đổi hay không.",
    en: "A picture came; whether it moves is seen next time.",
  },
  "picture-still": {
    vi: "Vẫn nhận được hình nhưng nhiều lần liên tiếp giống hệt nhau: khởi động lại camera hoặc đầu ghi.",
    en: "Pictures come but are the same time and again: restart the camera or its recorder.",
  },
  "picture-dark": {
    vi: "Hình gần như đen: kiểm tra đèn, hồng ngoại, ống kính.",
    en: "The picture is nearly black: look at lamp, infrared, lens.",
  },
  "picture-empty": {
    vi: "Hình chỉ một màu: ống kính có thể bị che.",
    en: "The picture is all of one colour: the lens may be covered.",
  },
  "sign-in-refused": {
    vi: "Camera không nhận tên hoặc mật khẩu đã lưu: nhập lại trong phần sửa camera.",
    en: "The camera does not take the name or password kept for it: enter them anew.",
  },
  "address-refused": {
    vi: "Địa chỉ nằm ngoài các mạng camera được phép gọi (CAMERA_NETWORKS): báo người quản trị máy chủ.",
    en: "The address lies outside the networks that may be called (CAMERA_NETWORKS): tell whoever runs the server.",
  },
  "no-address": { vi: "Không có địa chỉ luồng hình đọc được.", en: "There is no address of a stream that can be read." },
  "no-decoder": {
    vi: "Máy chủ chưa có ffmpeg nên không giải mã được hình: báo người quản trị máy chủ.",
    en: "The server has no ffmpeg to decode pictures with: tell whoever runs it.",
  },
  "name-unknown": {
    vi: "Không tìm thấy tên máy của camera trong mạng.",
    en: "The network knows no machine of the camera's name.",
  },
  "connection-refused": {
    vi: "Máy ở địa chỉ này từ chối kết nối: sai cổng hoặc dịch vụ hình đã tắt.",
    en: "The machine there refuses connections: a wrong port, or its service is off.",
  },
  unreachable: { vi: "Không có đường mạng tới camera.", en: "There is no way through the network to the camera." },
  silent: {
    vi: "Camera không trả lời: mất điện hoặc đứt đường truyền.",
    en: "The camera does not answer: no power, or the line is cut.",
  },
  closed: { vi: "Camera ngắt kết nối giữa chừng.", en: "The camera hung up." },
  garbled: { vi: "Máy ở địa chỉ này không nói giao thức RTSP.", en: "What answers there does not speak RTSP." },
  "no-such-stream": { vi: "Camera không có luồng hình ở đường dẫn đã ghi.", en: "The camera has no stream under this path." },
  "answered-otherwise": { vi: "Camera trả lời nhưng không cho luồng hình.", en: "The camera answers and gives no stream." },
  "no-picture-offered": { vi: "Luồng không có hình.", en: "The stream has no picture in it." },
  "no-picture": {
    vi: "Đã nối được luồng nhưng không có hình nào tới kịp.",
    en: "The stream was opened and no picture came in time.",
  },
  "not-decoded": { vi: "Luồng tới nhưng không giải mã được thành hình.", en: "What comes cannot be decoded into a picture." },
};

/** Why there is nothing to be seen live, besides what a probe would say. */
const live = {
  "camera-live-full": {
    vi: "Máy chủ đang phát đủ số camera cho phép. Đóng bớt camera đang xem rồi thử lại.",
    en: "The server shows as many cameras as it may. Close some and try again.",
  },
  "camera-live-no-stream": {
    vi: "Camera này chỉ có ảnh chụp, không có luồng hình trực tiếp.",
    en: "This camera gives single pictures only and no stream.",
  },
  "camera-live-codec": {
    vi: "Luồng của camera mã hóa theo chuẩn trình duyệt không phát được (thường là H.265). Đổi luồng phụ của camera sang H.264.",
    en: "The camera's stream is of a kind browsers do not show (H.265 most often). Set its lesser stream to H.264.",
  },
  "camera-live-transcoding-full": {
    vi: "Luồng của camera phải chuyển mã mới xem được, và máy chủ đang chuyển mã đủ số camera cho phép. Đóng bớt camera đang xem rồi thử lại.",
    en: "This camera's picture must be made anew to be shown, and the server does so for as many cameras as it may. Close some and try again.",
  },
  "camera-live-browser": {
    vi: "Trình duyệt này không phát được luồng hình; xem ảnh chụp thay.",
    en: "This browser does not play the stream; see the single picture instead.",
  },
  "camera-live-over": {
    vi: "Phiên xem đã hết hạn. Mở lại camera để xem tiếp.",
    en: "This view has ended. Open the camera again to go on.",
  },
} as const satisfies Record<string, Words>;
/** The proof's own sentence where looking live fails for what a probe would see too. */
const unseen = Object.fromEntries(cameraProofs.map((proof) => [`camera-live-${proof}`, cameraProofWords[proof]]));

const sheet = {
  "camera-sheet-not-found": {
    vi: "Không thấy danh sách camera trong tệp: cần một dòng tiêu đề có “Mã camera” và “Tên camera”. Tải tệp mẫu để xem.",
    en: "The file has no list of cameras: a heading row with “Mã camera” and “Tên camera” is needed. Download the template to see one.",
  },
  "camera-sheet-changed": {
    vi: "Danh sách camera hoặc tệp đã khác với lúc xem trước. Xem trước lại rồi nhập.",
    en: "The cameras or the file are no longer what was previewed. Preview again, then import.",
  },
  "camera-sheet-code-missing": { vi: "còn thiếu.", en: "is missing." },
  "camera-sheet-code-twice": { vi: "“{value}” đã có ở một dòng phía trên của tệp.", en: "“{value}” stands in a line above." },
  "camera-sheet-name-missing": { vi: "còn thiếu.", en: "is missing." },
  "camera-sheet-group-missing": { vi: "còn thiếu.", en: "is missing." },
  "camera-sheet-unit-missing": { vi: "còn thiếu.", en: "is missing." },
  "camera-sheet-number": { vi: "“{value}” không phải là số.", en: "“{value}” is no number." },
  "camera-sheet-day": { vi: "“{value}” không phải là ngày dạng dd/mm/yyyy.", en: "“{value}” is no day as dd/mm/yyyy." },
  "camera-sheet-sign-in-half": {
    vi: "cần cả tên đăng nhập và mật khẩu, hoặc để trống cả hai.",
    en: "name and password are needed both, or neither.",
  },
  "camera-sheet-value": {
    vi: "“{value}” không đúng dạng, quá dài hoặc ngoài khoảng cho phép.",
    en: "“{value}” is not in the right form, too long or out of range.",
  },
  "camera-sheet-value-untold": { vi: "không đúng dạng hoặc quá dài.", en: "is not in the right form or too long." },
} as const satisfies Record<string, Words>;

/** How the columns of a list of cameras are called. */
export { cameraSheetHeadings } from "./sheet/headings";

/** Why a line of a list is not written, with its column. */
export function cameraSheetFaultText(locale: Locale, { field, code, value }: CameraSheetLine["faults"][number]): string {
  const known: Readonly<Record<string, Words>> = refusals;
  const words = known[code === "camera-sheet-value" && value === "" ? "camera-sheet-value-untold" : code];
  const column = cameraSheetHeadings[field][locale];
  const said = words ? words[locale].replace("{value}", () => value) : code;
  const isAbout = /^camera-(group|unit|area)-unknown$/.test(code) && value !== "";
  return `${column}${isAbout ? ` “${value}”` : ""}: ${said}`;
}
/** What stands above the rows of a list that is downloaded. */
export const cameraSheetNotes: readonly Words[] = [
  {
    vi: "Mỗi dòng một camera, nhận ra theo Mã camera. Ô trống giữ nguyên như đang có; ghi “Không” để bỏ.",
    en: "A camera a line, known by its code. An empty cell leaves what is there; “Không” takes it away.",
  },
  {
    vi: "Không có tên và mật khẩu vào camera trong tệp tải về, cũng như địa chỉ có kèm mật khẩu. Muốn đặt hoặc đổi, thêm hai cột Tên đăng nhập và Mật khẩu rồi nhập lại; tên và mật khẩu đứng trước dấu @ trong địa chỉ được tách ra và mã hóa.",
    en: "Names and passwords of cameras are not in it, nor addresses that have one in them. To set or change them add the columns Tên đăng nhập and Mật khẩu and import it; a name and password before the @ of an address are taken out and sealed.",
  },
];

/** Why a device told nothing of itself; what keeps any camera from being reached is said in the words of its probes. */
const onvif = {
  "camera-onvif-unspoken": {
    vi: "Máy ở địa chỉ này không nói giao thức ONVIF. Kiểm tra cổng, hoặc bật ONVIF trong phần cài đặt của camera.",
    en: "What answers there does not speak ONVIF. Look at the port, or turn ONVIF on in the camera.",
  },
  "camera-onvif-redirected": {
    vi: "Camera chuyển sang địa chỉ khác nên không hỏi tiếp. Ghi đúng địa chỉ và cổng ONVIF.",
    en: "The camera sends us elsewhere, which is not followed. Give the very address and port of its ONVIF.",
  },
  "camera-onvif-refused": {
    vi: "Camera trả lời nhưng từ chối câu hỏi. Có thể tài khoản không đủ quyền ONVIF.",
    en: "The camera answers and refuses the question: its account may lack the right.",
  },
  "camera-onvif-sign-in-refused": {
    vi: "Camera không nhận tên hoặc mật khẩu này. Nhiều camera có tài khoản ONVIF riêng, phải tạo trong phần cài đặt của camera.",
    en: "The camera does not take this name or password. Many have accounts of their own for ONVIF, which are made in the camera.",
  },
  "camera-onvif-no-address": {
    vi: "Ghi địa chỉ như 10.20.1.5 hoặc 10.20.1.5:8000, không kèm tên và mật khẩu.",
    en: "Give an address such as 10.20.1.5 or 10.20.1.5:8000, without name and password.",
  },
  "camera-onvif-no-profile": {
    vi: "Camera không cho biết luồng hình nào.",
    en: "The camera tells of no stream.",
  },
  ...Object.fromEntries(
    (["address-refused", "name-unknown", "connection-refused", "unreachable", "silent"] as const).map((why) => [
      `camera-onvif-${why}`,
      cameraProofWords[why],
    ]),
  ),
} as const satisfies Record<string, Words>;

export const refusals = {
  ...onvif,
  ...sheet,
  ...live,
  ...unseen,
  "camera-sign-in-in-address": {
    vi: "Không ghi tên và mật khẩu trong địa chỉ. Bỏ phần trước dấu @ và nhập vào hai ô riêng.",
    en: "No name or password in an address. Take out what stands before the @ and enter it in its own fields.",
  },
  "camera-stream-unreadable": {
    vi: "Địa chỉ luồng phải bắt đầu bằng rtsp://, rtsps://, http:// hoặc https://, không có dấu cách. Danh sách HLS có đuôi .m3u8.",
    en: "The address of a stream begins with rtsp://, rtsps://, http:// or https:// and has no spaces. A list of HLS ends with .m3u8.",
  },
  "camera-snapshot-unreadable": {
    vi: "Địa chỉ ảnh chụp phải bắt đầu bằng http:// hoặc https://, không có dấu cách.",
    en: "The address of a picture begins with http:// or https:// and has no spaces.",
  },
  "camera-no-address": {
    vi: "Cần ít nhất địa chỉ luồng chính hoặc địa chỉ ảnh chụp.",
    en: "A main stream or a picture is needed, at least one of them.",
  },
  "camera-place-half": { vi: "Vị trí cần cả vĩ độ và kinh độ.", en: "A place needs latitude and longitude, both." },
  "camera-ends-early": { vi: "Ngày thôi dùng không được trước ngày bắt đầu.", en: "It cannot end before it begins." },
  "camera-group-unknown": {
    vi: "Nhóm camera này không còn. Chọn nhóm khác.",
    en: "This group is there no more. Choose another.",
  },
  "camera-unit-unknown": { vi: "Đơn vị này không còn. Chọn đơn vị khác.", en: "This unit is there no more. Choose another." },
  "camera-area-unknown": { vi: "Địa bàn này không còn. Chọn địa bàn khác.", en: "This area is there no more. Choose another." },
  "camera-group-taken": { vi: "Nhóm khác đã có tên này.", en: "Another group has this name." },
  "camera-group-changed": {
    vi: "Nhóm vừa được người khác sửa. Tải lại rồi làm tiếp.",
    en: "Somebody else has just changed this group. Reload and go on.",
  },
  "camera-group-in-use": {
    vi: "Nhóm đang có camera hoặc có đơn vị được xem theo nhóm nên không xóa được. Chọn Thôi dùng.",
    en: "Cameras are in this group, or a unit may look at it: it cannot be deleted. Retire it instead.",
  },
  "camera-keeping-changed": {
    vi: "Thời gian giữ ảnh vừa được người khác đổi. Tải lại rồi làm tiếp.",
    en: "Somebody else has just changed how long pictures are kept. Reload and go on.",
  },
  "camera-grant-of-all": {
    vi: "Chọn đơn vị có camera, nhóm camera, hoặc cả hai.",
    en: "Choose whose cameras, or of which group, or both.",
  },
  "camera-grant-own": { vi: "Đơn vị đã xem được camera của chính mình.", en: "A unit sees its own cameras already." },
  "camera-grant-over": { vi: "Việc cho xem này đã kết thúc.", en: "This has ended already." },
  "camera-code-taken": { vi: "Mã này đã dùng cho camera khác.", en: "Another camera has this code." },
  "camera-outage-known": {
    vi: "Sự cố này đã có người ghi nhận. Tải lại để xem.",
    en: "Somebody has acknowledged this outage already. Reload to see.",
  },
  "camera-maintenance-span": {
    vi: "Bảo trì phải kết thúc sau lúc bắt đầu, sau lúc này và không dài quá một năm. Thời gian đã qua không trừ lại được.",
    en: "Maintenance ends after it begins, after now, and lasts a year at most. Time that is over cannot be taken out.",
  },
  "camera-maintenance-over": { vi: "Lần bảo trì này đã kết thúc.", en: "This maintenance is over." },
  "camera-layout-name-taken": {
    vi: "Bạn đã có bố cục mang tên này. Đặt tên khác.",
    en: "You have a layout of this name already. Choose another.",
  },
  "camera-layout-changed": {
    vi: "Bố cục vừa được sửa ở nơi khác. Tải lại rồi làm tiếp.",
    en: "This layout has just been changed elsewhere. Reload and go on.",
  },
  "camera-layouts-full": {
    vi: "Mỗi người giữ được 100 bố cục. Xóa bớt rồi lưu lại.",
    en: "A hundred layouts are kept for each person. Remove some and save again.",
  },
  "camera-changed": {
    vi: "Camera vừa được người khác sửa. Tải lại rồi làm tiếp.",
    en: "Somebody else has just changed this camera. Reload and go on.",
  },
} satisfies Record<string, Words>;
