import { z } from "zod";
import { Day } from "@/lib/calendar/model";
import { FeeKind, PaymentMethod, ResultDelivery } from "@/lib/db/generated/enums";

const id = z.int().positive().max(2_147_483_647);
const line = (most: number) => z.string().trim().normalize().min(1).max(most);
const text = z.string().trim().normalize().min(3).max(2000);
/** In đồng; as much as a fee of the record can hold. */
const Dong = z.int().min(0).max(2_000_000_000);

export const Fee = z.strictObject({ kind: z.enum(FeeKind), name: line(200), amountDong: Dong });
export type Fee = z.output<typeof Fee>;

/** How an obligation was met; `fee` names one whose amount nobody knew when it was asked for. */
export const Payment = z.strictObject({
  method: z.enum(PaymentMethod),
  receiptNumber: line(100).optional(),
  fee: Fee.optional(),
});
export type Payment = z.output<typeof Payment>;

/** What another agency is asked, and by when (NĐ 61/2018 Đ.19.5). `unitId` where it is one of the city's own. */
export const Consultation = z.strictObject({ agency: line(200), unitId: id.optional(), question: text, dueOn: Day });
export type Consultation = z.output<typeof Consultation>;
export const Opinion = z.strictObject({ consultationId: id, answer: text });
export type Opinion = z.output<typeof Opinion>;

/** Who took the result away, or how it was sent. The number is kept sealed. */
export const HandOver = z.strictObject({
  delivery: z.enum(ResultDelivery),
  collectorName: line(200).optional(),
  collectorId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9\s.-]{6,20}$/)
    .optional(),
  trackingNumber: line(60).optional(),
  note: line(300).optional(),
});
export type HandOver = z.output<typeof HandOver>;

/** What a step says beside its name: each field belongs to the steps that ask for it. */
export const particulars = {
  reason: z.string().trim().min(3).max(2000).optional(),
  /** Only with `extend`: the new day promised. */
  extendedDueOn: Day.optional(),
  /** With `stop`: the provision it stands on. */
  basis: line(300).min(3).optional(),
  /** With `assign`, `forward`, `sendBack` and `start`: whose desk it goes to; null for the unit's pool. */
  assigneeId: id.nullable().optional(),
  consultation: Consultation.optional(),
  opinion: Opinion.optional(),
  fee: Fee.optional(),
  payment: Payment.optional(),
  handOver: HandOver.optional(),
};
export type Particulars = z.output<z.ZodObject<typeof particulars>>;
