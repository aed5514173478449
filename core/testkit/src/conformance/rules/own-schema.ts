import type { Finding, Rule } from '../rule.ts'

export const ownSchema: Rule = {
  id: 'bronze/own-schema',
  title: 'nothing it makes in the database, and nothing it changes there, lies outside its own schema',
  run: async ({ plugin, database }) => {
    const schema = plugin.id.replaceAll('-', '_')
    const fix = `keep tables, types and functions in "${schema}"; what others offer in theirs is called, not changed`
    const declared =
      plugin.storage && plugin.storage.schema !== schema
        ? [
            {
              culprit: `storage: schema "${plugin.storage.schema}"`,
              message: 'the schema has not the module’s name',
              fix: `call it "${schema}"`,
            },
          ]
        : []
    const entities = (plugin.storage?.entities ?? [])
      .filter(({ meta }) => meta.schema !== schema)
      .map(({ meta }): Finding => ({
        culprit: `entity ${meta.className}`,
        message: `it describes a table in "${meta.schema ?? 'public'}"`,
        fix: `write schema: '${schema}'`,
      }))
    const { before, after } = await database()
    const outside = (name: string): boolean =>
      name !== `schema ${schema}` && name.split(' ').at(1)?.startsWith(`${schema}.`) !== true
    return [
      ...declared,
      ...entities,
      ...[...after.things]
        .filter(([name, made]) => outside(name) && before.things.get(name) !== made)
        .map(([name]): Finding => ({
          culprit: name,
          message: before.things.has(name)
            ? 'a migration changes it, and it belongs to somebody else'
            : 'a migration makes it outside the module’s schema',
          fix,
        })),
      ...[...before.things.keys()]
        .filter((name) => !after.things.has(name))
        .map((name): Finding => ({
          culprit: name,
          message: 'a migration drops it, and it belongs to somebody else',
          fix,
        })),
    ]
  },
}
