-- When somebody last came in is kept with the account: sessions are forgotten a week after their end.
ALTER TABLE "app_user" ADD COLUMN "last_sign_in_at" TIMESTAMPTZ(3);

-- The units a post in a unit reaches on a day: what stands below it, and every unit whose work it took over, in part or whole.
-- Where the unit itself was only renamed (one successor, which has one predecessor), the post carries over to the new name.
-- A function, so that the statement that finds who asks says it once more in no words of its own.
create function units_reached(unit_id int, on_day date) returns setof int language sql stable as $$
  with recursive renamed (id) as (
    select units_reached.unit_id
    union
    select s.successor_id from renamed r join unit_succession s on s.predecessor_id = r.id and s."on" <= on_day
    where not exists (select from unit_succession o where o.predecessor_id = s.predecessor_id and o.successor_id <> s.successor_id)
      and not exists (select from unit_succession o where o.successor_id = s.successor_id and o.predecessor_id <> s.predecessor_id)
  ), reached (id) as (
    select id from renamed
    union
    select more.id from reached b cross join lateral (
      select c.id from unit c where c.parent_id = b.id and c.valid_from <= on_day
      union all
      select s.predecessor_id from unit_succession s where s.successor_id = b.id and s."on" <= on_day
    ) more
  ) select id from reached
$$;
