import { langs, type Text } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { html } from './html.ts'
import { cookieValue, pageLang } from './page-lang.ts'
import { texts } from './texts.ts'

test('values in markup are text, markup in markup is markup', () => {
  const name = `<b title='"'>&`
  expect(html`<p class="${name}">${name} ${html`<i>${1}</i>`}${[html`a`, 'b<']}${false}${undefined}</p>`.html).toBe(
    '<p class="&lt;b title=&#39;&quot;&#39;&gt;&amp;">&lt;b title=&#39;&quot;&#39;&gt;&amp; <i>1</i>ab&lt;</p>',
  )
})

test("the language chosen on the page wins, then the portal's, the kept one, the browser's, Russian", () => {
  const all = { chosen: 'en', uiLocales: 'fr be-BY', cookie: 'ru', acceptLanguage: 'en-US' }
  expect(pageLang(all)).toBe('en')
  expect(pageLang({ ...all, chosen: ['en'] })).toBe('be')
  expect(pageLang({ ...all, chosen: 'xx', uiLocales: 'fr' })).toBe('ru')
  expect(pageLang({ acceptLanguage: 'en-US' })).toBe('en')
  expect(pageLang({})).toBe('ru')
  expect(cookieValue('a=1; KEYCLOAK_LOCALE=be; b=2')).toBe('be')
  expect(cookieValue('XKEYCLOAK_LOCALE=be')).toBeUndefined()
})

test.each(Object.entries<Text>(texts))('%s is said in three languages', (_, text) => {
  for (const lang of langs) expect(text[lang].trim()).not.toBe('')
})
