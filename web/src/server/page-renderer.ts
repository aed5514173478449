import { createSSRApp, defineComponent, h, type Component } from 'vue'
import { renderToString } from '@vue/server-renderer'
import type { ModulePages, RenderInput, ServerPage } from '@vmeste/sdk/portal'
import type { Messages, PublicPage, WebModule } from '@vmeste/sdk/web'
import { createTexts, portalKey, slotsKey, type Portal } from '@vmeste/web'
import { isUnknown } from '../frame/is-unknown.ts'
import SiteFrame from '../frame/site-frame.vue'
import UnknownThing from '../frame/unknown-thing.vue'
import { guestSession } from './guest-session.ts'
import { shellTexts } from './shell-texts.ts'

/** Renders one component inside the frame of a city, as a guest without scripts sees it. */
export async function renderInFrame(
  input: RenderInput,
  texts: { id: string; messages: readonly Messages[] } | undefined,
  component: Component,
  props: Record<string, unknown>,
  slots: readonly string[] = [],
): Promise<{ html: string; portal: Portal }> {
  const own = createTexts(input.lang)
  own.add('web', shellTexts[input.lang])
  for (const messages of texts?.messages ?? []) own.extend(texts!.id, messages)
  const portal: Portal = { lang: input.lang, city: input.city, texts: own, session: guestSession() }
  const app = createSSRApp(
    defineComponent({
      render: () => h(SiteFrame, { looks: input.looks, layout: 'public' }, { default: () => h(component, props) }),
    }),
  )
  app.provide(portalKey, portal).provide(slotsKey, { fills: () => [], has: (slot) => slots.includes(slot) })
  return { html: await renderToString(app), portal }
}

const serverPage = (web: WebModule, page: PublicPage): ServerPage => ({
  name: page.name,
  path: page.path,
  operation: page.query.id,
  variables: page.variables,
  actions: Object.fromEntries(
    Object.entries(page.action ?? {}).map(([name, action]) => [
      name,
      {
        operation: action.mutation.id,
        variables: (form, params) => action.variables(form, params),
        next: (data, params) => action.next(data, params),
      },
    ]),
  ),
  async render(input) {
    const all = [await web.messages[input.lang](), await page.messages?.[input.lang]()]
    const messages = all.flatMap((part) => (part ? [part.default] : []))
    if (isUnknown(input.data)) {
      const { html, portal } = await renderInFrame(input, undefined, UnknownThing, {})
      return { html, title: portal.texts.say('web', 'unknown.title'), status: 404 }
    }
    const { default: component } = await page.component()
    const { html, portal } = await renderInFrame(
      input,
      { id: web.id, messages },
      component,
      {
        data: input.data,
        params: input.params,
        submissionKey: input.submissionKey,
        result: input.result,
        form: input.form,
      },
      input.slots,
    )
    const head = page.head(input.data, (key, params) => portal.texts.say(web.id, key, params))
    return { html, status: 200, ...head }
  },
})

/** The default export of a module's server bundle. */
export const pageRenderer = (web: WebModule): ModulePages => ({
  id: web.id,
  pages: (web.publicPages ?? []).map((page) => serverPage(web, page)),
  fills: (web.slots ?? []).filter(({ permission }) => permission === undefined).map(({ slot }) => slot),
})
