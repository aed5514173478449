import { optionalText, servicePhone, visibleText, z } from '@vmeste/sdk'
import { organisationKinds } from './directory.entity.ts'

const name = z.object({ ru: visibleText(200), be: visibleText(200), en: visibleText(200) })
/** What a code of the directory looks like, `HOUS`. */
export const codePattern = /^[A-Z][A-Z0-9-]{1,19}$/
/** As many as the graph's lists of them hold. */
export const mostOrganisations = 500
export const mostDepartments = 1000
export const mostOfOrganisation = 100
export const mostStaff = 5000
export const mostOfPerson = 50
export const mostMemberships = 20_000

const code = z.string().trim().regex(codePattern)
// 101 and a town's number are numbers of services too; an empty field of a form is none
const phone = (country: string) =>
  z.preprocess((typed) => (typed === '' ? null : typed), servicePhone(country).nullish())
const id = z.uuid().nullish()

/** @param country of the city: whose number a telephone is when it does not say */
export const organisationSchema = (country: string) =>
  z.object({ id, code, kind: z.enum(organisationKinds), name, phone: phone(country) })
export const departmentSchema = (country: string) =>
  z.object({ id, code, name, organisation: z.uuid(), phone: phone(country) })
export const staffMemberSchema = z.object({
  /** `<iss>|<sub>` */
  person: z
    .string()
    .max(300)
    .regex(/^[^|\s]+\|[^|\s]+$/),
  name: visibleText(200),
  position: optionalText(200),
  departments: z.array(z.uuid()).max(mostOfPerson),
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
