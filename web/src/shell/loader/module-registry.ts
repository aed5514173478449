import { computed, shallowReactive, type ComputedRef } from 'vue'
import type { MenuEntry, PublicPage, WebModule, WebRoute } from '@vmeste/sdk/web'
import type { ModuleRef } from '../../boot.ts'

/** What the registry needs of the page around it; faked in tests. */
export interface LoaderHost {
  /** Fetches and runs a module's entry. @throws when it cannot be had or is not what it was said to be */
  readonly importModule: (ref: ModuleRef) => Promise<WebModule>
  /** Adds its style sheets and returns how to take them away. */
  readonly addStyles: (hrefs: readonly string[]) => () => void
  readonly addTexts: (module: WebModule) => Promise<() => void>
  /** Brings what only the module's routes say, once. */
  readonly addPageTexts: (module: WebModule) => Promise<void>
  readonly addRoute: (module: WebModule, route: WebRoute) => () => void
  readonly addPublicPage: (module: WebModule, page: PublicPage) => () => void
  /** A module that fails is left out; the others go on. */
  readonly report: (module: string, error: unknown) => void
}

export interface LoadedModule {
  readonly id: string
  readonly entry: string
  readonly web: WebModule
}
export interface OfferedEntry extends MenuEntry {
  readonly module: string
}

export interface ModuleRegistry {
  readonly loaded: ReadonlyMap<string, LoadedModule>
  readonly menu: ComputedRef<readonly OfferedEntry[]>
  /** Brings the page to exactly these modules; what is already there stays untouched. */
  readonly sync: (refs: readonly ModuleRef[]) => Promise<{ added: readonly string[]; removed: readonly string[] }>
}

/** Keeps everything a module added, so that switching it off takes away exactly that. */
export function createModuleRegistry(host: LoaderHost): ModuleRegistry {
  const loaded = shallowReactive(new Map<string, LoadedModule>())
  const undo = new Map<string, (() => void)[]>()
  let turn: Promise<unknown> = Promise.resolve()

  const remove = (id: string): void => {
    loaded.delete(id)
    for (const step of (undo.get(id) ?? []).reverse()) step()
    undo.delete(id)
  }
  const add = async (ref: ModuleRef): Promise<boolean> => {
    const steps: (() => void)[] = []
    try {
      const web = await host.importModule(ref)
      if (web.vmeste !== 'web@1' || web.id !== ref.id)
        throw new Error(`${ref.entry} does not declare the module ${ref.id} by defineWeb`)
      steps.push(host.addStyles(ref.css), await host.addTexts(web))
      for (const page of web.publicPages ?? []) steps.push(host.addPublicPage(web, page))
      for (const route of web.routes ?? []) steps.push(host.addRoute(web, route))
      undo.set(ref.id, steps)
      loaded.set(ref.id, { id: ref.id, entry: ref.entry, web })
      return true
    } catch (error) {
      for (const step of steps.reverse()) step()
      host.report(ref.id, error)
      return false
    }
  }
  const bring = async (refs: readonly ModuleRef[]) => {
    const removed = [...loaded.values()]
      .filter(({ id, entry }) => !refs.some((ref) => ref.id === id && ref.entry === entry))
      .map(({ id }) => id)
    removed.forEach(remove)
    const missing = refs.filter(({ id }) => !loaded.has(id))
    const came = await Promise.all(missing.map(add))
    return { added: missing.filter((_, index) => came[index]).map(({ id }) => id), removed }
  }
  return {
    loaded,
    menu: computed(() =>
      [...loaded.values()]
        .flatMap(({ id, web }) => (web.menu ?? []).map((entry) => ({ ...entry, module: id })))
        .sort((a, b) => a.order - b.order),
    ),
    // one at a time: two quick switches must not overtake each other
    sync: (refs) => {
      const result = turn.then(() => bring(refs))
      turn = result.catch(() => undefined)
      return result
    },
  }
}
