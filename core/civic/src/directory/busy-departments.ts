import type { CellFault, Ctx, OpenTransaction } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { codesNamed, workingDepartments } from '../tables/leaning-modules.ts'

export type Business = 'people' | 'tasks' | 'work' | 'unknown'

const faults: Readonly<Record<Business, CellFault>> = {
  people: {
    fault: {
      code: 'DEPARTMENT_IN_USE',
      text: {
        ru: 'в службе есть сотрудники: сначала переведите их',
        be: 'у службе ёсць супрацоўнікі: спачатку перавядзіце іх',
        en: 'the department has staff: move them first',
      },
    },
  },
  tasks: {
    fault: {
      code: 'DEPARTMENT_IN_USE',
      text: {
        ru: 'у службы есть открытые задачи: сначала передайте их',
        be: 'у службы ёсць адкрытыя задачы: спачатку перадайце іх',
        en: 'the department has open tasks: pass them on first',
      },
    },
  },
  work: {
    fault: {
      code: 'DEPARTMENT_IN_USE',
      text: {
        ru: 'у службы есть работа: сначала закончите или передайте её',
        be: 'у службы ёсць праца: спачатку скончыце або перадайце яе',
        en: 'the department has work: finish it or pass it on first',
      },
    },
  },
  unknown: {
    fault: {
      code: 'DIRECTORY_USE_UNKNOWN',
      text: {
        ru: 'не все модули ответили, есть ли у службы работа: попробуйте ещё раз',
        be: 'не ўсе модулі адказалі, ці ёсць у службы праца: паспрабуйце яшчэ раз',
        en: 'not every module answered whether the department has work: please try again',
      },
    },
  },
}
export const busyFault = (business: Business): CellFault => faults[business]

/**
 * Of these departments those that have somebody or something to do, and what it is: none of them is closed.
 *
 * @param codes of open ones
 */
export async function busyDepartments(
  ctx: Pick<Ctx, 'capabilities'>,
  tx: OpenTransaction,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Business>> {
  const among = sql`any(${[...codes]}::text[])`
  const rows = await tx.run<{ code: string; business: Business }>(sql`
    select distinct department as code, 'tasks' as business from civic.task
      where state = 'OPEN' and department = ${among}
    union all
    select distinct d.code, 'people' from civic.membership m join civic.department d on d.id = m.department
      where d.code = ${among}`)
  const working = await workingDepartments(ctx, codes)
  // the last one counts: people are said first, and whoever moves them sees the rest
  return new Map([
    ...codes.filter((code) => working?.has(code) ?? true).map((code) => [code, working ? 'work' : 'unknown'] as const),
    ...rows.filter(({ business }) => business === 'tasks').map(({ code }) => [code, 'tasks'] as const),
    ...rows.filter(({ business }) => business === 'people').map(({ code }) => [code, 'people'] as const),
  ])
}

/** Of these departments those that anything names, done or not: their rows stay. */
export async function namedDepartments(
  ctx: Pick<Ctx, 'capabilities'>,
  tx: OpenTransaction,
  codes: readonly string[],
): Promise<readonly string[]> {
  const among = sql`any(${[...codes]}::text[])`
  const rows = await tx.run<{ code: string }>(sql`
    select department as code from civic.task where department = ${among}
    union select department from civic.topic where department = ${among}
    union select d.code from civic.membership m join civic.department d on d.id = m.department where d.code = ${among}`)
  const { departments } = await codesNamed(ctx, { departments: codes, topics: [] })
  return [...new Set([...rows.map(({ code }) => code), ...departments])]
}
