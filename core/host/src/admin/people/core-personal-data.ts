import type pg from 'pg'
import { aboutPeople, type PersonalData, type PersonSubject } from '@vmeste/sdk'
import { phoneOf } from '../../operations/people/contacts.ts'
import { pseudonymOf, pseudonymPurpose } from '../../operations/people/subject.ts'
import { inCity } from '../../storage/in-city.ts'
import { forgetLooks, lookMonths, looksBy } from './looks.ts'
import { auditPurpose, auditStays, auditTitle, lookPurpose, lookTitle, whenFields } from './people-texts.ts'

export interface CorePeople {
  readonly pool: pg.Pool
  readonly key: (purpose: string) => Buffer
}

/** What the core itself knows of people: who did what, and who looked. */
// parts are looked at when somebody asks: where the graph is only read there are none
export const corePersonalData = (parts: CorePeople): readonly PersonalData[] => [
  aboutPeople({
    table: 'core.audit',
    title: auditTitle,
    fields: whenFields,
    columns: ['actor', 'subject', 'detail'],
    retentionMonths: 0,
    purpose: auditPurpose,
    stays: auditStays,
    export: (ctx, subject) =>
      inCity(
        parts.pool,
        ctx.city.id,
        async (client) =>
          (
            await client.query<Record<string, unknown>>(
              'select at, action, subject from core.audit where city = $1 and actor = any($2) order by at limit 10000',
              [ctx.city.id, subject.keys],
            )
          ).rows,
      ),
    erase: (ctx, subject) => {
      const names = namesIn(subject)
      if (names.length === 0) return Promise.resolve(0)
      return inCity(parts.pool, ctx.city.id, async (client) => {
        const {
          rows: [done],
        } = await client.query<{ rows: Record<string, number> }>('select core.forget_person($1, $2) as rows', [
          names,
          pseudonymOf(parts.key(pseudonymPurpose), ctx.city.id, subject),
        ])
        return Object.values(done?.rows ?? {}).reduce((sum, n) => sum + n, 0)
      })
    },
  }),
  aboutPeople({
    table: 'core.look',
    title: lookTitle,
    fields: whenFields,
    columns: ['viewer', 'post'],
    retentionMonths: lookMonths,
    purpose: lookPurpose,
    export: (ctx, { keys }) => looksBy(parts.pool, ctx.city.id, keys),
    // the viewer goes with the audit’s actor, in one function
    erase: () => Promise.resolve(0),
    forget: (ctx, before) => forgetLooks(parts.pool, ctx.city.id, before),
  }),
]

/** As they may stand inside of what the core keeps; a bare number could be any other number. */
const namesIn = ({ keys, emails, phones }: PersonSubject): string[] => [
  ...new Set([...keys, ...emails, ...phones.map(phoneOf).filter((phone) => phone.startsWith('+'))]),
]
