import * as z from "zod";

/** The id of a record as an address or a query carries it: a whole number PostgreSQL's `integer` can hold. */
export const RecordId = z.coerce.number().int().positive().max(2_147_483_647);
