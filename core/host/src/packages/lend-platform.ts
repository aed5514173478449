import { realpathSync } from 'node:fs'
import { isBuiltin, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { VmesteError } from '@vmeste/sdk'

/** What a packed module finds outside of itself: the very copies that the platform runs. */
export const lent = /^(@vmeste\/sdk(\/[a-z]+)?|graphql)$/

const prepared = new Set<string>()

/**
 * Lets the packages below a folder import the platform's contract, and refuses everything else they did not bring
 * along: the libraries that happen to lie in a directory above are nobody's promise.
 */
export function lendPlatformTo(folder: string): void {
  const base = pathToFileURL(`${realpathSync(folder)}/`).href
  if (prepared.has(base)) return
  prepared.add(base)
  registerHooks({
    resolve(specifier, context, next) {
      if (!context.parentURL?.startsWith(base) || isBuiltin(specifier)) return next(specifier, context)
      if (lent.test(specifier)) return next(specifier, { ...context, parentURL: import.meta.url })
      const home = `${base}${context.parentURL.slice(base.length).split('/').slice(0, 2).join('/')}/`
      const found = within(home, () => next(specifier, context))
      if (found) return found
      throw new VmesteError(
        'VMESTE_PACKAGE_IMPORT',
        `${context.parentURL} imports "${specifier}", which a module may not: it has @vmeste/sdk, graphql, Node's own modules and what it was packed with`,
      )
    },
  })
}

/** What is found in the module's own folder; a library that lies above it counts for nothing. */
function within<Found extends { readonly url: string }>(home: string, find: () => Found): Found | undefined {
  try {
    const found = find()
    return found.url.startsWith(home) ? found : undefined
  } catch {
    return undefined
  }
}
