import { createApp, createSSRApp } from 'vue'
import {
  createGraphClient,
  ToastList,
  createTexts,
  createTransport,
  openStream,
  portalKey,
  slotsKey,
  type Me,
  type Portal,
} from '@vmeste/web'
import type { Messages } from '@vmeste/sdk/web'
import { cityChangedSubscription, meQuery, portalModulesQuery } from '../../operations.gen.ts'
import { readBoot, type ModuleRef } from '../boot.ts'
import '../frame/city-list.css'
import '../frame/outage-page.css'
import '../my-data/my-data.css'
import App from './app.vue'
import { browserLoader } from './loader/browser-loader.ts'
import { createModuleRegistry } from './loader/module-registry.ts'
import { createPortalRouter } from './router/create-router.ts'
import { interceptLinks } from './router/intercept-links.ts'
import { slotsOf } from './loader/slots-of.ts'
import { createSession } from './session/keycloak-session.ts'
import { deviceKey } from '../kit/session/device-key.ts'
import { registryKey } from './loader/registry-key.ts'
import { startWorker } from './start-worker.ts'

const texts: Record<string, () => Promise<{ default: Messages }>> = {
  ru: () => import('../i18n/ru.json'),
  be: () => import('../i18n/be.json'),
  en: () => import('../i18n/en.json'),
}

const boot = readBoot()
const session = createSession(
  boot.identity,
  async () => {
    const reply = await transport.send(meQuery.id, {})
    return (reply.data as { me?: Me | null } | undefined)?.me ?? undefined
  },
  boot.city.slug,
)
const transport = createTransport({ city: boot.city.slug, lang: boot.lang, device: deviceKey, token: session.token })
const graph = createGraphClient(transport)
const portal: Portal = {
  lang: boot.lang,
  city: boot.city,
  texts: createTexts(boot.lang),
  session,
  graph,
  basemap: boot.basemap,
}

// a fresh answer of the sign-in page stands in the address: it must be taken in before the router touches the address
const signingIn = /[#&]state=/.test(location.hash) ? session.start() : undefined
portal.texts.add('web', (await texts[boot.lang]!()).default)
await signingIn

const router = createPortalRouter(portal, boot)
const loader = browserLoader({ router, texts: portal.texts, lang: boot.lang, boot })
const registry = createModuleRegistry(loader)
// before the first route is resolved, so that a deep link into a module finds its page
await registry.sync(boot.modules)

const root = document.getElementById('app')!
const app = (boot.page ? createSSRApp : createApp)(App)
app
  .provide(portalKey, portal)
  .provide(slotsKey, slotsOf(registry, session, loader.addPageTexts))
  .provide(registryKey, registry)
app.use(router)
await router.isReady()
app.mount(root)
document.documentElement.dataset.app = ''
// beside the app: a page that the server rendered must find exactly what it rendered
createApp(ToastList)
  .provide(portalKey, portal)
  .mount(document.body.appendChild(document.createElement('div')))
interceptLinks(router)

if (!signingIn) void session.start()
startWorker(session)

/** Modules or rights have changed: the page follows without being loaded anew. */
const follow = async (): Promise<void> => {
  const reply = await transport.send(portalModulesQuery.id, {})
  const modules = (reply.data as { portalModules?: ModuleRef[] | null } | undefined)?.portalModules
  if (!modules) return
  const here = router.currentRoute.value.meta.module
  const { added, removed } = await registry.sync(modules)
  if (session.me.value) await session.reload()
  // the address may have lost its page, or found it again
  const off =
    (here !== undefined && removed.includes(here)) || (history.state as { off?: boolean } | null)?.off === true
  if (added.length + removed.length > 0)
    await router.replace({ path: router.currentRoute.value.fullPath, force: true, state: { off } })
}
openStream(transport, cityChangedSubscription, {}, () => {
  void follow().catch(() => undefined)
})
