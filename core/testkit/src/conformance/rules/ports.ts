import ts from 'typescript'
import { civicPlugin } from '@vmeste/civic'
import * as sdk from '@vmeste/sdk'
import type { ServiceScope, Token } from '@vmeste/sdk'
import { lineOf, type Source } from '../bench/read-sources.ts'
import type { Finding, Rule } from '../rule.ts'

export const ports: Rule = {
  id: 'bronze/ports',
  title: 'its uses name exactly the ports it calls: whoever installs it reads them as grants',
  run: ({ plugin, sources }) => {
    const declared = new Set((plugin.uses ?? []).map((token) => token.name))
    const server = sources().filter(({ half }) => half === 'server')
    const mentions = server.flatMap(mentionsIn)
    return [
      ...mentions
        .filter(({ asked, port }) => asked && !declared.has(port))
        .map(({ at, port }): Finding => ({
          culprit: at,
          message: `it asks for ${port}, which is not in uses; the host will not answer`,
          fix: `add ${port} to uses, so that whoever installs the module sees it`,
        })),
      ...[...declared]
        .filter((port) => !mentions.some((each) => each.port === port))
        .map((port): Finding => ({
          culprit: `uses: ${port}`,
          message: 'nothing in the sources calls this port',
          fix: `take ${port} out of uses: a grant nobody needs is one too many`,
        })),
    ]
  },
}

/** Abstract classes of the SDK that the civic services stand behind. */
const portNames: ReadonlySet<string> = (() => {
  const bound = new Set<unknown>()
  const scope = new Proxy({} as ServiceScope, {
    get: (_, name) =>
      name === 'bind'
        ? (token: Token<unknown>) => {
            bound.add(token)
          }
        : undefined,
  })
  civicPlugin().services?.(scope)
  return new Set(
    Object.entries(sdk)
      .filter(([, value]) => bound.has(value))
      .map(([name]) => name),
  )
})()

interface Mention {
  readonly port: string
  readonly at: string
  readonly asked: boolean
}

/** Where a source names a port as a value; the list `uses: […]` itself is no call. */
function mentionsIn({ file, imports, tree }: Source): Mention[] {
  const local = new Map(
    imports
      .filter(({ specifier }) => specifier === '@vmeste/sdk')
      .flatMap(({ names }) => [...names])
      .flatMap(([own, name]): [string, string][] => {
        const port = portNames.has(name) ? name : callsPort[name]
        return port === undefined ? [] : [[own, port]]
      }),
  )
  const found: Mention[] = []
  const look = (node: ts.Node): void => {
    if (
      ts.isImportDeclaration(node) ||
      ts.isTypeNode(node) ||
      (ts.isPropertyAssignment(node) && node.name.getText(tree) === 'uses')
    )
      return
    const port = ts.isIdentifier(node) ? local.get(node.text) : undefined
    if (port !== undefined) found.push({ port, at: `${file}:${lineOf(tree, node)}`, asked: isAsked(node) })
    ts.forEachChild(node, look)
  }
  if (local.size > 0) look(tree)
  return found
}

/** Functions of the SDK that ask for a port on behalf of whoever calls them. */
const callsPort: Readonly<Record<string, string>> = {
  importTable: 'Tables',
  undoImport: 'Tables',
  tableImports: 'Tables',
}

/** `ctx.use(Port)`, `scope.get(Port)`, and a call of what asks for one. */
const isAsked = (node: ts.Node): boolean =>
  (ts.isCallExpression(node.parent) && node.parent.expression === node && ts.isIdentifier(node)) ||
  (ts.isCallExpression(node.parent) &&
    node.parent.arguments[0] === node &&
    ts.isPropertyAccessExpression(node.parent.expression) &&
    ['use', 'get'].includes(node.parent.expression.name.text))
