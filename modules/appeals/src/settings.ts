import { z, type Ctx } from '@vmeste/sdk'

/** What a city may tune; every number has a unit in its name or description. */
export const settings = z.object({
  duplicateRadius: z.int().min(10).max(500).default(50).describe('Duplicates: metres around the place'),
  duplicateDays: z.int().min(0).max(60).default(14).describe('Duplicates: days after closing'),
  reopenLimit: z.int().min(0).max(10).default(2).describe('How many times a report can be reopened'),
  reopenDays: z.int().min(1).max(90).default(14).describe('Days after the answer in which it can be reopened'),
  returnLimit: z.int().min(0).max(10).default(2).describe('How many times a department can return a report'),
  deviceLimit: z.int().min(1).max(1000).default(20).describe('Reports from one device in ten minutes'),
  addressLimit: z.int().min(10).max(100_000).default(600).describe('Reports from one network address in ten minutes; a mobile network shares one'),
  deadlineProfile: z.string().min(1).max(60).default('by-message').describe('Deadline profile of messages'),
  maxPhotos: z.int().min(0).max(5).default(5).describe('Photos in one report'),
  retentionMonths: z.int().min(1).max(120).default(12).describe('Months after closing in which contacts are kept'),
})
export type Settings = z.infer<typeof settings>

/** The settings of this city; the host has validated them. */
export const settingsOf = (ctx: Pick<Ctx, 'settings'>): Settings => ctx.settings as Settings
