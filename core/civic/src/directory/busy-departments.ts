import type { CellFault, OpenTransaction } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'

export type Business = 'people' | 'tasks'

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
}
export const busyFault = (business: Business): CellFault => faults[business]

/** Departments that have somebody or something to do, by their codes, and what it is: none of them is closed. */
export async function busyDepartments(tx: OpenTransaction): Promise<ReadonlyMap<string, Business>> {
  const rows = await tx.run<{ code: string; business: Business }>(sql`
    select distinct department as code, 'tasks' as business from civic.task
      where state = 'OPEN' and department is not null
    union all
    select distinct d.code, 'people' from civic.membership m join civic.department d on d.id = m.department
    limit 20000`)
  // people are said first: whoever moves them sees the tasks
  return new Map(rows.map(({ code, business }) => [code, business]))
}

/** Of these departments those that anything names, done or not: their rows stay. */
export async function namedDepartments(tx: OpenTransaction, codes: readonly string[]): Promise<readonly string[]> {
  const among = sql`any(${[...codes]}::text[])`
  const rows = await tx.run<{ code: string }>(sql`
    select department as code from civic.task where department = ${among}
    union select department from civic.topic where department = ${among}
    union select d.code from civic.membership m join civic.department d on d.id = m.department where d.code = ${among}`)
  return rows.map(({ code }) => code)
}
