import type { Browser, Request } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { appReady, asGuest, open } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'
import { samplePhoto } from './sample-photo.ts'
import { answerElsewhere } from './staff-work.ts'
import { storedPictures } from './stored-pictures.ts'

const city = 'uzda-poor-conditions'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const photoFile = async (): Promise<{ name: string; mimeType: string; buffer: Buffer }> => ({
  name: 'IMG_1.jpg',
  mimeType: 'image/jpeg',
  buffer: await samplePhoto(),
})
const reportsAt = async (object: string): Promise<number> => {
  const { data } = await platform.ask<{ reports: { total: number } }>(
    city,
    'query ($object: String!) { reports(filter: { object: $object }) { total } }',
    { object },
    `operator.${city}`,
  )
  return data.reports.total
}

test('without scripts: the whole form with a photo, the receipt, «нет» with a reason, «да» with stars', async () => {
  const { page, context } = await asGuest(browser, platform, { javaScriptEnabled: false })
  // typed from the poster: in small letters and without the dash, or in Cyrillic ones
  for (const typed of ['УЗ-0049', 'uz0049']) {
    await page.goto(`/c/${city}/o/${typed}?from=poster`)
    expect(new URL(page.url()).pathname).toBe(`/c/${city}/o/UZ-0049`)
    expect(new URL(page.url()).search).toBe('?from=poster')
  }
  await page.getByText('Качели сломаны').click()
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await photoFile())
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor()
  expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/c/${city}/t/[\\w-]{32}/sent$`))
  const number = await page.locator('.ap-sent-number strong').innerText()
  const pictures = await storedPictures(platform)
  expect(pictures.length).toBeGreaterThan(0)
  expect(pictures.filter(({ telling }) => telling)).toEqual([])

  await page.getByRole('link', { name: 'Следить за сообщением' }).click()
  await page.getByText('Сообщение принято').waitFor()
  await answerElsewhere(platform, number, city)
  await page.reload()
  const question = page.getByRole('form', { name: 'Исправлено?' })
  await question.getByText('Нет, не исправлено').click()
  await question.getByRole('button', { name: 'Вернуть в работу' }).click()
  // a «нет» needs a reason; what is missing stands beside its field
  await page.locator('#fixed-comment').fill('не закручено')
  await question.getByRole('button', { name: 'Вернуть в работу' }).click()
  await page.getByText('Не исправлено, вернули в работу').waitFor()
  await answerElsewhere(platform, number, city)
  await page.reload()
  await question.getByRole('radio', { name: '5 из 5' }).check({ force: true })
  await question.getByRole('button', { name: 'Да, исправлено' }).click()
  await page.getByText('Подтверждено: исправлено').waitFor()

  // a contact: nothing is asked for while nothing is typed; without consent the form comes back with what was typed
  await page.getByText('Сообщить мне, когда исправят').click()
  expect(await page.locator('#contact-consent').isVisible()).toBe(false)
  await page.locator('#contact-email').fill('olha@mistyped.example')
  expect(await page.locator('#contact-consent').isChecked()).toBe(false)
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByRole('alert').getByText('Отметьте согласие').waitFor()
  expect(await page.locator('#contact-email').inputValue()).toBe('olha@mistyped.example')
  await page.getByLabel('Мне есть 16 лет').check()
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('o•••@mistyped.example').waitFor()
  await page.getByText('Исправить контакт').click()
  await page.locator('#contact-email').fill('olha@mail.example')
  await page.getByLabel('Мне есть 16 лет').check()
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('o•••@mail.example').waitFor()
  await page.getByRole('button', { name: 'Убрать контакт' }).click()
  await page.getByText('Сообщить мне, когда исправят').waitFor()
  await context.close()
})

test('without scripts and without an account: my data is seen, taken along and erased by the link, by nobody else', async () => {
  const words = 'Шумят под окном кв. 12'
  const { data } = await platform.ask<{ r: { secret: string } }>(
    city,
    `mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { secret } } }`,
    {
      input: {
        submissionKey: crypto.randomUUID(),
        topic: 'YARD.PLAY',
        anywayNew: true,
        place: { address: 'ул. Мира, 5' },
        text: words,
        contact: { email: 'noscript@mail.example', consent: true },
      },
    },
  )
  const { secret } = data.r
  const at = (path: string, init?: RequestInit) =>
    fetch(`${platform.origin}/c/${path}`, { redirect: 'manual', ...init })
  const form = (fields: Record<string, string>) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    return { method: 'POST', body }
  }
  const erase = form({ action: 'erase', confirm: 'удалить' })
  // a guess, the same link in another city, and a form that another site sends
  const strangers = [`${city}/my-data/${'A'.repeat(32)}`, `zhodino/my-data/${secret}`]
  for (const path of strangers)
    for (const reply of [await at(path), await at(path, erase)]) {
      expect([404, 422], path).toContain(reply.status)
      expect(await reply.text()).not.toContain(words)
    }
  const foreign = await at(`${city}/my-data/${secret}`, { ...erase, headers: { 'sec-fetch-site': 'cross-site' } })
  expect(foreign.status).toBe(403)

  const { page, context } = await asGuest(browser, platform, { javaScriptEnabled: false })
  await page.goto(`/c/${city}/t/${secret}`)
  await page.getByRole('link', { name: 'Мои данные' }).click()
  await page.getByRole('heading', { name: 'Мои данные' }).waitFor()
  await page.getByText('Показать: 1').first().click()
  await page.getByText(words).waitFor()
  expect(await page.locator('main').textContent()).toContain('noscript@mail.example')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Скачать архив' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^uzda-poor-conditions-my-data-.*\.zip$/)
  await page.getByLabel('Чтобы подтвердить').fill('да')
  await page.getByRole('button', { name: 'Удалить навсегда' }).click()
  await page.getByText('Вернуть их будет нельзя').first().waitFor()
  await page.getByLabel('Чтобы подтвердить').fill('удалить')
  await page.getByRole('button', { name: 'Удалить навсегда' }).click()
  await page.getByRole('heading', { name: 'Готово, данные удалены' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/c/${city}/my-data/gone`)
  // and says so to whoever comes back by the link
  await page.goto(`/c/${city}/my-data/${secret}`)
  await page.getByText('они удалены').waitFor()
  expect(await page.locator('main').textContent()).not.toMatch(/кв\. 12|Показать|Скачать|Удалить/)
  await page.goto(`/c/${city}/t/${secret}`)
  await page.getByText('Автор удалил свои данные').waitFor()
  await context.close()
})

test('without a network: kept, kept through a reload, and sent once when it is back', async () => {
  const { page, context } = await asGuest(browser, platform)
  await open(page, `/c/${city}/o/UZ-0043`)
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  // the worker serves from the second visit on
  await open(page, `/c/${city}/o/UZ-0043`)
  await context.setOffline(true)
  await page.locator('.ap-tile').first().click()
  await page.locator('input[type=file]').setInputFiles(await photoFile())
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('heading', { name: 'Нет связи — сохранили' }).waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'Ждёт отправки: 1' }).waitFor()
  expect(await reportsAt('UZ-0043')).toBe(0)

  const posts: string[] = []
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.postData()?.includes('submissionKey')) posts.push(request.url())
  })
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Ждёт отправки: 1' }).waitFor({ state: 'detached' })
  await expect.poll(() => reportsAt('UZ-0043')).toBe(1)
  await page.goto(`/c/${city}/waiting`)
  await page.getByText('Отправлено').first().waitFor()
  await page.reload()
  await page.getByText('Отправлено').first().waitFor()
  expect(await reportsAt('UZ-0043')).toBe(1)
  // when the worker is the one that sends, nobody here sees its request; twice it is never
  expect(posts.length).toBeLessThanOrEqual(1)
  const { data } = await platform.ask<{ reports: { nodes: { photosBefore: unknown[] }[] } }>(
    city,
    '{ reports(filter: { object: "UZ-0043" }) { nodes { photosBefore { id } } } }',
    {},
    `operator.${city}`,
  )
  expect(data.reports.nodes[0]?.photosBefore).toHaveLength(1)
  await context.close()
})

test.each([
  {
    lang: 'be',
    heading: 'Што здарылася?',
    tile: 'Арэлі зламаныя',
    sent: 'Дзякуй, прынялі',
    month:
      /\d{1,2}\s(студзеня|лютага|сакавіка|красавіка|мая|чэрвеня|ліпеня|жніўня|верасня|кастрычніка|лістапада|снежня)/,
  },
  {
    lang: 'en',
    heading: 'What is wrong?',
    tile: 'Swings broken',
    sent: 'Thank you',
    month: /\d{1,2}\s(January|February|March|April|May|June|July|August|September|October|November|December)/,
  },
])('in $lang: the page, the receipt, and dates in its own words', async ({ lang, heading, tile, sent, month }) => {
  const { page, context, faults } = await asGuest(browser, platform)
  await open(page, `/c/${city}/o/UZ-0047?lang=${lang}`)
  expect(await page.locator('html').getAttribute('lang')).toBe(lang)
  await page.getByRole('heading', { name: heading }).waitFor()
  const tiles = page.locator('.ap-tile')
  if (await tiles.filter({ hasText: tile }).count()) await tiles.filter({ hasText: tile }).click()
  else await tiles.first().click()
  await page.locator('.ap-send button').click()
  const other = page.locator('.ap-duplicate > button, .ap-duplicate > .v-button').first()
  await page
    .getByRole('heading', { name: new RegExp(`^${sent}`) })
    .or(other)
    .waitFor()
  if (await other.isVisible()) await other.click()
  await page.getByRole('heading', { name: new RegExp(`^${sent}`) }).waitFor()
  expect(await page.locator('.ap-next').innerText()).toMatch(month)
  expect(faults).toEqual([])
  await context.close()
})

test('the pages people meet first are small', async () => {
  // what a browser took in, without the headers: the answers are gzipped, as a phone would get them
  const weigh = async (javaScriptEnabled: boolean): Promise<number> => {
    const { page, context } = await asGuest(browser, platform, { javaScriptEnabled, serviceWorkers: 'block' })
    const sizes: Promise<number>[] = []
    const weighRequest = (request: Request): void => {
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
    }
    page.on('requestfinished', weighRequest)
    await page.goto(`/c/${city}/o/UZ-0055`)
    if (javaScriptEnabled) await appReady(page)
    // what finishes while the page is closed has no size any more and nobody to ask for it
    page.off('requestfinished', weighRequest)
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    await context.close()
    return bytes / 1000
  }
  const bare = await weigh(false)
  const whole = await weigh(true)
  console.log(
    `the QR page before the app: ${bare.toFixed(1)} kB; with everything the app brings: ${whole.toFixed(1)} kB`,
  )
  expect(bare).toBeGreaterThan(3)
  expect(bare).toBeLessThanOrEqual(25)
  expect(whole).toBeLessThanOrEqual(150)
})
