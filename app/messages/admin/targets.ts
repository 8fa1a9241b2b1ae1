const vi = {
  title: "Mục tiêu",
  intro: "Mức phấn đấu và ngưỡng của từng chỉ số. Mục tiêu mới có hiệu lực từ một ngày; mục tiêu cũ được giữ cho các kỳ trước.",
  add: "Đặt mục tiêu",
  indicator: "Chỉ số",
  unit: "Đơn vị",
  city: "Toàn thành phố",
  aim: "Mức phấn đấu",
  floor: "Ngưỡng",
  floorHelp: "Chưa đạt mức phấn đấu nhưng còn trong ngưỡng thì ghi “Theo dõi”; ngoài ngưỡng thì “Cần xử lý”.",
  since: "Hiệu lực",
  empty: "Chưa đặt mục tiêu nào.",
};
const en: typeof vi = {
  title: "Targets",
  intro: "The aim and the floor of each indicator. A new target holds from a day on; the old one stays for the periods before.",
  add: "Set a target",
  indicator: "Indicator",
  unit: "Unit",
  city: "Whole city",
  aim: "Aim",
  floor: "Floor",
  floorHelp: "Short of the aim but within the floor reads “Watch”; beyond the floor, “Needs action”.",
  since: "Valid",
  empty: "No target yet.",
};
export const targets = { vi, en };
