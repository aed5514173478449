import { totpCode } from '../../../core/host/test/doubles/totp-app.ts'
import { actionOf, type TestVisitor } from '../../../core/host/test/doubles/visitor.ts'
import { afterPassword, askSignOut, openRegistration, type Door } from './door.ts'

/** Opens the page of a letter's link and sends its form. */
async function follow(somebody: TestVisitor, link: string, fields: Record<string, string>) {
  const opened = await somebody.arrive(await somebody.request(link))
  const key = /name="key" value="([^"]+)"/.exec(opened.page)?.[1]
  return key === undefined
    ? opened
    : somebody.arrive(await somebody.post(opened.page, { key, ...fields }, link.replace(/\?.*/, '?kc_locale=ru')))
}
const type = async (somebody: TestVisitor, page: string, code: string) =>
  somebody.arrive(await somebody.post(page, { code }))

/** The pages of the embedded provider. */
export const embeddedDoor: Door = {
  askAccount: async (somebody, { email }) =>
    somebody.arrive(await somebody.post(await openRegistration(somebody), { email })),
  makeAccount: (somebody, link, { givenName, password }) => follow(somebody, link, { givenName, password }),
  async askPassword(somebody, username) {
    const { address, page } = await somebody.open()
    return somebody.arrive(await somebody.post(page, { username }, `${address}/forgotten?kc_locale=ru`))
  },
  setPassword: (somebody, link, password) => follow(somebody, link, { password }),
  async setUpSecondStep(somebody, login, code) {
    const { page } = await afterPassword(somebody, login, { kc_action: 'CONFIGURE_TOTP' })
    const key = /class="key">([^<]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? ''
    const offer = /name="offer" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const shown = await somebody.arrive(await somebody.post(page, { offer, code: code ?? totpCode(key) }))
    const spare = [...shown.page.matchAll(/<li><code>([^<]+)</g)].map(([, each = '']) => each)
    return {
      key,
      spare,
      arrival: spare.length > 0 ? await somebody.arrive(await somebody.post(shown.page, {})) : shown,
    }
  },
  typeCode: type,
  typeSpareCode: type,
  async signOut(somebody, idToken) {
    const { page } = await askSignOut(somebody, idToken) // in a browser it sends itself
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    return somebody.arrive(
      await somebody.request(actionOf(page), { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) }),
    )
  },
  asksCode: (page) => page.includes('name="code"'),
  async askAccountIn(tab, { email }) {
    await tab.locator('[name=email]').fill(email)
    await tab.locator('[name=email]').press('Enter')
  },
  async makeAccountIn(tab, { givenName, password }) {
    await tab.locator('[name=givenName]').fill(givenName)
    await tab.locator('[name=password]').fill(password)
    await tab.locator('[name=password]').press('Enter')
  },
}
