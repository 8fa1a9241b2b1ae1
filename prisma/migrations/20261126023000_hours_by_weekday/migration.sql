-- Office hours may differ by the day of the week: a stretch names the weekdays it holds on, 1 Monday … 7 Sunday.
ALTER TABLE "office_hours" ADD COLUMN "weekdays" INTEGER[] NOT NULL DEFAULT ARRAY[1, 2, 3, 4, 5]::INTEGER[];

alter table "office_hours" add constraint "office_hours_weekdays" check (cardinality("weekdays") > 0 and "weekdays" <@ array[1, 2, 3, 4, 5, 6, 7]);
alter table "office_hours" add constraint "office_hours_order" check (0 <= "opens_minute" and "opens_minute" < "closes_minute" and "closes_minute" <= 1440);

-- What a change found is now kept as whole weeks with the day each holds from.
update "redating" set "before" = jsonb_set("before", '{hours}', jsonb_build_array(jsonb_build_object('validFrom', '2000-01-01', 'stretches', "before" -> 'hours')))
where jsonb_array_length("before" -> 'hours') > 0;
