import { langs, type Lang } from '@vmeste/sdk'
import ts from 'typescript'
import { lineOf, type Source } from '../bench/read-sources.ts'
import type { Said } from './word-faults.ts'

export interface SaidInSource {
  readonly line: number
  /** Name of the property or constant that holds it, where it has one. */
  readonly name: string | undefined
  readonly said: Said
}

/**
 * Every text in three languages that a source holds: `{ ru, be, en }`, whole tables of them by language, and three texts
 * side by side, as `text('Гость', 'Госць', 'Guest')` has them. Nothing has to be named for it.
 */
export function saidIn({ tree }: Pick<Source, 'tree'>): SaidInSource[] {
  const found: SaidInSource[] = []
  const add: Add = (node, said, name = nameOf(node)) => {
    found.push({ line: lineOf(tree, node), name, said })
  }
  const look = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) byLang(node, add)
    const row = ts.isCallExpression(node)
      ? node.arguments
      : ts.isArrayLiteralExpression(node)
        ? node.elements
        : undefined
    if (row) sideBySide(row, (said) => add(node, said))
    ts.forEachChild(node, look)
  }
  look(tree)
  return found
}

type Add = (node: ts.Node, said: Said, name?: string) => void

function byLang(node: ts.ObjectLiteralExpression, add: Add): void {
  const values = langs.map((lang) => propertyOf(node, lang))
  if (values.filter(Boolean).length < 2) return
  const texts = values.map((value) => value && textOf(value))
  if (texts.some((text) => text !== undefined))
    add(node, Object.fromEntries(langs.flatMap((lang, at) => (texts[at] === undefined ? [] : [[lang, texts[at]]]))))
  const [first] = values.filter((value) => value !== undefined)
  if (!first || !ts.isObjectLiteralExpression(first)) return
  for (const { name } of first.properties) {
    const key = name && keyOf(name)
    if (key === undefined) continue
    const said = langs.flatMap((lang, at): [Lang, string][] => {
      const table = values[at]
      const value = table && ts.isObjectLiteralExpression(table) ? propertyOf(table, key) : undefined
      const text = value && textOf(value)
      return text === undefined ? [] : [[lang, text]]
    })
    if (said.length > 1) add(first, Object.fromEntries(said), key)
  }
}

function sideBySide(row: readonly ts.Node[], add: (said: Said) => void): void {
  for (let at = 0; at + 2 < row.length; at++) {
    const [ru, be, en] = row.slice(at, at + 3).map(textOf)
    if (ru && be && en && /[а-яё]/i.test(ru) && /[а-яёіў]/i.test(be) && /[a-z]/i.test(en) && !/[а-я]/i.test(en)) {
      add({ ru, be, en })
      at += 2
    }
  }
}

/** What a literal, a template, a sum of them or a function of one expression says; what is put in is a gap `{name}`. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node))
    return (
      node.head.text +
      node.templateSpans.map(({ expression, literal }) => `{${gapOf(expression)}}${literal.text}`).join('')
    )
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return textOf(node.expression)
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return textOf(node.body)
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const left = textOf(node.left),
      right = textOf(node.right)
    return left === undefined || right === undefined ? undefined : left + right
  }
  return undefined
}

/** The last name of an expression: `facts.hours` → `hours`. */
const gapOf = (node: ts.Node): string => /(\w+)\W*$/.exec(node.getText())?.[1] ?? 'value'

function propertyOf(node: ts.ObjectLiteralExpression, key: string): ts.Expression | undefined {
  const found = node.properties.find((one) => one.name && keyOf(one.name) === key)
  return found && ts.isPropertyAssignment(found) ? found.initializer : undefined
}

const keyOf = (name: ts.PropertyName): string | undefined =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined

function nameOf({ parent }: ts.Node): string | undefined {
  if (ts.isPropertyAssignment(parent)) return keyOf(parent.name)
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined
}
