import type { SilverCity } from '@vmeste/testkit/run-silver'

type Ask = SilverCity['ask']
const admin = { as: 'admin.uzda' }

/** Two tables for each list of the directory: one to be taken in, one to be taken in and back. */
export const directoryTables: Readonly<Record<string, (ask: Ask) => Promise<readonly [string, string]>>> = {
  Organisations: async () => ['code;name;kind\nTABLE;Имя;UTILITY', 'code;name;kind\nTABLETWO;Имя;UTILITY'],
  Departments: async (ask) => {
    const { organisations } = await ask<{ organisations: { code: string }[] }>('{ organisations { code } }', {}, admin)
    const table = (code: string): string => `code;name;organisation\n${code};Имя;${organisations[0]!.code}`
    return [table('TABLE'), table('TABLETWO')]
  },
  Staff: async (ask) => {
    const { staff } = await ask<{ staff: { person: string }[] }>('{ staff { person } }', {}, admin)
    const table = (name: string): string => `person;name\n${staff[0]!.person};${name}`
    return [table('Имя Первое'), table('Имя Второе')]
  },
  Topics: async () => ['code;title\nYARD.PLAY;Площадки', 'code;title\nYARD.BENCH;Скамьи'],
}

/** @returns the import's id, by which it is taken back */
export async function takeIn(ask: Ask, list: string, csv: string): Promise<string> {
  const { done } = await ask<{ done: { id?: string } }>(
    `mutation ($csv: String!) { done: import${list}(csv: $csv) { ... on TableImported { id } ... on Problem { code message } } }`,
    { csv },
    admin,
  )
  if (done.id === undefined) throw new Error(`${list}: ${JSON.stringify(done)}`)
  return done.id
}
