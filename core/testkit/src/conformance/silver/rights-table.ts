import type { Finding } from '../rule.ts'

/** Columns of every table of rights, in their order: what a token may say of somebody. */
export const rightsColumns = [
  'guest',
  'citizen',
  'operator',
  'executor',
  'department-head',
  'head',
  'city-admin',
  'platform-admin',
] as const

/** Who is let in, by `Query.field`. */
export type Rights = ReadonlyMap<string, ReadonlySet<string>>

const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** The tables of a page of rights: one line a field, one column a role. */
export function readRights(page: string): { readonly rights: Rights; readonly faults: readonly Finding[] } {
  const lines = page.split('\n')
  const rights = new Map<string, ReadonlySet<string>>()
  const faults: Finding[] = []
  const columns = rightsColumns.join(' | ')
  for (const head of lines.filter((line) => line.startsWith('| field |')))
    if (cells(head).slice(1).join(' | ') !== columns)
      faults.push({
        culprit: head,
        message: 'the table has other columns',
        fix: `begin it with | field | ${columns} |`,
      })
  for (const line of lines.filter((each) => each.startsWith('| `'))) {
    const [name, ...marks] = cells(line)
    const field = name!.replaceAll('`', '')
    if (rights.has(field)) faults.push({ culprit: field, message: 'it stands twice', fix: 'leave one line of it' })
    if (marks.length !== rightsColumns.length || marks.some((mark) => mark !== '' && mark !== '●'))
      faults.push({
        culprit: field,
        message: 'its line has another form than the table',
        fix: 'a ● or nothing a column',
      })
    rights.set(field, new Set(rightsColumns.filter((_role, at) => marks[at] === '●')))
  }
  return { rights, faults }
}
