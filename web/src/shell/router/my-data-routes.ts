import type { RouteRecordRaw } from 'vue-router'
import type { Portal } from '@vmeste/web'
import type { Boot } from '../../boot.ts'
import { goneLaterPath, gonePath, guestPath } from '../../my-data/paths.ts'
import { myDataTexts } from '../../my-data/texts.ts'
import { publicPageHost } from '../loader/public-page-host.ts'

/** «Мои данные» with an account and by a secret link; few open them, so nothing of them is part of the first load. */
export function myDataRoutes(portal: Portal, boot: Boot): RouteRecordRaw[] {
  const base = `/c/${portal.city.slug}`
  const own = async () => {
    const { myDataWeb } = await import('../../my-data/web.ts')
    const texts = await myDataWeb.messages[portal.lang]()
    portal.texts.add(myDataTexts, texts.default)
    return myDataWeb
  }
  const open = (path: string): RouteRecordRaw => ({
    path: base + path,
    name: `${myDataTexts}.${path}`,
    component: async () => {
      const web = await own()
      const page = web.publicPages!.find((one) => one.path === path)!
      return publicPageHost(web, page, { boot, texts: portal.texts })
    },
    meta: { layout: 'public' },
  })
  return [
    {
      path: `${base}/my-data`,
      name: 'my-data',
      component: async () => {
        await own()
        return import('../../my-data/account-page.vue')
      },
      meta: { module: myDataTexts, title: 'title', signedIn: true },
    },
    open(gonePath),
    open(goneLaterPath),
    open(guestPath),
  ]
}
