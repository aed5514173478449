import { stripVTControlCharacters, styleText } from 'node:util'
import { checkTitles, isWell, type Check, type CheckState } from '@vmeste/host/status'
import type { Lang, Text } from '@vmeste/sdk'

/** A sign before the colour: whoever sees no colour loses nothing. */
const signs: Readonly<Record<CheckState, readonly [string, 'green' | 'yellow' | 'red']>> = {
  ok: ['✓', 'green'],
  warn: ['!', 'yellow'],
  fail: ['✗', 'red'],
}
const ends: Readonly<Record<'well' | 'ill', Text>> = {
  well: { ru: 'Красных строк нет.', be: 'Чырвоных радкоў няма.', en: 'Nothing is red.' },
  ill: {
    ru: 'Есть красные строки: начните с верхней.',
    be: 'Ёсць чырвоныя радкі: пачніце з верхняга.',
    en: 'There are red lines: begin with the first.',
  },
}

/** The state as a table for a terminal: a sign, a name, what was seen, and below it what to do. */
export function statusTable(checks: readonly Check[], lang: Lang): string {
  const width = Math.max(...checks.map(({ id }) => checkTitles[id][lang].length))
  const lines = checks.flatMap(({ id, state, text, remedy }) => {
    const [sign, colour] = signs[state]
    return [
      `${styleText(colour, sign)} ${checkTitles[id][lang].padEnd(width)}  ${text[lang]}`,
      ...(remedy ? [`  ${' '.repeat(width)}  → ${remedy[lang]}`] : []),
    ]
  })
  return clean(`${lines.join('\n')}\n\n${ends[isWell(checks) ? 'well' : 'ill'][lang]}\n`)
}

/** Colours belong to a terminal, not to a file. */
const clean = (text: string): string => (process.stdout.isTTY ? text : stripVTControlCharacters(text))
