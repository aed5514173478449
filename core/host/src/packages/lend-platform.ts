import { realpathSync } from 'node:fs'
import { isBuiltin, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { VmesteError } from '@vmeste/sdk'

/** What a packed module finds outside of itself: the very copies that the platform runs. */
export const lent = /^(@vmeste\/sdk(\/[a-z]+)?|graphql)$/

const prepared = new Set<string>()

/**
 * Lets the packages below a folder import the platform's contract, and refuses everything else they did not bring along:
 * the libraries that happen to lie in a directory above are nobody's promise.
 */
export function lendPlatformTo(folder: string): void {
  const base = pathToFileURL(`${realpathSync(folder)}/`).href
  if (prepared.has(base)) return
  prepared.add(base)
  registerHooks({
    resolve(specifier, context, next) {
      if (!context.parentURL?.startsWith(base) || isBuiltin(specifier)) return next(specifier, context)
      if (lent.test(specifier)) return next(specifier, { ...context, parentURL: import.meta.url })
      const found = /^(\.{1,2}\/|file:)/.test(specifier) ? next(specifier, context) : undefined
      const home = base + context.parentURL.slice(base.length).split('/').slice(0, 2).join('/')
      if (found?.url.startsWith(`${home}/`)) return found
      throw new VmesteError('VMESTE_PACKAGE_IMPORT', `${context.parentURL} imports "${specifier}", which a module may not: it has @vmeste/sdk, graphql, Node's own modules and what it was packed with`)
    },
  })
}
