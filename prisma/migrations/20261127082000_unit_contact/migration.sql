-- Where a unit is found and called: the forms of the circulars have a line for the phone, and a citizen who looks a dossier up is told.
-- As it is now, not from a day on: nobody calls a number of last year, and a form that was issued keeps the one it bears.
alter table unit add column phone text, add column address text;
