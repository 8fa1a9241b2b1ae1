const vi = {
  title: "Lĩnh vực thủ tục",
  intro: "Thứ tự ở đây là thứ tự của danh mục, của báo cáo và của trang công khai.",
  add: "Thêm lĩnh vực",
  name: "Tên lĩnh vực",
  code: "Mã",
  codeHelp: "Chữ thường không dấu, số và dấu gạch nối.",
  position: "Thứ tự",
  procedures: "Số thủ tục",
  delete: "Xóa",
  deleteTitle: "Xóa lĩnh vực {name}",
  deleteHelp: "Lĩnh vực này không có thủ tục nào.",
};
const en: typeof vi = {
  title: "Sectors",
  intro: "Their order here is the order of the catalogue, of reports and of the public page.",
  add: "Add a sector",
  name: "Name",
  code: "Code",
  codeHelp: "Small letters without accents, digits and hyphens.",
  position: "Place",
  procedures: "Procedures",
  delete: "Delete",
  deleteTitle: "Delete the sector {name}",
  deleteHelp: "No procedure belongs to this sector.",
};
export const sectorsPage = { vi, en };
