-- The quality of service: how the national indexes are counted, what the records of each unit held in each month, and what was reported.

create table "quality_definition" (
  "id" serial not null,
  "kind" text not null,
  "valid_from" date not null,
  "content" jsonb not null,
  "source" text not null,
  "is_unverified" boolean not null,
  "recorded_by" text not null,
  "recorded_at" timestamptz(3) not null default current_timestamp,
  constraint "quality_definition_pkey" primary key ("id")
);
create unique index "quality_definition_kind_valid_from_key" on "quality_definition" ("kind", "valid_from");

create table "quality_month" (
  "month" date not null,
  "computed_at" timestamptz(3) not null,
  "closed_at" timestamptz(3),
  constraint "quality_month_pkey" primary key ("month"),
  constraint "quality_month_first" check (extract(day from "month") = 1)
);

create table "quality_count" (
  "month" date not null,
  "unit_id" integer not null,
  "measure" text not null,
  "top" integer not null,
  "bottom" integer not null,
  constraint "quality_count_pkey" primary key ("month", "unit_id", "measure"),
  constraint "quality_count_sound" check ("top" >= 0 and "bottom" >= 0)
);

create table "quality_reported" (
  "month" date not null,
  "unit_id" integer not null,
  "measure" text not null,
  "top" integer not null,
  "bottom" integer not null,
  "source" text not null,
  "is_demo" boolean not null default false,
  "recorded_by" text not null,
  "recorded_at" timestamptz(3) not null,
  constraint "quality_reported_pkey" primary key ("month", "unit_id", "measure"),
  constraint "quality_reported_sound" check ("top" >= 0 and "bottom" >= 0 and extract(day from "month") = 1)
);

grant select, insert on "quality_definition" to vong_lau_app;
grant usage, select on "quality_definition_id_seq" to vong_lau_app;
grant select, insert, update on "quality_month" to vong_lau_app;
grant select, insert, update, delete on "quality_count", "quality_reported" to vong_lau_app;

-- The two national ones, as far as they could be read; an official must hold them against the texts.
insert into "quality_definition" ("kind", "valid_from", "content", "source", "is_unverified", "recorded_by") values
  ('QD766', '2022-06-23', $json${"decimals": 2, "closesAfterDays": 15, "groups": [
  {"code": "1", "name": {"vi": "Công khai, minh bạch", "en": "Openness"}, "components": [
    {"code": "1.1", "name": {"vi": "Công bố thủ tục đúng hạn", "en": "Procedures announced in time"}, "max": 6, "formula": {"is": "share", "measure": "announced-in-time", "fullAt": 1}, "empty": "zero"},
    {"code": "1.2", "name": {"vi": "Cập nhật, công khai thủ tục đúng hạn", "en": "Procedures published in time"}, "max": 4, "formula": {"is": "share", "measure": "published-in-time", "fullAt": 1}, "empty": "zero"},
    {"code": "1.3", "name": {"vi": "Công khai đủ nội dung thủ tục", "en": "Procedures published in full"}, "max": 2, "formula": {"is": "share", "measure": "procedures-complete", "fullAt": 1}, "empty": "zero"},
    {"code": "1.4", "name": {"vi": "Đồng bộ hồ sơ lên Cổng Dịch vụ công quốc gia", "en": "Dossiers synchronised with the national portal"}, "max": 6, "formula": {"is": "share", "measure": "synchronised", "fullAt": 1}, "empty": "zero"}
  ]},
  {"code": "2", "name": {"vi": "Tiến độ giải quyết", "en": "Timeliness"}, "components": [
    {"code": "2.1", "name": {"vi": "Hồ sơ giải quyết đúng hạn", "en": "Dossiers on time"}, "max": 20, "formula": {"is": "share", "measure": "on-time", "fullAt": 1}, "empty": "zero"}
  ]},
  {"code": "3", "name": {"vi": "Dịch vụ công trực tuyến", "en": "Online services"}, "components": [
    {"code": "3.1", "name": {"vi": "Thủ tục cung cấp trực tuyến", "en": "Procedures offered online"}, "max": 2, "formula": {"is": "share", "measure": "procedures-online", "fullAt": 0.8}, "empty": "zero"},
    {"code": "3.2", "name": {"vi": "Thủ tục trực tuyến có phát sinh hồ sơ", "en": "Online procedures in use"}, "max": 4, "formula": {"is": "share", "measure": "online-procedures-used", "fullAt": 1}, "empty": "zero"},
    {"code": "3.3", "name": {"vi": "Hồ sơ nộp trực tuyến", "en": "Dossiers handed in online"}, "max": 6, "formula": {"is": "share", "measure": "received-online", "fullAt": 0.5}, "empty": "zero"}
  ]},
  {"code": "4", "name": {"vi": "Thanh toán trực tuyến", "en": "Online payment"}, "components": [
    {"code": "4.1", "name": {"vi": "Hồ sơ thanh toán trực tuyến", "en": "Dossiers paid online"}, "max": 6, "formula": {"is": "share", "measure": "paid-online", "fullAt": 1}, "empty": "zero"},
    {"code": "4.2", "name": {"vi": "Thủ tục có giao dịch thanh toán trực tuyến", "en": "Procedures with online payments"}, "max": 2, "formula": {"is": "share", "measure": "procedures-paid-online", "fullAt": 0.8}, "empty": "zero"},
    {"code": "4.3", "name": {"vi": "Thủ tục có phí, lệ phí được thanh toán trực tuyến", "en": "Fees payable online"}, "max": 2, "formula": {"is": "share", "measure": "fee-procedures-online", "fullAt": 1}, "empty": "zero"}
  ]},
  {"code": "5", "name": {"vi": "Số hóa hồ sơ", "en": "Digitisation"}, "components": [
    {"code": "5.1", "name": {"vi": "Kết quả giải quyết điện tử", "en": "Electronic results"}, "max": 6, "formula": {"is": "share", "measure": "electronic-results", "fullAt": 1}, "empty": "zero"},
    {"code": "5.2", "name": {"vi": "Số hóa thành phần hồ sơ", "en": "Papers digitised"}, "max": 4, "formula": {"is": "share", "measure": "papers-scanned", "fullAt": 1}, "empty": "zero"},
    {"code": "5.3", "name": {"vi": "Khai thác, sử dụng lại dữ liệu đã số hóa", "en": "Digitised papers used again"}, "max": 2, "formula": {"is": "share", "measure": "papers-reused", "fullAt": 0.8}, "empty": "zero"},
    {"code": "5.4", "name": {"vi": "Đồng bộ kho dữ liệu của tổ chức, cá nhân", "en": "Personal data store synchronised"}, "max": 4, "formula": {"is": "share", "measure": "data-store-synchronised", "fullAt": 1}, "empty": "zero"},
    {"code": "5.5", "name": {"vi": "Hồ sơ khai thác dữ liệu dân cư", "en": "Dossiers using population data"}, "max": 2, "formula": {"is": "share", "measure": "population-data-used", "fullAt": 1}, "empty": "zero"},
    {"code": "5.6", "name": {"vi": "Thủ tục kết nối dữ liệu dân cư", "en": "Procedures connected to population data"}, "max": 2, "formula": {"is": "share", "measure": "population-data-connected", "fullAt": 1}, "empty": "zero"},
    {"code": "5.7", "name": {"vi": "Chứng thực bản sao điện tử", "en": "Copies certified electronically"}, "max": 2, "formula": {"is": "share", "measure": "certified-electronically", "fullAt": 1}, "empty": "zero"}
  ]},
  {"code": "6", "name": {"vi": "Mức độ hài lòng", "en": "Satisfaction"}, "components": [
    {"code": "6.1", "name": {"vi": "Phản ánh, kiến nghị xử lý đúng hạn", "en": "Feedback answered in time"}, "max": 6, "formula": {"is": "share", "measure": "feedback-in-time", "fullAt": 1}, "empty": "full"},
    {"code": "6.2", "name": {"vi": "Hài lòng về xử lý phản ánh, kiến nghị", "en": "Satisfied with answers to feedback"}, "max": 6, "formula": {"is": "share", "measure": "feedback-satisfied", "fullAt": 1}, "empty": "full"},
    {"code": "6.3", "name": {"vi": "Hài lòng về tiếp nhận, giải quyết", "en": "Satisfied with how dossiers were handled"}, "max": 6, "formula": {"is": "share", "measure": "satisfied", "fullAt": 0.9}, "empty": "zero"}
  ]}
], "bands": [
  {"name": {"vi": "Xuất sắc", "en": "Excellent"}, "from": 90},
  {"name": {"vi": "Tốt", "en": "Good"}, "from": 80},
  {"name": {"vi": "Khá", "en": "Fair"}, "from": 70},
  {"name": {"vi": "Trung bình", "en": "Average"}, "from": 50},
  {"name": {"vi": "Yếu", "en": "Weak"}, "from": 0}
]}$json$, 'Quyết định số 766/QĐ-TTg ngày 23/6/2022', true, 'system:migration'),
  ('TT01', '2019-01-01', $json${"decimals": 1, "closesAfterDays": 15, "groups": [
  {"code": "TT01", "name": {"vi": "Chín chỉ số đánh giá giải quyết thủ tục hành chính", "en": "Nine indicators of handling procedures"}, "components": [
    {"code": "1", "name": {"vi": "Tổng thời gian giải quyết", "en": "Time in all"}, "max": 2, "formula": {"is": "mean", "measure": "tt01-total-time"}, "empty": "none"},
    {"code": "2", "name": {"vi": "Thời gian của từng cơ quan tham gia", "en": "Time of each agency"}, "max": 2, "formula": {"is": "mean", "measure": "tt01-agency-time"}, "empty": "none"},
    {"code": "3", "name": {"vi": "Số lần phải liên hệ để hoàn thiện hồ sơ", "en": "Visits to complete the dossier"}, "max": 2, "formula": {"is": "mean", "measure": "tt01-supplements"}, "empty": "none"},
    {"code": "4", "name": {"vi": "Số cơ quan phải liên hệ để hoàn thiện hồ sơ", "en": "Agencies visited"}, "max": 2, "formula": {"is": "mean", "measure": "tt01-agencies"}, "empty": "none"},
    {"code": "5", "name": {"vi": "Thực hiện thủ tục tại Bộ phận Một cửa", "en": "Procedures handled at the one-stop desk"}, "max": 2, "formula": {"is": "mean", "measure": "tt01-one-stop"}, "empty": "none"},
    {"code": "6", "name": {"vi": "Công khai thủ tục", "en": "Procedures published"}, "max": 2, "formula": {"is": "mean", "measure": "tt01-published"}, "empty": "none"},
    {"code": "7", "name": {"vi": "Thái độ của cán bộ, công chức, viên chức", "en": "Attitude of officials"}, "max": 2, "formula": {"is": "mean", "measure": "tt01-attitude"}, "empty": "none"},
    {"code": "8", "name": {"vi": "Tiếp thu, giải trình phản ánh, kiến nghị", "en": "Answering feedback"}, "max": 2, "formula": {"is": "mean", "measure": "tt01-feedback"}, "empty": "none"},
    {"code": "9", "name": {"vi": "Tiến độ và chất lượng dịch vụ công trực tuyến", "en": "Online services"}, "max": 2, "formula": {"is": "tiers", "tiers": [{"measure": "procedures-online", "at": 0.2}, {"measure": "online-channel", "at": 0.3}]}, "empty": "none"}
  ]}
], "bands": [
  {"name": {"vi": "Xuất sắc", "en": "Excellent"}, "from": 15},
  {"name": {"vi": "Tốt", "en": "Good"}, "from": 12},
  {"name": {"vi": "Khá", "en": "Fair"}, "from": 9},
  {"name": {"vi": "Trung bình", "en": "Average"}, "from": 6},
  {"name": {"vi": "Yếu", "en": "Weak"}, "from": 0}
]}$json$, 'Thông tư số 01/2018/TT-VPCP, Điều 13–15', true, 'system:migration');

-- With the demo city its figures go: what was counted held its dossiers too, and is counted again.
create function "forget_demo_quality"() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from quality_reported where is_demo;
  delete from quality_count;
  delete from quality_month;
  return null;
end $$;
revoke execute on function "forget_demo_quality"() from public;
create trigger "city_forget_demo_quality" after update of "has_demo_data" on "city"
  for each row when (old.has_demo_data and not new.has_demo_data) execute function "forget_demo_quality"();
