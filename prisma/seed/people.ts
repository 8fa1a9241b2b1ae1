import type { Role } from "@/lib/db/generated/enums";
import { searchable } from "@/lib/words";
import type { Random } from "./random";
import { departments, wards } from "./units";

/** Names are put together from common parts; that somebody bears one is chance. */
const family =
  "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Nông Lương Vi Hà Lý Triệu Sùng Vàng Giàng Thào Mai Lộc Phùng Đinh Ma".split(" ");
const familyWeight = (name: string) => ({ Nguyễn: 14, Trần: 6, Lê: 5, Hoàng: 7, Phạm: 4, Nông: 5, Lý: 4 })[name] ?? 2;
const middle = {
  woman: ["Thị", "Thị", "Thu", "Ngọc", "Thanh", "Minh", "Kim", "Bích", "Hồng"],
  man: ["Văn", "Văn", "Đức", "Quang", "Minh", "Xuân", "Hữu", "Ngọc", "Tiến"],
};
const given = {
  woman:
    "Hoa Lan Hương Mai Thảo Hạnh Nga Yến Dung Hằng Linh Ngân Phương Quỳnh Trang Vân Xuân Chi Diệp Huệ Loan Nhung Oanh Thủy Tuyết".split(
      " ",
    ),
  man: "Hùng Dũng Cường Sơn Hải Nam Tuấn Thắng Bình Đông Giang Hiếu Khánh Long Mạnh Nghĩa Phong Quân Sinh Toàn Trung Tùng Việt Vinh".split(
    " ",
  ),
};

export function personName(random: Random): string {
  const gender = random.chance(0.5) ? "woman" : "man";
  return `${random.weighted(family, familyWeight)} ${random.pick(middle[gender])} ${random.pick(given[gender])}`;
}

const business =
  "Minh Khang|Đại Phát|Cao Nguyên Xanh|Sông Lô|Núi Cấm|Hoa Tam Giác Mạch|An Bình|Thành Đạt|Phú Gia|Bảo Tín|Thiên Lộc|Việt Bắc|Đông Bắc|Hưng Thịnh|Tân Tiến".split(
    "|",
  );
const businessKind = ["Công ty TNHH", "Công ty cổ phần", "Hợp tác xã", "Doanh nghiệp tư nhân"];
export function organisationName(random: Random): string {
  return `${random.pick(businessKind)} ${random.pick(business)} (mô phỏng)`;
}

/** No operator gives out 0900 000 xxx. */
export function phone(random: Random): string {
  return `0900000${String(random.int(0, 999)).padStart(3, "0")}`;
}
/** Twelve digits like a citizen's number, but of province 000, which does not exist. */
export function idNumber(random: Random): string {
  return `000${random.int(0, 3)}${String(random.int(40, 99))}${String(random.int(0, 999_999)).padStart(6, "0")}`;
}

export type SeedPost = { unit: string; role: Role; title: string };
export type SeedPerson = { login: string; name: string; posts: readonly SeedPost[]; signIn: string | null };

/** The demo sign-ins: one of each role, with the words they are introduced by. */
const signIns: readonly { login: string; post: SeedPost; as: string }[] = [
  { login: "lanh-dao", post: { unit: "city", role: "LEADER", title: "Chủ tịch UBND thành phố" }, as: "Lãnh đạo thành phố" },
  {
    login: "truong-phuong",
    post: { unit: "tranPhu", role: "UNIT_HEAD", title: "Chủ tịch UBND phường Trần Phú" },
    as: "Chủ tịch phường Trần Phú",
  },
  {
    login: "mot-cua",
    post: { unit: "tranPhu", role: "ONE_STOP_OFFICER", title: "Công chức Một cửa phường Trần Phú" },
    as: "Công chức Một cửa phường Trần Phú",
  },
  {
    login: "chuyen-vien",
    post: { unit: "tranPhu", role: "SPECIALIST", title: "Công chức Tư pháp – Hộ tịch phường Trần Phú" },
    as: "Chuyên viên phường Trần Phú",
  },
  { login: "quan-tri", post: { unit: "city", role: "IT_ADMIN", title: "Quản trị hệ thống" }, as: "Quản trị hệ thống" },
  { login: "kiem-tra", post: { unit: "city", role: "AUDITOR", title: "Kiểm tra viên" }, as: "Kiểm tra, giám sát" },
];

/** About fifty officials: a head for every department and ward, a desk officer and a specialist where dossiers are settled, who keeps registers. */
export function seedPeople(random: Random): SeedPerson[] {
  const taken = new Set<string>([...signIns.map((s) => s.login), "van-thu"]);
  const named = new Set<string>();
  const newName = (): string => {
    for (;;) {
      const name = personName(random);
      if (!named.has(name)) {
        named.add(name);
        return name;
      }
    }
  };
  const person = (...posts: SeedPost[]): SeedPerson => {
    const name = newName();
    const stem = loginOf(name);
    let login = stem;
    for (let n = 2; taken.has(login); n++) login = `${stem}${n}`;
    taken.add(login);
    return { login, name, posts, signIn: null };
  };
  const demo = signIns.map(({ login, post, as }): SeedPerson => ({ login, name: newName(), posts: [post], signIn: as }));
  const filled = new Set(signIns.map(({ post }) => post.title));
  // The desk of the city takes in for every department, and only for them.
  const cityOfficer = ["cityDesk", ...departments.map((d) => d.key)].map(
    (unit): SeedPost => ({ unit, role: "ONE_STOP_OFFICER", title: "Công chức Một cửa thành phố" }),
  );
  const others: SeedPost[] = [
    { unit: "city", role: "LEADER", title: "Phó Chủ tịch UBND thành phố" },
    { unit: "cityDesk", role: "UNIT_HEAD", title: "Trưởng Bộ phận Một cửa thành phố" },
    ...departments.flatMap((d): SeedPost[] => [
      { unit: d.key, role: "UNIT_HEAD", title: d.headTitle ?? d.name },
      ...(["justice", "land", "urban", "economy", "labour"].includes(d.key)
        ? [{ unit: d.key, role: "SPECIALIST" as const, title: `Chuyên viên ${d.shortName}` }]
        : []),
    ]),
    ...wards.flatMap((w): SeedPost[] => {
      const place = `${w.kind === "WARD" ? "phường" : "xã"} ${w.name}`;
      return [
        { unit: w.key, role: "UNIT_HEAD", title: `Chủ tịch UBND ${place}` },
        { unit: w.key, role: "ONE_STOP_OFFICER", title: `Công chức Một cửa ${place}` },
        { unit: w.key, role: "SPECIALIST", title: `Công chức chuyên môn ${place}` },
      ];
    }),
  ];
  const officials = [
    ...demo,
    ...others.filter((post) => !filled.has(post.title)).map((post) => person(post)),
    person(...cityOfficer),
  ];
  // The registers of the city and of its departments are kept in its office, those of a ward or commune there.
  const clerk: SeedPerson = {
    login: "van-thu",
    name: newName(),
    posts: ["city", ...departments.map((d) => d.key)].map((unit) => ({
      unit,
      role: "RECORDS_CLERK",
      title: "Văn thư UBND thành phố",
    })),
    signIn: "Văn thư UBND thành phố",
  };
  const wardClerks = wards.map((w) =>
    person({ unit: w.key, role: "RECORDS_CLERK", title: `Văn thư UBND ${w.kind === "WARD" ? "phường" : "xã"} ${w.name}` }),
  );
  return [...officials, clerk, ...wardClerks];
}

/** "Nguyễn Thị Lan" → "lan.nt". */
function loginOf(name: string): string {
  const words = searchable(name).split(" ");
  const last = words[words.length - 1] ?? "x";
  return `${last}.${words
    .slice(0, -1)
    .map((w) => w[0])
    .join("")}`;
}
