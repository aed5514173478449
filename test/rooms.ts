import { files, packages } from './workspace.ts'

const all = files('')

/** Folders that lie directly in one, if anything of the project is in them. */
export const foldersIn = (folder: string): string[] => [
  ...new Set(
    all
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => file.slice(folder.length + 1).split('/'))
      .flatMap(([first, ...rest]) => (rest.length > 0 ? [`${folder}/${first!}`] : [])),
  ),
]

/** What a newcomer walks through: every package, and what is tried and deployed. */
export const houses = [...packages().keys()].filter((folder) => folder !== '.').concat('deploy', 'test', 'tools')

/** The rooms of one: its folders; of its sources, and of a module's pages, those within. */
export const roomsOf = (house: string): string[] =>
  foldersIn(house).flatMap((folder) => {
    const within = /\/src$|^modules\/[^/]+\/web$/.test(folder) ? foldersIn(folder) : []
    return within.length > 0 ? within : folder.endsWith('/src') ? [] : [folder]
  })
