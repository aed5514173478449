import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { foldersIn, houses } from './rooms.ts'
import { read, root } from './workspace.ts'

const page = read('docs/architecture.md')
const within = ['core/host/src', 'core/civic/src']

const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)
/** What the first column of the tables below a heading names. */
const namedUnder = (heading: string): string[] =>
  (page.split(/^(?=#)/m).find((part) => part.startsWith(heading)) ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => quoted(line.split('|')[1]!))

describe('docs/architecture.md', () => {
  test('names every package, and none that is not there', () => {
    expect(namedUnder('## Folders').sort()).toEqual([...houses].sort())
  })

  test.each(within)('names every room of %s, and none that is not there', (folder) => {
    const named = namedUnder(`### Rooms of \`${folder}\``)
    const rooms = foldersIn(folder).map((room) => room.slice(folder.length + 1))
    expect(rooms.length).toBeGreaterThan(5)
    // `admin/roles` names a room within `admin`
    expect(rooms.filter((room) => !named.some((name) => name === room || name.startsWith(`${room}/`)))).toEqual([])
    expect(named.filter((name) => globSync(name, { cwd: join(root, folder) }).length === 0)).toEqual([])
  })

  test('names no file that is not there', () => {
    const paths = quoted(page).filter((name) => /^[\w./-]+\/([\w.-]+\.[a-z]+)?$/.test(name))
    expect(paths.length).toBeGreaterThan(5)
    const places = ['.', 'docs', ...within]
    expect(paths.filter((path) => !places.some((place) => existsSync(join(root, place, path))))).toEqual([])
  })
})
