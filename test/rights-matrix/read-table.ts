import { read } from '../workspace.ts'

/** Who is let in, by `Query.field`. */
export type Rights = ReadonlyMap<string, ReadonlySet<string>>

const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** The tables of `docs/rights.md`: one line a field, one column a role. */
export function readRights(): { readonly roles: readonly string[]; readonly rights: Rights } {
  const lines = read('docs/rights.md').split('\n')
  const heads = new Set(lines.filter((line) => line.startsWith('| field |')))
  if (heads.size !== 1) throw new Error('the tables of docs/rights.md must have the same columns, in the same order')
  const roles = cells([...heads][0]!).slice(1)
  const rights = new Map<string, ReadonlySet<string>>()
  for (const line of lines.filter((each) => each.startsWith('| `'))) {
    const [name, ...marks] = cells(line)
    const field = name!.replaceAll('`', '')
    if (rights.has(field)) throw new Error(`${field} stands twice in docs/rights.md`)
    if (marks.length !== roles.length || marks.some((mark) => mark !== '' && mark !== '●'))
      throw new Error(`the line of ${field} in docs/rights.md has another form than the table`)
    rights.set(field, new Set(roles.filter((_role, at) => marks[at] === '●')))
  }
  return { roles, rights }
}
