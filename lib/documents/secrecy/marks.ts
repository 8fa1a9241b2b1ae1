/** "Tối mật" and "Tuyệt mật" in capitals are a stamp wherever they stand. */
const highest = /(?<![\p{L}\p{N}])(?:TỐI|TUYỆT)[ \p{Pd}]MẬT(?![\p{L}\p{N}])/u;
/** "MẬT" in capitals is one unless it is part of a longer word, as headings write "BẢO MẬT THÔNG TIN". */
const capital =
  /(?<![\p{L}\p{N}])(?<!(?:BẢO|BÍ|CƠ|THÂN|TRÙ|TÚI|TRĂNG|CẨN|NGHIÊM) )MẬT(?![\p{L}\p{N}])(?! (?:KHẨU|MÃ|ĐỘ|ONG|VỤ|THIẾT|DANH|THƯ|NGỮ|MÍA|BÁO))/u;
/** In brackets, or alone before or behind what it marks: "(Mật)", "[tối mật]", "Mật: …", "… - Tuyệt mật". */
const set = [
  /[([{<«"“] ?(?:độ )?(?:tối[ \p{Pd}]|tuyệt[ \p{Pd}])?mật ?[)\]}>»"”]/iu,
  /^ ?(?:độ mật ?[:：] ?)?(?:tối[ \p{Pd}]|tuyệt[ \p{Pd}])?mật ?(?:[:：;|*!/]|\p{Pd} |$)/iu,
  /(?: \p{Pd} ?|[:：;|/] ?)(?:tối[ \p{Pd}]|tuyệt[ \p{Pd}])?mật ?[.*!]? ?$/iu,
];
const evened = (text: string) => text.normalize("NFC").replace(/\s+/g, " ");

/**
 * Does a text bear a mark of secrecy (Mật, Tối mật, Tuyệt mật) as it is stamped or written beside a subject? Words about secrecy are no mark:
 * "bảo vệ bí mật nhà nước" and "mật ong" are not. Letters may be composed or not.
 */
export function bearsSecrecyMark(text: string): boolean {
  const even = evened(text);
  return highest.test(even) || capital.test(even) || set.some((mark) => mark.test(even));
}

/** The same of a file's name, whose words are often held together by signs: "CV_12_(Mật).pdf", "Báo cáo - TỐI MẬT.pdf". */
export function isSecretFileName(name: string): boolean {
  return bearsSecrecyMark(name.replace(/\.[A-Za-z0-9]{1,5}$/, "").replace(/[_.]/g, " "));
}

/** A stamp is set in capitals, at times with spaces between its letters; a line broken after "bí / mật" is none. */
const stamp = /^[^\p{L}]*(?:ĐỘ ?MẬT ?:? ?)?(?:TỐI ?|TUYỆT ?)?M ?Ậ ?T[^\p{L}]*$/u;
const longestStamp = 30;
/** Does one of the lines of a page, as they are printed, hold nothing but the stamp? */
export function isStamped(lines: readonly string[]): boolean {
  return lines.some((line) => line.length <= longestStamp && stamp.test(evened(line)));
}

/** How a field "độ mật" says that there is none. Whatever else it says is a mark. */
const none = new Set(["", "normal", "thường", "không", "khong", "thuong", "0"]);
export const isOrdinary = (secrecy: string): boolean => none.has(secrecy.normalize("NFC").trim().toLowerCase());
