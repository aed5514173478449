import { settingTexts } from '@vmeste/host'
import type { Plugin, Text } from '@vmeste/sdk'
import { textFaults } from '../bench/text-faults.ts'
import type { Rule } from '../rule.ts'

export const texts: Rule = {
  id: 'bronze/texts',
  title: 'everything its definition says is said in Russian, Belarusian and English',
  run: ({ plugin }) =>
    Object.entries(textsOf(plugin)).flatMap(([name, text]) =>
      textFaults(text).map((message) => ({
        culprit: name,
        message,
        fix: 'write the text in all three languages, with the same gaps',
      })),
    ),
}

function textsOf(plugin: Plugin): Record<string, Text | undefined> {
  return {
    title: plugin.title,
    summary: plugin.summary,
    ...Object.fromEntries(
      Object.entries(plugin.permissions ?? {}).map(([id, { title }]) => [`permission "${id}"`, title]),
    ),
    ...settingTexts(plugin),
    ...Object.fromEntries(
      (plugin.personalData ?? []).map(({ table, columns, purpose }) => [
        `purpose of ${table} (${columns.join(', ')})`,
        purpose,
      ]),
    ),
  }
}
