import { existsSync, globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { langs, type Lang } from '@vmeste/sdk'
import type { Messages } from '@vmeste/sdk/web'
import { lineOf, type Source } from '../bench/read-sources.ts'
import { textFaults } from '../bench/text-faults.ts'
import type { Finding, Rule } from '../rule.ts'

type Said = Partial<Record<Lang, string>>

export const webTexts: Rule = {
  id: 'bronze/web-texts',
  title:
    'its pages speak all three languages, with the same gaps and the plural forms of each, and no text they ask for is missing',
  run: ({ folder, sources }) => {
    const known = new Map<string, Said>()
    const findings: Finding[] = []
    for (const place of textFolders(folder)) {
      for (const [key, said] of textsIn(join(folder, place))) {
        known.set(key, said)
        findings.push(
          ...textFaults(said).map((message) => ({
            culprit: `${place}: ${key}`,
            message,
            fix: 'write the text in ru.json, be.json and en.json, with the same gaps and each language’s plural forms',
          })),
        )
      }
    }
    return [...findings, ...unknownKeys(sources(), new Set([...known.keys(), ...portalKeys(folder)]))]
  },
}

/** Every folder below `web` that holds the texts of a language; of the portal itself, below `src`. */
export const textFolders = (folder: string): string[] =>
  [
    ...new Set(
      globSync([`web/**/{${langs.join()}}.json`, `src/**/i18n/**/{${langs.join()}}.json`], {
        cwd: folder,
        exclude: ['**/node_modules/**', '**/dist/**'],
      }).map((file) => dirname(file).replaceAll('\\', '/')),
    ),
  ].sort()

export function textsIn(folder: string): Map<string, Said> {
  const texts = new Map<string, Said>()
  for (const lang of langs) {
    const file = join(folder, `${lang}.json`)
    if (!existsSync(file)) continue
    for (const [key, text] of flat(JSON.parse(readFileSync(file, 'utf8')) as Messages))
      texts.set(key, { ...texts.get(key), [lang]: text })
  }
  return texts
}

const flat = (tree: Messages, at = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[at + key, value] as [string, string]] : flat(value, `${at}${key}.`),
  )

/** A few words, «no answer» among them, are the portal's own. */
function portalKeys(folder: string): string[] {
  let entry: string
  try {
    entry = createRequire(join(folder, 'package.json')).resolve('@vmeste/web')
  } catch {
    return []
  }
  return ['../i18n', '../i18n/pages'].flatMap((place) => [...textsIn(join(dirname(entry), place)).keys()])
}

/** `say('a.key')` anywhere in the pages: the key itself would be shown. */
function unknownKeys(sources: readonly Source[], known: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = []
  for (const { file, tree } of sources.filter(({ half }) => half === 'web')) {
    const look = (node: ts.Node): void => {
      const key =
        ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'say'
          ? node.arguments[0]
          : undefined
      if (key && ts.isStringLiteralLike(key) && !known.has(key.text)) {
        findings.push({
          culprit: `${file}:${lineOf(tree, node)}`,
          message: `it says "${key.text}", which stands in no file of texts`,
          fix: 'add the text to ru.json, be.json and en.json, or mend the key',
        })
      }
      ts.forEachChild(node, look)
    }
    look(tree)
  }
  return findings
}
