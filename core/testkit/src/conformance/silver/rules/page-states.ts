import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from '@vmeste/sdk'
import type { Looker, PageState, PageStates } from '../../../page-states.ts'
import type { SilverBench } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

/** A page that the module has, and who may open it. */
interface OwnPage {
  readonly path: string
  /** Below the address of a city. */
  readonly address: string
  readonly permission?: string
}

export const pageStates: Rule<SilverBench> = {
  id: 'silver/page-states',
  title: 'each of its pages is looked at: a state in test/page-states.ts opens it, as somebody it is open to',
  run: async ({ plugin, folder }) => {
    const pages = pagesOf(plugin, folder)
    const states = pages.length > 0 ? await statesIn(folder) : []
    return pages.flatMap((page) => {
      const opening = states.filter((one) => opens(page.address, addressOf(one)))
      if (opening.some(({ as }) => isOpenTo(as, plugin, page.permission))) return []
      return {
        culprit: `page ${page.path}`,
        message:
          opening.length === 0
            ? 'no state of it is looked at'
            : `it is looked at by those alone who lack ${page.permission!}`,
        fix: 'add a state to test/page-states.ts whose path is the page’s own',
      }
    })
  },
}

/** As its recorded contract names them, which another rule holds to the code. */
function pagesOf({ id }: Plugin, folder: string): readonly OwnPage[] {
  const file = join(folder, 'contract/web.json')
  if (!existsSync(file)) return []
  const { routes = [], publicPages = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly routes?: readonly { readonly path: string; readonly permission?: string }[]
    readonly publicPages?: readonly { readonly path: string }[]
  }
  return [
    ...routes.map((route) => ({ ...route, address: `/m/${id}${route.path}` })),
    ...publicPages.map(({ path }) => ({ path, address: path })),
  ]
}

async function statesIn(folder: string): Promise<readonly PageState[]> {
  const file = join(folder, 'test/page-states.ts')
  if (!existsSync(file)) return []
  const { pages } = (await import(pathToFileURL(file).href)) as { readonly pages: PageStates }
  return pages.states
}

/** Below the city; what only a running platform knows stands there by its name. */
function addressOf({ path }: PageState): string {
  const whole = typeof path === 'string' ? path : path((name) => name)
  return whole.replace(/^\/c\/[^/]+/, '').replace(/[?#].*/, '')
}

const partsOf = (path: string): readonly string[] => path.split('/').filter(Boolean)

/** `/inbox/:id?` is opened by `/inbox` and by `/inbox/7`. */
function opens(pattern: string, address: string): boolean {
  const [wanted, given] = [partsOf(pattern), partsOf(address)]
  if (given.length > wanted.length) return false
  return wanted.every((part, at) =>
    part.startsWith(':') ? part.endsWith('?') || given[at] !== undefined : part === given[at],
  )
}

const roles: Readonly<Record<Looker, string>> = {
  guest: 'guest',
  citizen: 'citizen',
  'operator.uzda': 'operator',
  'executor.uzda': 'executor',
  'head.uzda': 'head',
  'admin.uzda': 'city-admin',
}

/** A permission that is not the module's own is taken for one that everybody has who has signed in. */
function isOpenTo(as: Looker, { permissions }: Plugin, permission: string | undefined): boolean {
  if (permission === undefined) return true
  const holders = permissions?.[permission]?.default ?? ['citizen']
  return ['guest', ...(as === 'guest' ? [] : ['citizen']), roles[as]].some((role) => holders.includes(role))
}
