import { createSSRApp, h } from 'vue'
import { renderToString } from '@vue/server-renderer'
import type { RenderInput, Rendered, ShellPages } from '@vmeste/sdk/portal'
import type { Lang } from '@vmeste/sdk/web'
import CityList from './city-list.vue'
import OutagePage from './outage-page.vue'
import UnknownCity from './unknown-city.vue'
import { pageRenderer, renderInFrame } from './page-renderer.ts'
import { shellTexts } from './shell-texts.ts'
import ModuleOff from '../frame/module-off.vue'
import UnknownThing from '../frame/unknown-thing.vue'
import { createTexts } from '@vmeste/web'
import { myDataWeb } from '../my-data/web.ts'

/** Pages of the portal itself for whoever has a link and no account. */
export const own = pageRenderer(myDataWeb)

/** `/`: every city, finished, without a line of script. */
export async function cityList(input: Parameters<ShellPages['cityList']>[0]): Promise<Rendered> {
  const texts = createTexts(input.lang)
  texts.add('web', shellTexts[input.lang])
  const html = await renderToString(
    createSSRApp(CityList, {
      cities: input.cities,
      lang: input.lang,
      looks: input.looks,
      say: (key: string, params?: Record<string, string | number>) => texts.say('web', key, params),
    }),
  )
  return { html, title: texts.say('web', 'cities.title'), description: texts.say('web', 'cities.text'), status: 200 }
}

/** An address of a city that is not here, or of nothing at all. */
export async function unknownCityPage(input: { lang: Lang; what: 'city' | 'address' }): Promise<Rendered> {
  const title = input.what === 'city' ? 'unknown.city' : 'unknown.title'
  const texts = createTexts(input.lang)
  texts.add('web', shellTexts[input.lang])
  const html = await renderToString(createSSRApp(UnknownCity, { title, say: (key: string) => texts.say('web', key) }))
  return { html, title: texts.say('web', title), status: 404 }
}

/** An address inside a city behind which there is nothing. */
export async function unknownPage(input: RenderInput): Promise<Rendered> {
  const { html, portal } = await renderInFrame(input, undefined, UnknownThing, {})
  return { html, title: portal.texts.say('web', 'unknown.title'), status: 404 }
}

/** A page of a module that the city has switched off. */
export async function moduleOffPage(input: RenderInput): Promise<Rendered> {
  const { html, portal } = await renderInFrame(input, undefined, ModuleOff, {})
  return { html, title: portal.texts.say('web', 'off.title'), status: 404 }
}

/** Any address while nothing can be read: in the city's frame where there is a city. */
export async function outagePage({
  city,
  lang,
  looks,
  address,
  form,
}: Parameters<ShellPages['outagePage']>[0]): Promise<Rendered> {
  const texts = createTexts(lang)
  texts.add('web', shellTexts[lang])
  const props = { address, form, say: (key: string) => texts.say('web', key) }
  const html = city
    ? (await renderInFrame({ lang, city, looks }, undefined, OutagePage, props)).html
    : await renderToString(
        createSSRApp(() =>
          h('div', { class: 'v-site v-cities' }, h('main', { id: 'main', class: 'v-page' }, h(OutagePage, props))),
        ),
      )
  return { html, title: texts.say('web', form ? 'outage.notSent' : 'outage.title'), status: 503 }
}

/** A few words of the shell for pages that are not rendered from components: the app's first HTML, the manifest. */
export const shellText = (lang: Lang, key: string): string => {
  const texts = createTexts(lang)
  texts.add('web', shellTexts[lang])
  return texts.say('web', key)
}
