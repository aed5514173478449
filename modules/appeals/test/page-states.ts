import { click, openAll, settled, state, type PageState, type PageStates } from '@vmeste/testkit/page-states'
import { photo } from './town.ts'
import { reportsToShow } from './reports-to-show.ts'

/** A page of a browser, as the states get it. */
type Page = Parameters<NonNullable<PageState['prepare']>>[0]
const city = '/c/uzda'

async function fillReport(page: Page): Promise<void> {
  await page.locator('.ap-tile').first().click()
  await page
    .locator('#report input[type=file]')
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await openAll(page)
  await page.locator('.v-photo-sent').waitFor()
}
/** In a demonstration everybody has said yes: this one says what a real city would. */
const unconfirmed = (by: 'LINK' | 'CODE') => async (page: Page) => {
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch()
    const body = (await response.text())
      .replace('"standing":"CONFIRMED"', '"standing":"WAITING"')
      .replace(/"confirmedBy":"\w+"/, `"confirmedBy":"${by}"`)
    await route.fulfill({ response, body })
  })
  await openAll(page)
  await page.locator('#contact-email').fill('waits@example.test')
  await page.locator('#contact-consent').check()
  await page.locator('.ap-contact [type=submit]').click()
  await page.locator('.ap-given-WAITING').waitFor()
  await page.locator('.ap-given form .v-button').first().click()
  await page.locator('.ap-given [role=status], .ap-given [role=alert]').first().waitFor()
}
/** Somebody stands at a place outside the city, and is asked about it. */
const standing = (latitude: number, longitude: number) => async (page: Page) => {
  await page.context().grantPermissions(['geolocation'])
  await page.context().setGeolocation({ latitude, longitude })
  await page.locator('.ap-step > .v-button-wide').first().click()
  await page.locator('.ap-here').waitFor()
  await page.locator('.ap-step [type=submit]').click()
  await page.locator('.ap-tiles a.ap-tile').first().click()
  await page.locator('.ap-topics button').first().click()
  for (const step of ['details', 'check']) {
    await page.waitForURL(new RegExp(`/new/${step}$`))
    await page.locator('.ap-step [type=submit]').click()
  }
  await page.locator('#elsewhere-title').waitFor()
}
const states: readonly PageState[] = [
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
    (shown) => `${city}/t/${shown('openKey')}/sent`,
    async (page) => {
      await openAll(page)
      await page.locator('.ap-link-ways .v-button').last().click()
      await page.locator('.ap-link-qr').waitFor()
    },
  ),
  state('guest', 'tracking', (shown) => `${city}/t/${shown('openKey')}`, openAll),
  state('guest', 'tracking, a contact', (shown) => `${city}/t/${shown('contactKey')}`, openAll),
  state('guest', 'tracking, a contact waits', (shown) => `${city}/t/${shown('contactKey')}`, unconfirmed('LINK')),
  state('guest', 'tracking, a code is waited for', (shown) => `${city}/t/${shown('contactKey')}`, unconfirmed('CODE')),
  state(
    'guest',
    'tracking, a contact without consent',
    (shown) => `${city}/t/${shown('openKey')}`,
    async (page) => {
      await openAll(page)
      await page.locator('#contact-email').fill('olga@example.test')
      await page.locator('.ap-contact [type=submit]').click()
      await page.locator('.ap-contact-unticked').waitFor()
    },
  ),
  state('guest', 'QR page, words typed', `${city}/o/UZ-0049`, async (page) => {
    await openAll(page)
    await page.locator('#report-text').fill('Позвоните мне: +375 29 123-45-67')
    await page.locator('.ap-preview .ap-by-rule').waitFor()
  }),
  state('guest', 'QR page, words being checked', `${city}/o/UZ-0048`),
  state('guest', 'tracking, as others see it', (shown) => `${city}/t/${shown('wordsKey')}`),
  state(
    'guest',
    'tracking, covering words',
    (shown) => `${city}/t/${shown('wordsKey')}`,
    async (page) => {
      await page.locator('.ap-mine .v-button').click()
      await page.locator('.ap-mine [data-word]').first().waitFor()
    },
  ),
  state(
    'guest',
    'tracking, a photo hidden whole',
    (shown) => `${city}/t/${shown('photoKey')}`,
    async (page) => {
      await page.locator('.ap-mine .v-button').click()
      const hide = page.locator('.ap-cover-acts .v-button').last()
      await hide.or(page.locator('.ap-mine-hidden')).first().waitFor()
      if (await hide.isVisible()) await hide.click()
      await page.locator('.ap-mine-hidden .v-button:enabled').waitFor()
    },
  ),
  state('guest', 'tracking, is it fixed', (shown) => `${city}/t/${shown('answeredKey')}`, openAll),
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
  state('guest', 'new report, a place in the next town', `${city}/m/appeals/new`, standing(54.0985, 28.3331)),
  state('guest', 'new report, turned axes', `${city}/m/appeals/new`, standing(27.2138, 53.4627)),
  state('guest', 'no such place', `${city}/o/UZ-9999`),
  state('guest', 'staff page, closed', `${city}/m/appeals/inbox`, settled('main h1, main h2')),
  state('citizen', 'QR page, known', `${city}/o/UZ-0047`),
  state('operator.uzda', 'inbox', `${city}/m/appeals/inbox`, settled('.ap-inrow')),
  state(
    'operator.uzda',
    'report, passing on',
    (shown) => `${city}/m/appeals/inbox/${shown('openId')}`,
    click('.ap-pane-others .v-button'),
  ),
  state(
    'operator.uzda',
    'report, correcting',
    (shown) => `${city}/m/appeals/inbox/${shown('openId')}`,
    async (page) => {
      await page
        .locator('.ap-pane-others .v-button')
        .filter({ hasText: /^(Исправить|Выправіць|Correct)$/ })
        .click()
      await page.locator('#correct-topic option[value="ROAD.HOLE"]').waitFor({ state: 'attached' })
      await page.locator('#correct-topic').selectOption('ROAD.HOLE')
      await page.locator('.ap-trial').waitFor()
    },
  ),
  state(
    'operator.uzda',
    'report, corrected',
    (shown) => `${city}/m/appeals/inbox/${shown('correctedId')}`,
    async (page) => {
      await page.locator('.ap-change').first().waitFor()
    },
  ),
  state(
    'operator.uzda',
    'report, a far day asked for',
    (shown) => `${city}/m/appeals/inbox/${shown('askedId')}`,
    async (page) => {
      await page
        .locator('.ap-pane-others .v-button')
        .filter({ hasText: /^(Не согласовать|Не ўзгадніць|Do not agree)$/ })
        .click()
      await page.locator('#move-reason').waitFor()
    },
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
  state('operator.uzda', 'words to look at', `${city}/m/appeals/look`, settled('.ap-look-card')),
  state('operator.uzda', 'words to look at, several chosen', `${city}/m/appeals/look`, async (page) => {
    await page.locator('[data-word]').first().focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.locator('.ap-word-chosen').first().waitFor()
  }),
  state('operator.uzda', 'words to look at, one covered', `${city}/m/appeals/look`, async (page) => {
    await page.locator('[data-word]').first().click()
    await page.locator('.ap-look-last p').waitFor()
  }),
  state(
    'operator.uzda',
    'words to look at, as others see them',
    `${city}/m/appeals/look`,
    click('.ap-look-turn .v-button'),
  ),
  state('operator.uzda', 'a photo to look at, a box on it', `${city}/m/appeals/look`, async (page) => {
    await page.locator('.ap-area-start').first().click()
    await page.locator('.ap-area-new').waitFor()
  }),
  state('operator.uzda', 'a photo to look at, an area covered', `${city}/m/appeals/look`, async (page) => {
    await page.locator('.ap-area-start').first().click()
    await page.locator('.ap-area-new').press('Enter')
    await page.locator('button.ap-area-laid').first().waitFor()
  }),
  state('operator.uzda', 'words to look at, taking off the site', `${city}/m/appeals/look`, async (page) => {
    await page.locator('.ap-look-acts .v-button').nth(1).click()
    await page.locator('#move-reason').waitFor()
  }),
  state('operator.uzda', 'nothing to look at', `${city}/m/appeals/look`, async (page) => {
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replace(
        /"reports":\{[^[]*"nodes":\[[^\]]*\]/,
        '"reports":{"__typename":"ReportPage","nodes":[]',
      )
      await route.fulfill({ response, body })
    })
    await page.reload()
    await page.locator('.v-empty').waitFor()
  }),
  state(
    'operator.uzda',
    'report, covering words',
    (shown) => `${city}/m/appeals/inbox/${shown('wordsId')}`,
    click('.ap-pane-reading .v-button'),
  ),
  state(
    'operator.uzda',
    'report, covering a photo',
    (shown) => `${city}/m/appeals/inbox/${shown('wordsId')}`,
    async (page) => {
      await page.locator('.ap-photo-acts button[aria-expanded]').first().click()
      await page.locator('.ap-cover-box img').waitFor()
    },
  ),
  state('executor.uzda', 'inbox', `${city}/m/appeals/inbox`, settled('.ap-inrow')),
  state(
    'executor.uzda',
    'report, answering',
    (shown) => `${city}/m/appeals/inbox/${shown('openId')}`,
    async (page) => {
      await page.locator('.ap-card textarea').fill('Цепь закрепили')
      await page
        .locator('.ap-card input[type=file]')
        .setInputFiles({ name: 'b.jpg', mimeType: 'image/jpeg', buffer: await photo() })
      await page.locator('.v-photo-sent').waitFor()
    },
  ),
  state(
    'executor.uzda',
    'report, planning too far',
    (shown) => `${city}/m/appeals/inbox/${shown('openId')}`,
    async (page) => {
      await page
        .locator('.ap-pane-others .v-button')
        .filter({ hasText: /^(Запланировать|Запланаваць|Plan)$/ })
        .click()
      await page.locator('#move-date').fill('2029-04-16')
      await page.locator('.ap-card [role=status]').waitFor()
    },
  ),
  state('head.uzda', 'morning', `${city}/m/appeals/morning`, settled('main a[href*="/reports"]')),
  state('head.uzda', 'reports behind a figure', `${city}/m/appeals/morning`, async (page) => {
    await page.locator('main a[href*="/reports"]').first().click()
    await page.waitForURL(/\/reports/)
    await page.locator('main h1').waitFor()
  }),
  state('admin.uzda', 'places', `${city}/m/appeals/objects`, settled('main h1')),
  state('admin.uzda', 'a place', `${city}/m/appeals/objects`, async (page) => {
    await page.locator('main .v-button-primary').first().click()
    await page.locator('main form, [role=dialog]').first().waitFor()
  }),
  state('admin.uzda', 'places from a table', `${city}/m/appeals/objects?view=import`, settled('main h1')),
  state('admin.uzda', 'kinds of places', `${city}/m/appeals/objects?view=types`, settled('main h1')),
]

export const pages: PageStates = { states, show: reportsToShow }
