import type { Page } from 'playwright-core'
import { appReady } from '../../web/e2e/people.ts'
import { samplePhoto } from '../../web/e2e/sample-photo.ts'

/** Who looks; `guest` has signed in nowhere. */
export const lookers = ['guest', 'citizen', 'operator.uzda', 'executor.uzda', 'head.uzda', 'admin.uzda'] as const
export type Looker = (typeof lookers)[number]

/** Addresses that only the platform under test knows. */
export interface Sample {
  readonly answered: string
  readonly open: string
  readonly openId: string
  readonly confirmed: string
  readonly invitation: string
}

/** A page in one of its states. Selectors only: the same states are looked at in three languages. */
export interface PageState {
  readonly name: string
  readonly as: Looker
  readonly path: string | ((sample: Sample) => string)
  /** Brings the page into the state. */
  readonly prepare?: (page: Page) => Promise<void>
  /** Another site's page, without the app. */
  readonly bare?: true
}

const state = (as: Looker, name: string, path: PageState['path'], prepare?: PageState['prepare']): PageState => ({
  as,
  name,
  path,
  ...(prepare ? { prepare } : {}),
})
const click =
  (selector: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(selector).first().click()
  }
const openAll = async (page: Page): Promise<void> => {
  await page.evaluate(`for (const part of document.querySelectorAll('main details')) part.open = true`)
}
const settled =
  (selector: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(selector).first().waitFor()
  }
const city = '/c/uzda'

async function fillReport(page: Page): Promise<void> {
  await page.locator('.ap-tile').first().click()
  await page
    .locator('#report input[type=file]')
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await samplePhoto() })
  await openAll(page)
  await page.locator('.v-photo-sent').waitFor()
}
async function toSignIn(page: Page): Promise<void> {
  await page.locator('.v-person[data-settled] .v-button').click()
  await page.locator('input[type=password]').waitFor()
}

export const pageStates: readonly PageState[] = [
  { as: 'guest', name: 'all cities', path: '/', bare: true },
  state('guest', 'city', `${city}/`),
  state('guest', 'QR page', `${city}/o/UZ-0047`),
  state('guest', 'QR page, filled in', `${city}/o/UZ-0047`, fillReport),
  state('guest', 'QR page, nothing chosen', `${city}/o/UZ-0049`, async (page) => {
    await page.locator('.ap-send button').click()
    await page.locator('[role=alert], .v-summary').first().waitFor()
  }),
  state('guest', 'looks known', `${city}/o/UZ-0047`, async (page) => {
    await page.locator('.ap-tile').first().click()
    await page.locator('.ap-send button').click()
    await page.locator('.ap-duplicate').waitFor()
  }),
  state(
    'guest',
    'receipt, everything open',
    ({ open }) => `${open}/sent`,
    async (page) => {
      await openAll(page)
      await page.locator('.ap-link-ways .v-button').last().click()
      await page.locator('.ap-link-qr').waitFor()
    },
  ),
  state('guest', 'tracking', ({ open }) => open, openAll),
  state('guest', 'tracking, is it fixed', ({ answered }) => answered, openAll),
  state(
    'guest',
    'tracking, how did it go',
    ({ confirmed }) => confirmed,
    async (page) => {
      await page.locator('.rt-here [type=submit]').click()
      await page.locator('.rt-here [role=alert]').waitFor()
    },
  ),
  state('guest', 'invitation to rate', ({ invitation }) => invitation),
  state('guest', 'ratings', `${city}/m/ratings/`, settled('.rt-rank')),
  state('guest', 'a rated service', `${city}/m/ratings/of/HOUS`, async (page) => {
    await page.locator('.rt-object-sum').waitFor()
    await openAll(page)
  }),
  state('guest', 'message or appeal', `${city}/message-or-appeal`),
  state('guest', 'new report, place', `${city}/m/appeals/new`, settled('.ap-step')),
  state('guest', 'new report, on the map', `${city}/m/appeals/new`, async (page) => {
    await page.locator('.ap-step > .v-button-wide').last().click()
    await page.locator('.v-map-pin').waitFor()
    await page.locator('.v-map-point').first().waitFor()
  }),
  state('guest', 'new report, no place', `${city}/m/appeals/new`, async (page) => {
    await page.locator('.ap-step [type=submit]').click()
    await page.locator('#new-address[aria-invalid=true], [role=alert]').first().waitFor()
  }),
  state('guest', 'new report, topic', `${city}/m/appeals/new`, async (page) => {
    await page.locator('#new-address').fill('ул. Мира, 3')
    await page.locator('.ap-step [type=submit]').click()
    await page.waitForURL(/\/new\/(topic|nearby)/)
  }),
  state('guest', 'privacy', `${city}/privacy`),
  state('guest', 'waiting', `${city}/waiting`),
  { as: 'guest', name: 'no such address', path: '/nowhere', bare: true },
  state('guest', 'no such page', `${city}/nowhere`),
  state('guest', 'no such place', `${city}/o/UZ-9999`),
  state('guest', 'staff page, closed', `${city}/m/appeals/inbox`, settled('main h1, main h2')),
  state('guest', 'sign in', `${city}/`, toSignIn),
  state('guest', 'sign in, wrong', `${city}/`, async (page) => {
    await toSignIn(page)
    await page.locator('input[name=username]').fill('nobody')
    await page.locator('input[name=password]').fill('wrong')
    await page.locator('input[name=password]').press('Enter')
    await page.locator('[role=alert]').waitFor()
  }),
  state('citizen', 'QR page, known', `${city}/o/UZ-0047`),
  state('citizen', 'my cases', `${city}/cases`, settled('main h1')),
  state('citizen', 'account', `${city}/account`, settled('main h1')),
  state('citizen', 'account, no number', `${city}/account`, async (page) => {
    await page.locator('#phone-number').fill('12')
    await page.locator('.v-phone-form [type=submit]').click()
    await page.locator('#phone-number[aria-invalid=true]').waitFor()
  }),
  state('citizen', 'account, a code on its way', `${city}/account`, async (page) => {
    await page.locator('#phone-number').fill('+375 29 123-45-67')
    await page.locator('.v-phone-form [type=submit]').click()
    await page.locator('#phone-code').waitFor()
  }),
  state('citizen', 'notifications', `${city}/notifications`, settled('main h1')),
  state('operator.uzda', 'desk', `${city}/staff`, settled('main h1')),
  state('operator.uzda', 'inbox', `${city}/m/appeals/inbox`, settled('.ap-inrow')),
  state(
    'operator.uzda',
    'report, passing on',
    ({ openId }) => `${city}/m/appeals/inbox/${openId}`,
    click('.ap-pane-others .v-button'),
  ),
  state('operator.uzda', 'inbox, nothing to sort', `${city}/m/appeals/inbox?q=triage`, settled('.ap-desk-list')),
  state('operator.uzda', 'keys', `${city}/m/appeals/inbox`, async (page) => {
    await page.locator('.ap-inrow').first().waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
  }),
  state('operator.uzda', 'all reports', `${city}/m/appeals/reports`, async (page) => {
    await page.locator('main h1').waitFor()
    await openAll(page)
  }),
  state('operator.uzda', 'comments', `${city}/m/ratings/comments?q=TO_READ`, async (page) => {
    await page.locator('.rt-card .v-button-quiet').first().click()
    await page.locator('.rt-card textarea').waitFor()
  }),
  state('executor.uzda', 'inbox', `${city}/m/appeals/inbox`, settled('.ap-inrow')),
  state(
    'executor.uzda',
    'report, answering',
    ({ openId }) => `${city}/m/appeals/inbox/${openId}`,
    async (page) => {
      await page.locator('.ap-card textarea').fill('Цепь закрепили')
      await page
        .locator('.ap-card input[type=file]')
        .setInputFiles({ name: 'b.jpg', mimeType: 'image/jpeg', buffer: await samplePhoto() })
      await page.locator('.v-photo-sent').waitFor()
    },
  ),
  state('head.uzda', 'morning', `${city}/m/appeals/morning`, settled('main a[href*="/reports"]')),
  state('head.uzda', 'reports behind a figure', `${city}/m/appeals/morning`, async (page) => {
    await page.locator('main a[href*="/reports"]').first().click()
    await page.waitForURL(/\/reports/)
    await page.locator('main h1').waitFor()
  }),
  state('admin.uzda', 'administration', `${city}/admin`, settled('.v-admin')),
  state('admin.uzda', 'switchboard', `${city}/admin/modules`, settled('.v-module')),
  state('admin.uzda', 'plan of a switch', `${city}/admin/modules`, async (page) => {
    await page.locator('.v-module .v-button').first().click()
    await page.locator('.v-plan').first().waitFor()
  }),
  state('admin.uzda', 'settings of a module', `${city}/admin/modules/appeals`, settled('.v-settings')),
  state('admin.uzda', 'settings, one does not fit', `${city}/admin/modules/appeals`, async (page) => {
    await page.locator('#setting-maxPhotos').fill('6')
    await page.locator('.v-settings [type=submit]').click()
    await page.locator('.v-summary').waitFor()
  }),
  state('admin.uzda', 'roles', `${city}/admin/roles/city-admin`, settled('.v-right')),
  state('admin.uzda', 'a role is added, empty', `${city}/admin/roles/guest`, async (page) => {
    await page.locator('.v-right').first().waitFor()
    await page.locator('.v-page-head .v-button').click()
    await page.locator('dialog [type=submit]').click()
    await page.locator('.v-summary').waitFor()
  }),
  state('admin.uzda', 'a role that is gone', `${city}/admin/roles/nobody`, settled('.v-roles > p')),
  state('admin.uzda', 'staff', `${city}/admin/people`, settled('.v-person-row')),
  state('admin.uzda', 'a colleague', `${city}/admin/people`, async (page) => {
    await page.locator('.v-person-row .v-button').nth(1).click()
    await page.locator('.v-panel').waitFor()
  }),
  state('admin.uzda', 'letting a colleague go', `${city}/admin/people`, async (page) => {
    await page.locator('.v-person-row .v-button').nth(1).click()
    await page.locator('.v-panel > .v-row .v-button').last().click()
    await page.getByRole('dialog').waitFor()
  }),
  state('admin.uzda', 'inviting, nothing chosen', `${city}/admin/people`, async (page) => {
    await page.locator('main .v-button-primary').click()
    await page.getByRole('dialog').locator('[type=submit]').click()
    await page.locator('.v-summary').waitFor()
  }),
  state('admin.uzda', 'places', `${city}/m/appeals/objects`, settled('main h1')),
  state('admin.uzda', 'a place', `${city}/m/appeals/objects`, async (page) => {
    await page.locator('main .v-button-primary').first().click()
    await page.locator('main form, [role=dialog]').first().waitFor()
  }),
  state('admin.uzda', 'places from a table', `${city}/m/appeals/objects?view=import`, settled('main h1')),
  state('admin.uzda', 'kinds of places', `${city}/m/appeals/objects?view=types`, settled('main h1')),
  state('admin.uzda', 'who is rated', `${city}/m/ratings/register`, async (page) => {
    await page.locator('.rt-entry').first().waitFor()
    await page.locator('main .v-button-primary').first().click()
    await page.getByRole('dialog').waitFor()
  }),
  state('admin.uzda', 'calendar', `${city}/admin/calendar`, async (page) => {
    await page.locator('.v-trial-due').waitFor()
    await openAll(page)
  }),
  state('admin.uzda', 'state of the city', `${city}/admin/status`, settled('.v-state-line')),
  state('admin.uzda', 'letters', `${city}/mail`, settled('main h1')),
]

/** Opens the page and brings it into its state. */
export async function enter(page: Page, one: PageState, sample: Sample): Promise<void> {
  // a form finds nothing that an earlier state left in it
  await page.addInitScript(`try {
    for (const key of Object.keys(localStorage)) if (key.startsWith('vmeste.draft.')) localStorage.removeItem(key)
  } catch { /* no store here */ }`)
  await page.goto(typeof one.path === 'string' ? one.path : one.path(sample))
  if (!one.bare) await appReady(page)
  await one.prepare?.(page)
}
