-- What a map draws of a boundary: the same line with only the corners that can be seen. The line as it was given stays beside it.
ALTER TABLE "area" ADD COLUMN "boundary_drawn" JSONB;
