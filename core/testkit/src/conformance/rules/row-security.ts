import type { CatalogueTable } from '../bench/read-catalogue.ts'
import type { Finding, Rule } from '../rule.ts'

const ofTheCity = '(city = core.current_city())'

export const rowSecurity: Rule = {
  id: 'bronze/row-security',
  title: 'every table has a city in its keys and shows only rows of the city that is set',
  run: async ({ plugin, database }) => {
    const { after } = await database()
    const own = [...after.tables].filter(
      ([name]) => name.startsWith(`${plugin.storage?.schema}.`) && name !== `${plugin.storage?.schema}.migration`,
    )
    return own.flatMap(([name, table]) => faultsOf(name, table))
  },
}

function faultsOf(name: string, { secured, forced, columns, unique, policies }: CatalogueTable): Finding[] {
  if (!columns.includes('city'))
    return [
      {
        culprit: `table ${name}`,
        message: 'it has no city: every city would see every other’s rows',
        fix: 'add city int not null default core.current_city(), to the primary key too',
      },
    ]
  const fix = `in the migration that makes it: for (const statement of rowLevelSecurity('${name}')) this.addSql(statement)`
  const open = policies.filter(({ shows, takes }) => shows !== ofTheCity || takes !== ofTheCity)
  return [
    ...(secured ? [] : [{ culprit: `table ${name}`, message: 'row-level security is not enabled', fix }]),
    ...(forced
      ? []
      : [
          {
            culprit: `table ${name}`,
            message: 'row-level security is not forced, so that its owner passes by it',
            fix,
          },
        ]),
    ...(policies.length > 0 ? [] : [{ culprit: `table ${name}`, message: 'it has no policy', fix }]),
    ...open.map((policy): Finding => ({
      culprit: `policy "${policy.name}" on ${name}`,
      message: `it shows ${policy.shows ?? 'everything'} and takes ${policy.takes ?? 'everything'}, not ${ofTheCity}`,
      fix,
    })),
    ...(unique.some(({ primary }) => primary)
      ? []
      : [{ culprit: `table ${name}`, message: 'it has no primary key', fix: 'give it one that begins with city' }]),
    ...unique
      .filter((key) => !key.columns.includes('city'))
      .map((key): Finding => ({
        culprit: `${key.name} on ${name}`,
        message: 'the key leaves out the city: one city’s row could stand in another’s way',
        fix: 'put city into the key',
      })),
  ]
}
