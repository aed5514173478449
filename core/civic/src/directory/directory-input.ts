import { z } from '@vmeste/sdk'
import { organisationKinds } from './directory.entity.ts'

const name = z.object({
  ru: z.string().trim().min(1).max(200),
  be: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(200),
})
const code = z
  .string()
  .trim()
  .regex(/^[A-Z][A-Z0-9-]{1,19}$/)
const phone = z
  .string()
  .trim()
  .max(40)
  .regex(/^[+\d][\d\s()-]*$/)
  .nullish()
const id = z.uuid().nullish()

export const organisationSchema = z.object({ id, code, kind: z.enum(organisationKinds), name, phone })
export const departmentSchema = z.object({ id, code, name, organisation: z.uuid(), phone })
export const staffMemberSchema = z.object({
  /** `<iss>|<sub>` */
  person: z
    .string()
    .max(300)
    .regex(/^[^|\s]+\|[^|\s]+$/),
  name: z.string().trim().min(1).max(200),
  position: z.string().trim().max(200),
  departments: z.array(z.uuid()).max(50),
})
export const territorySchema = z.object({
  code,
  name,
  polygon: z
    .array(z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }))
    .min(3)
    .max(2000)
    .nullish(),
})
