import { describe, expect, test } from "vitest";
import { bearsSecrecyMark, isOrdinary, isSecretFileName, isStamped } from "@/lib/documents/rules";

describe("E8: a mark of secrecy", () => {
  test.each([
    "MẬT",
    "Mật",
    "tối mật",
    "TUYỆT MẬT",
    "(Mật) Về việc bố trí lực lượng",
    "Về phương án bảo vệ [Tối mật]",
    "Phương án tác chiến - Tuyệt mật",
    "Phương án tác chiến – MẬT.",
    "Mật: Báo cáo tình hình",
    "Độ mật: Tối mật",
    "TỐI-MẬT Kế hoạch 2026",
    "Kế hoạch MẬT năm 2026",
    "Kế hoạch phòng thủ\n(M\u00e2\u0323t)".normalize("NFD"),
  ])("%j", (text) => expect(bearsSecrecyMark(text)).toBe(true));
  test.each([
    "Về việc tăng cường bảo vệ bí mật nhà nước",
    "Tập huấn công tác bảo vệ văn bản mật, tối mật và tuyệt mật trên địa bàn",
    "BẢO MẬT THÔNG TIN TRÊN MÔI TRƯỜNG MẠNG",
    "KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "Hỗ trợ phát triển nghề nuôi ong lấy mật ong bạc hà",
    "MẬT ONG BẠC HÀ HÀ GIANG",
    "Đặt lại mật khẩu; MẬT KHẨU thư công vụ",
    "Mật độ xây dựng khu dân cư",
    "Ban Cơ yếu: sản phẩm mật mã dân sự",
    "",
  ])("words about it are none: %j", (text) => expect(bearsSecrecyMark(text)).toBe(false));
  test("in the name of a file, on a line of a page", () => {
    expect(["CV_12_(Mật).pdf", "Báo cáo - TỐI MẬT.pdf", "MẬT.docx", "KH_MẬT_2026.pdf"].map(isSecretFileName)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(["Bao cao.pdf", "Kế hoạch bảo vệ bí mật nhà nước.pdf"].map(isSecretFileName)).toEqual([false, false]);
    expect(isStamped(["ỦY BAN NHÂN DÂN", "  M Ậ T ", "Số: 12/BC-UBND"])).toBe(true);
    expect(isStamped(["[TUYỆT MẬT]"])).toBe(true);
    expect(isStamped(["bảo vệ bí", "mật", "nhà nước", "BÍ MẬT"])).toBe(false);
  });
  test("the field itself: only its ordinary words pass", () => {
    expect(["NORMAL", "Thường", " không "].map(isOrdinary)).toEqual([true, true, true]);
    expect(["Mật", "1", "SECRET", "Tối mật", "thường?"].map(isOrdinary)).toEqual([false, false, false, false, false]);
  });
});
