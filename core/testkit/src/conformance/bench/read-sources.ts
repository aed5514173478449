import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export interface Import {
  /** `@vmeste/sdk`; undefined where it is computed and may be anything. */
  readonly specifier: string | undefined
  readonly line: number
  /** Local name → name in the package, of what is imported by name and not as a type alone. */
  readonly names: ReadonlyMap<string, string>
}

export interface Source {
  /** From the package's folder, with slashes. */
  readonly file: string
  readonly half: 'server' | 'web' | 'test'
  readonly imports: readonly Import[]
  readonly tree: ts.SourceFile
}

/**
 * Every source of a module, parsed, with what it imports in whatever way.
 * @param holding only those in which this is found: parsing is dear
 */
export function readSources(folder: string, holding = /(?:)/): Source[] {
  const files = globSync('{src,web,test}/**/*.{ts,mts,js,mjs,vue}', {
    cwd: folder,
    exclude: ['**/node_modules/**', '**/dist/**'],
  })
  return files
    .map((found) => found.replaceAll('\\', '/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
    .filter(({ text }) => holding.test(text))
    .map(({ file, text }) => {
      const tree = ts.createSourceFile(file, scriptOf(file, text), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
      return { file, half: halfOf(file), imports: importsOf(tree), tree }
    })
}

export const lineOf = (tree: ts.SourceFile, node: ts.Node): number =>
  tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1

const halfOf = (file: string): Source['half'] =>
  /^test\/|\.test\.[mt]*[jt]s$/.test(file) ? 'test' : file.startsWith('web/') ? 'web' : 'server'

/** The scripts of a single-file component, each on the lines it has there. */
function scriptOf(file: string, text: string): string {
  if (!file.endsWith('.vue')) return text
  const blank = (part: string): string => part.replaceAll(/[^\n]/g, ' ')
  let script = '',
    at = 0
  for (const { index, 0: whole, 1: head, 2: body } of text.matchAll(/(<script\b[^>]*>)([^]*?)<\/script>/g)) {
    script += blank(text.slice(at, index)) + blank(head!) + body! + blank('</script>')
    at = index + whole.length
  }
  return script
}

function importsOf(tree: ts.SourceFile): Import[] {
  const found: Import[] = []
  const add = (node: ts.Node, specifier: ts.Node | undefined, names: ReadonlyMap<string, string> = new Map()): void => {
    found.push({
      specifier: specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined,
      line: lineOf(tree, node),
      names,
    })
  }
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, namesOf(node))
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier)
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
      add(node, node.moduleReference.expression)
    else if (ts.isImportTypeNode(node))
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined)
    else if (ts.isCallExpression(node) && loads(node)) add(node, node.arguments[0])
    ts.forEachChild(node, look)
  }
  look(tree)
  return found
}

/** `import('…')`, `require('…')`, `import.meta.resolve('…')` */
const loads = ({ expression }: ts.CallExpression): boolean =>
  expression.kind === ts.SyntaxKind.ImportKeyword ||
  (ts.isIdentifier(expression) && expression.text === 'require') ||
  (ts.isPropertyAccessExpression(expression) &&
    ['require.resolve', 'import.meta.resolve'].includes(expression.getText()))

function namesOf({ importClause }: ts.ImportDeclaration): ReadonlyMap<string, string> {
  const bindings = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? undefined : importClause?.namedBindings
  if (!bindings || !ts.isNamedImports(bindings)) return new Map()
  return new Map(
    bindings.elements
      .filter((each) => !each.isTypeOnly)
      .map((each) => [each.name.text, (each.propertyName ?? each.name).text]),
  )
}
