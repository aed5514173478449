import type { Component } from 'vue'
import type { Router } from 'vue-router'
import type { Texts } from '@vmeste/web'
import type { Lang, WebModule } from '@vmeste/sdk/web'
import type { Boot, ModuleRef } from '../../boot.ts'
import { publicPageHost } from './public-page-host.ts'
import type { LoaderHost } from './module-registry.ts'

/** The registry's hands in a real page. */
export function browserLoader(options: { router: Router; texts: Texts; lang: Lang; boot: Boot }): LoaderHost {
  const { router, texts, lang, boot } = options
  const base = `/c/${boot.city.slug}`
  const pageTexts = new Map<string, Promise<void>>()
  const addPageTexts = (module: WebModule): Promise<void> => {
    const known = pageTexts.get(module.id)
    if (known) return known
    const coming = (module.pageMessages?.[lang]() ?? Promise.resolve({ default: {} })).then((more) => {
      texts.extend(module.id, more.default)
    })
    pageTexts.set(module.id, coming)
    // a failed load must not be remembered as one
    coming.catch(() => {
      pageTexts.delete(module.id)
    })
    return coming
  }
  return {
    async importModule(ref: ModuleRef) {
      // the import map was closed when the page came; this checks what it could not list, and warms the cache for the
      // import
      const checked = await fetch(ref.entry, {
        integrity: ref.integrity,
        credentials: 'same-origin',
        cache: 'force-cache',
      })
      if (!checked.ok) throw new Error(`${ref.entry} answered ${checked.status}`)
      return ((await import(/* @vite-ignore */ ref.entry)) as { default: WebModule }).default
    },
    addStyles(hrefs) {
      const links = hrefs
        .filter((href) => !document.querySelector(`link[href="${href}"]`))
        .map((href) => Object.assign(document.createElement('link'), { rel: 'stylesheet', href }))
      document.head.append(...links)
      return () => {
        for (const href of hrefs) document.querySelector(`link[href="${href}"]`)?.remove()
      }
    },
    async addTexts(module) {
      texts.add(module.id, (await module.messages[lang]()).default)
      pageTexts.delete(module.id)
      return () => {
        texts.remove(module.id)
      }
    },
    addPageTexts,
    addRoute(module, route) {
      if (!route.path.startsWith('/')) throw new Error(`route ${module.id}.${route.name}: its path must start with /`)
      return router.addRoute({
        path: `${base}/m/${module.id}${route.path}`,
        name: `${module.id}.${route.name}`,
        component: async () => {
          const [page] = await Promise.all([route.component(), addPageTexts(module)])
          return page as unknown as Component
        },
        meta: { module: module.id, title: route.title, permission: route.permission, layout: route.layout ?? 'page' },
      })
    },
    addPublicPage(module, page) {
      if (/^\/(m|admin|account|cases|privacy|notifications|reach|staff|my-data)(\/|$)/.test(page.path))
        throw new Error(`public page ${module.id}.${page.name}: ${page.path} belongs to the portal`)
      return router.addRoute({
        path: base + page.path,
        name: `${module.id}.${page.name}`,
        component: () => publicPageHost(module, page, { boot, texts }),
        meta: { module: module.id, layout: 'public' },
      })
    },
    report(id, error) {
      console.error(`module ${id} was left out:`, error)
    },
  }
}
