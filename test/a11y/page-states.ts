import type { Page } from 'playwright-core'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { openAll, settled, state, type PageState, type PageStates, type Shown } from '@vmeste/testkit/page-states'
import { open } from '../../web/e2e/people.ts'
import { root } from '../workspace.ts'

const city = '/c/uzda'

async function toSignIn(page: Page): Promise<void> {
  await page.locator('.v-person[data-settled] .v-button').click()
  await page.locator('input[type=password]').waitFor()
}

/** The pages of the platform itself. */
const ofPlatform: readonly PageState[] = [
  { as: 'guest', name: 'all cities', path: '/', bare: true },
  state('guest', 'city', `${city}/`),
  state('guest', 'privacy', `${city}/privacy`),
  state('guest', 'waiting', `${city}/waiting`),
  { as: 'guest', name: 'no such address', path: '/nowhere', bare: true },
  state('guest', 'no such page', `${city}/nowhere`),
  state('guest', 'sign in', `${city}/`, toSignIn),
  state('guest', 'sign in, wrong', `${city}/`, async (page) => {
    await toSignIn(page)
    await page.locator('input[name=username]').fill('nobody')
    await page.locator('input[name=password]').fill('wrong')
    await page.locator('input[name=password]').press('Enter')
    await page.locator('[role=alert]').waitFor()
  }),
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
  state('citizen', 'how to tell me', `${city}/reach`, settled('.v-reach')),
  state('executor.uzda', 'how to tell staff', `${city}/reach`, settled('.v-reach')),
  state('guest', 'my data, not signed in', `${city}/my-data`, settled('main h1')),
  state('citizen', 'my data', `${city}/my-data`, async (page) => {
    await page.locator('.v-my').waitFor()
    await openAll(page)
  }),
  state('citizen', 'my data, could not be shown', `${city}/my-data`, async (page) => {
    // who it is can be asked, what is held cannot
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('"secret"') ? route.abort() : route.continue(),
    )
    await page.reload()
    await page.locator('main [role=alert]').waitFor()
  }),
  state('guest', 'my data by a link', (shown) => `${city}/my-data/${shown('openKey')}`, openAll),
  state(
    'guest',
    'my data by a link, the wrong word',
    (shown) => `${city}/my-data/${shown('openKey')}`,
    async (page) => {
      await page.locator('#erase-confirm').fill('да')
      await page.locator('.v-erase [type=submit]').click()
      await page.locator('.v-summary').waitFor()
    },
  ),
  state('guest', 'my data, no such link', `${city}/my-data/nothing`),
  state('guest', 'my data, erased', `${city}/my-data/gone`),
  state('guest', 'my data, erased, the backups yet to know', `${city}/my-data/gone/later`),
  state('admin.uzda', 'who opened what', `${city}/admin/looks`, settled('tbody tr')),
  state(
    'admin.uzda',
    'who opened what, nobody',
    `${city}/admin/looks?from=2001-01-01&till=2001-01-02`,
    settled('.v-empty'),
  ),
  state('operator.uzda', 'desk', `${city}/staff`, settled('main h1')),
  state('executor.uzda', 'tasks', `${city}/tasks`, async (page) => {
    await page.locator('.v-task').first().waitFor()
    await openAll(page)
  }),
  state('executor.uzda', 'tasks, with a note', `${city}/tasks`, async (page) => {
    await page.locator('.v-task-acts .v-button').nth(1).click()
    await page.locator('.v-task-more textarea').waitFor()
  }),
  state('executor.uzda', 'tasks, passed to nobody', `${city}/tasks`, async (page) => {
    await page.locator('.v-task-acts .v-button').nth(2).click()
    await page.locator('.v-task-more [type=submit]').click()
    await page.locator('.v-task-more [aria-invalid=true]').waitFor()
  }),
  state('executor.uzda', 'tasks, done', `${city}/tasks?list=done`, settled('.v-task')),
  state('executor.uzda', 'tasks, none', `${city}/tasks?list=mine`, settled('.v-empty')),
  state('admin.uzda', 'administration', `${city}/admin`, settled('.v-admin')),
  state('admin.uzda', 'topics', `${city}/admin/topics`, settled('.v-topic')),
  state('admin.uzda', 'a topic', `${city}/admin/topics/YARD.PLAY`, settled('.v-topic-due')),
  state('admin.uzda', 'a new topic, empty', `${city}/admin/topics/new`, async (page) => {
    await page.locator('.v-topic-editor [type=submit]').click()
    await page.locator('.v-summary').waitFor()
  }),
  state('admin.uzda', 'switchboard', `${city}/admin/modules`, settled('.v-module')),
  state('admin.uzda', 'plan of a switch', `${city}/admin/modules`, async (page) => {
    await page.locator('.v-module .v-button').first().click()
    await page.locator('.v-plan').first().waitFor()
  }),
  state('admin.uzda', 'settings of a module', `${city}/admin/modules/appeals`, settled('.v-settings')),
  state('admin.uzda', 'shared settings, a message tried', `${city}/admin/modules/civic`, async (page) => {
    await page.locator('#trial-phone').fill('+375 29 123-45-67')
    await page.locator('.v-trial [type=submit]').click()
    await page.locator('.v-trial [role=status]').waitFor()
  }),
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
  state('admin.uzda', 'organisations', `${city}/admin/directory/organisations`, settled('.v-directory')),
  state(
    'admin.uzda',
    'organisations from a table',
    `${city}/admin/directory/organisations?view=table`,
    settled('.v-import'),
  ),
  state('admin.uzda', 'departments', `${city}/admin/directory`, settled('.v-directory')),
  state('admin.uzda', 'departments, none found', `${city}/admin/directory/services`, async (page) => {
    await page.locator('.v-directory-search input').fill('ничего такого')
    await page.locator('.v-empty').waitFor()
  }),
  state('admin.uzda', 'departments from a table', `${city}/admin/directory/services?view=table`, settled('.v-import')),
  state('admin.uzda', 'people of the directory', `${city}/admin/directory/people`, settled('.v-directory')),
  state('admin.uzda', 'people from a table', `${city}/admin/directory/people?view=table`, settled('.v-import')),
  state('admin.uzda', 'topics', `${city}/admin/directory/topics`, settled('.v-directory')),
  state('admin.uzda', 'topics from a table', `${city}/admin/directory/topics?view=table`, settled('.v-import')),
  state('admin.uzda', 'calendar', `${city}/admin/calendar`, async (page) => {
    await page.locator('.v-trial-due').waitFor()
    await openAll(page)
  }),
  state('admin.uzda', 'state of the city', `${city}/admin/status`, settled('.v-state-line')),
  state('admin.uzda', 'letters', `${city}/mail`, settled('main h1')),
]

/** What each module of the workspace says of its own pages, found by its folder. */
export const ofModules: readonly PageStates[] = await Promise.all(
  globSync('modules/*/test/page-states.ts', { cwd: root })
    .sort()
    .map(async (file) => ((await import(join(root, file))) as { pages: PageStates }).pages),
)

export const pageStates: readonly PageState[] = [...ofPlatform, ...ofModules.flatMap(({ states }) => states)]

/** Opens the page and brings it into its state. */
export async function enter(page: Page, one: PageState, shown: Shown): Promise<void> {
  // a form finds nothing that an earlier state left in it
  await page.addInitScript(`try {
    for (const key of Object.keys(localStorage)) if (key.startsWith('vmeste.draft.')) localStorage.removeItem(key)
  } catch { /* no store here */ }`)
  const path = typeof one.path === 'string' ? one.path : one.path(shown)
  await (one.bare ? page.goto(path) : open(page, path))
  await one.prepare?.(page)
}
