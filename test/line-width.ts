import ts from 'typescript'

/** No line of code is wider: beyond it a reader scrolls sideways. The formatter aims at 120 and cannot break a text. */
export const widest = 140

const sql =
  /\b(select .*\bfrom|insert into|update [\w.]+( \w+)? set|delete from|create (or replace )?(table|function)|where .* and)\b/i

/** Begins a path or an element of an SVG. */
const picture = /^(M|<(g|path|rect|svg)\b)/

/** Where on its lines something is written that is no code: sentences, letters, paths of an SVG, GraphQL. SQL is code. */
function textsIn(file: string, source: string): (readonly [from: number, to: number])[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest)
  const texts: [number, number][] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node) && picture.test(node.head.text)) texts.push([node.getStart(tree), node.getEnd()])
    else if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node) ||
      ts.isRegularExpressionLiteral(node)
    ) {
      if (!sql.test(node.text)) texts.push([node.getStart(tree), node.getEnd()])
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return texts
}

/** Scripts of a component, with everything else blanked, so that places stay what they are. */
function scriptOf(component: string): string {
  const scripts = [...component.matchAll(/(?<=<script[^>]*>)[\s\S]*?(?=<\/script>)/g)]
  const inside = (at: number): boolean => scripts.some(({ index, 0: text }) => at >= index && at < index + text.length)
  return component.replaceAll(/[^\n]/g, (sign, at: number) => (inside(at) ? sign : ' '))
}

/** Lines whose code is wider than it may be, as `file:line`. */
export function wideLines(file: string, source: string): string[] {
  const lines = source.split('\n')
  if (lines.every(({ length }) => length <= widest)) return []
  const texts = textsIn(file, file.endsWith('.vue') ? scriptOf(source) : source)
  let start = 0
  return lines.flatMap((line, at) => {
    const [from, to] = [start, start + line.length]
    start = to + 1
    const text = texts.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0)
    const path = / d="[^"]*"/.exec(line)?.[0].length ?? 0
    return line.length - text - path > widest || (line.length > widest && text + path === 0)
      ? [`${file}:${at + 1}`]
      : []
  })
}
