import {
  openAll,
  settled,
  state,
  type PageState,
  type PageStates,
  type ShownPlatform,
} from '@vmeste/testkit/page-states'

const city = '/c/uzda'
const scores = { simplicity: 5, information: 4, timeliness: 3, courtesy: 5 }

const states: readonly PageState[] = [
  state(
    'guest',
    'tracking, how did it go',
    (shown) => shown('confirmed'),
    async (page) => {
      await page.locator('.rt-here [type=submit]').click()
      await page.locator('.rt-here [role=alert]').waitFor()
    },
  ),
  state('guest', 'invitation to rate', (shown) => `${city}/r/${shown('invitation')}`),
  state('guest', 'ratings', `${city}/m/ratings/`, settled('.rt-rank')),
  state('guest', 'a rated service', `${city}/m/ratings/of/HOUS`, async (page) => {
    await page.locator('.rt-object-sum').waitFor()
    await openAll(page)
  }),
  state('operator.uzda', 'comments', `${city}/m/ratings/comments?q=TO_READ`, async (page) => {
    await page.locator('.rt-card .v-button-quiet').first().click()
    await page.locator('.rt-card textarea').waitFor()
  }),
  state('admin.uzda', 'who is rated', `${city}/m/ratings/register`, async (page) => {
    await page.locator('.rt-entry').first().waitFor()
    await page.locator('main .v-button-primary').first().click()
    await page.getByRole('dialog').waitFor()
  }),
  state('admin.uzda', 'who is rated, as a table', `${city}/m/ratings/register?view=table`, async (page) => {
    await page.locator('.v-import textarea').first().waitFor({ state: 'attached' })
    await openAll(page)
  }),
]

/**
 * Words about what another module has finished, or about a service, and the key of an invitation that was sent for
 * something finished.
 */
async function show(
  { ask, idle }: ShownPlatform,
  { finished, finishedKey }: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const what = finished && finishedKey ? { subject: finished, access: finishedKey } : { object: 'HOUS' }
  await ask('mutation ($input: RateInput!) { rate(input: $input) { __typename } }', {
    input: { ...what, scores, comment: 'Сделали, но ждали долго' },
  })
  await idle()
  const { outbox } = await ask<{ outbox: { href: string | null }[] }>('{ outbox { href } }', {}, 'admin.uzda')
  const invitation = outbox.find(({ href }) => href?.startsWith('/r/'))?.href
  return invitation ? { invitation: invitation.slice('/r/'.length) } : {}
}

export const pages: PageStates = { states, show }
