import type { Browser, Locator, Page } from 'playwright-core'
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { addressesOf, Findings, plantedNeedles, plantedWords, searchAddresses } from '@vmeste/testkit/run-silver'
import { Hand } from './hand.ts'
import { asGuest, desk, open, signIn } from './people.ts'
import { samplePhoto } from './sample-photo.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'
import { answerElsewhere } from './staff-work.ts'

const city = 'uzda-look-and-cover'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const submit =
  'mutation ($i: SubmitReportInput!) { r: submitReport(input: $i) { ... on SubmittedReport { id number secret trackingPath } ... on Problem { message } } }'
interface Sent {
  readonly id: string
  readonly number: string
  readonly secret: string
  readonly trackingPath: string
}
async function send(input: Record<string, unknown>, as?: string): Promise<Sent> {
  const i = { submissionKey: crypto.randomUUID(), anywayNew: true, ...input }
  const { data } = await platform.ask<{ r: Sent }>(city, submit, { i }, as)
  await platform.host.events.idle()
  return data.r
}
const report = (object: string, tile: string, text: string, more: Record<string, unknown> = {}): Promise<Sent> =>
  send({ object, tile, text, ...more })
/** What a stranger reads of what is known at a place, opened anew. */
async function strangerReads(page: Page, object: string): Promise<string> {
  await open(page, `/c/${city}/o/${object}`)
  return page.locator('.ap-known').first().innerText()
}
const word = (page: Page, text: string) => page.locator('[data-word]', { hasText: new RegExp(`^${text}`) }).first()
async function photographed(): Promise<{ photos: string[]; photoConsent: boolean }> {
  const id = crypto.randomUUID()
  const stored = await fetch(`${platform.origin}/c/${city}/files/${id}`, {
    method: 'PUT',
    body: (await samplePhoto()) as RequestInit['body'],
  })
  expect(stored.status).toBe(201)
  return { photos: [id], photoConsent: true }
}
/** Photos that strangers see at a place, as addresses. */
async function strangerSees(object: string): Promise<string[]> {
  const { data } = await platform.ask<{ place: { openReports: { photosBefore: { url: string }[] }[] } }>(
    city,
    `{ place(code: "${object}") { openReports { photosBefore { url } } } }`,
    {},
  )
  return data.place.openReports.flatMap(({ photosBefore }) => photosBefore.map(({ url }) => url))
}
/** A finger drawn over a photo, from a third to two thirds of it. */
async function drawBox(page: Page, photo: Locator): Promise<void> {
  await photo.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await photo.boundingBox())!
  const cdp = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at === undefined ? [] : [{ x: x + width * at, y: y + height * at }],
    })
  await touch('touchStart', 0.33)
  for (let at = 0.36; at < 0.67; at += 0.03) await touch('touchMove', at)
  await touch('touchEnd')
}
/** A finger drawn over words, as a phone tells of it. */
async function stroke(page: Page, from: Locator, to: Locator): Promise<void> {
  const [first, last] = [await from.boundingBox(), await to.boundingBox()]
  const cdp = await page.context().newCDPSession(page)
  const y = first!.y + first!.height / 2
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y }] })
  await touch('touchStart', first!.x + 5)
  for (let x = first!.x + 5; x < last!.x + last!.width - 3; x += 10) await touch('touchMove', x)
  await touch('touchEnd')
}
const covered = (page: Page, text: string) =>
  page.locator('[data-word].ap-by-staff', { hasText: new RegExp(`^${text}`) }).first()

test('a name is covered by two touches on a phone, taken back by one, and never was on a public page', async () => {
  await report('UZ-0047', 'SWING', 'Качели сломал Кузьма Хитров, звоните +375 29 123-45-67')
  const guest = await asGuest(browser, platform)
  const before = await strangerReads(guest.page, 'UZ-0047')
  expect(before).toContain('текст проверяется')
  expect(before).not.toContain('сломал')
  const plain = await (await fetch(`${platform.origin}/c/${city}/o/UZ-0047`)).text()
  expect(plain, 'without scripts as well').toContain('текст проверяется')
  expect(plain).not.toContain('Хитров')

  const { page, context, faults } = await asGuest(browser, platform)
  await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/look`)
  await page.getByRole('heading', { name: 'Проверить: 1' }).waitFor()
  // the rule has been there already, and says so
  await page.locator('.ap-by-rule[aria-disabled]', { hasText: '+375' }).waitFor()
  const hand = new Hand()
  await hand.tap(word(page, 'Кузьма'))
  await hand.tap(word(page, 'Хитров'))
  expect(hand.done.length, hand.done.join(', ')).toBeLessThanOrEqual(2)
  await page.getByRole('option', { name: /^Хитров ?, скрыто$/, selected: true }).waitFor()
  const undo = page.getByRole('button', { name: 'Отменить' })
  await page.getByText('Скрыто', { exact: true }).waitFor()
  await undo.click()
  await covered(page, 'Хитров').waitFor({ state: 'detached' })
  expect(await covered(page, 'Кузьма').count()).toBe(1)
  await word(page, 'Хитров').click()
  await covered(page, 'Хитров').waitFor()
  await page.getByRole('button', { name: 'Так видят другие' }).click()
  await page.getByText('Качели сломал ••• •••, звоните •••').waitFor()

  // shown only once it cannot be taken back any more
  await page.getByRole('button', { name: 'Показать всем' }).click()
  await page.getByRole('heading', { name: 'Всё проверено' }).waitFor()
  await undo.click()
  await page.getByRole('heading', { name: 'Проверить: 1' }).waitFor()
  expect(await strangerReads(guest.page, 'UZ-0047')).toContain('текст проверяется')
  await page.getByRole('button', { name: 'Показать всем' }).click()
  await page.getByRole('heading', { name: 'Всё проверено' }).waitFor()
  await page.getByRole('link', { name: 'Входящие', exact: true }).last().click()
  await page.locator('.ap-inrow').first().waitFor()
  await expect
    .poll(() => strangerReads(guest.page, 'UZ-0047'), { timeout: 10_000 })
    .toContain('Качели сломал ••• •••, звоните •••')

  // and what slipped through goes by one stroke in the report itself
  await page.locator('.ap-inrow').first().click()
  await page.getByRole('button', { name: 'Скрыть слова' }).click()
  await stroke(page, word(page, 'Качели'), word(page, 'сломал'))
  await page.getByText('Скрыто', { exact: true }).waitFor()
  await expect
    .poll(() => strangerReads(guest.page, 'UZ-0047'), { timeout: 10_000 })
    .toContain('••• ••• •••, звоните •••')
  expect([...guest.faults, ...faults]).toEqual([])
  await guest.context.close()
  await context.close()
})

test('a face on a photo is covered by a stroke and a touch, or by keys, and taken back by one; whoever sent it hides all of it', async () => {
  const taken = await photographed()
  const sent = { ...(await report('UZ-0049', 'SANDBOX', 'Пусто', taken)), photo: taken.photos[0]! }
  const { page, context, faults } = await asGuest(browser, platform)
  await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/look`)
  const [photo, box] = [page.locator('.ap-cover-box'), page.locator('.ap-area-new')]
  await photo.locator('img').waitFor()
  await drawBox(page, photo)
  await box.waitFor()
  const [drawn, whole] = [(await box.boundingBox())!, (await photo.boundingBox())!]
  expect(drawn.width / whole.width).toBeCloseTo(0.33, 1)
  await box.click() // the second touch
  const laid = page.getByRole('button', { name: 'Участок 1: скрыт. Показать снова' })
  await laid.waitFor()
  await page.getByText('Скрыто', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Отменить' }).click()
  await laid.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Скрыть часть' }).press('Enter')
  for (const key of ['ArrowLeft', 'Shift+ArrowDown', 'Enter']) await box.press(key)
  await laid.waitFor()
  await page.getByRole('button', { name: 'Так видят другие' }).click()
  await expect
    .poll(() => page.locator('.ap-look-others').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(1200)
  await page.getByRole('button', { name: 'Показать всем' }).click()
  await page.getByRole('heading', { name: 'Всё проверено' }).waitFor()
  await page.getByRole('link', { name: 'Входящие', exact: true }).last().click()
  await expect.poll(() => strangerSees('UZ-0049'), { timeout: 10_000 }).toHaveLength(1)

  // a page that is open shows what is covered since then
  const joined = await platform.ask<{ r: { secret: string } }>(
    city,
    'mutation ($i: JoinReportInput!) { r: joinReport(input: $i) { ... on JoinedReport { secret } } }',
    { i: { report: sent.id, submissionKey: crypto.randomUUID() } },
  )
  const neighbour = await asGuest(browser, platform)
  await open(neighbour.page, `/c/${city}/t/${joined.data.r.secret}`)
  const picture = neighbour.page.locator('.ap-pair img')
  /** How dark the upper left corner is, as it stands on the page. */
  const corner = () =>
    picture.evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      const pen = new OffscreenCanvas(1, 1).getContext('2d')!
      pen.drawImage(image, 0, 0, image.naturalWidth / 20, image.naturalHeight / 20, 0, 0, 1, 1)
      return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3)
    })
  const ink = [22, 26, 25].map((part) => expect.closeTo(part, -1) as number)
  expect(await corner()).not.toEqual(ink)
  await platform.ask(
    city,
    `mutation { coverPhoto(report: "${sent.id}", photo: "${sent.photo}", area: { x: 0, y: 0, width: 0.2, height: 0.2 }) { __typename } }`,
    {},
    `operator.${city}`,
  )
  await expect.poll(corner, { timeout: 5_000 }).toEqual(ink)
  await neighbour.context.close()

  const [link] = await strangerSees('UZ-0049')
  await open(page, `/c/${city}${sent.trackingPath}`)
  await page.getByRole('button', { name: 'Скрыть слова или фото' }).click()
  await page.getByRole('button', { name: 'Скрыть фото от других' }).click()
  await page.getByRole('button', { name: 'Больше не скрывать фото' }).waitFor()
  await expect.poll(async () => (await fetch(platform.origin + link!)).status).toBe(404)
  expect(await strangerSees('UZ-0049')).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('without a mouse: words by arrows, several by Shift, every verdict by a key; off the site with a reason', async () => {
  const one = await report('UZ-0048', 'SWING', 'Скрипит, сказала Анна Каренина')
  await report('UZ-0048', 'SANDBOX', 'Пусто')
  const { page, context, faults } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/look`)
  await page.getByRole('heading', { name: 'Качели сломаны' }).waitFor()
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await press('v', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight')
  await page.getByText('Выбрано 2 слова').waitFor({ state: 'attached' })
  await press('Enter')
  await covered(page, 'Каренина').waitFor()
  await page.getByText('Скрыто', { exact: true }).waitFor()
  await press('o')
  await page.getByText('Скрипит, сказала •••').waitFor()
  await press('w')
  await page.getByLabel('Почему').fill('Чужое имя')
  await page.getByRole('button', { name: 'Убрать с сайта' }).click()
  await page.getByRole('heading', { name: 'Песочница' }).waitFor()
  await press('z')
  await page.getByRole('heading', { name: 'Качели сломаны' }).waitFor()
  await press('w')
  await page.getByLabel('Почему').fill('Чужое имя')
  await page.getByRole('button', { name: 'Убрать с сайта' }).click()
  await page.getByRole('heading', { name: 'Песочница' }).waitFor()
  await press('e')
  await page.getByRole('heading', { name: 'Всё проверено' }).waitFor()
  await open(page, `/c/${city}${one.trackingPath}`)
  await page.getByText('Причина: Чужое имя').waitFor()
  await page.getByText('Сообщение убрано с сайта').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('whoever reports sees what others will see before sending, and covers own words afterwards', async () => {
  const { page, context, faults } = await asGuest(browser, platform)
  await open(page, `/c/${city}/o/UZ-0049`)
  await page.getByText('Добавить пару слов').click()
  await page.getByLabel('Что важно знать').fill('Позвоните Вере: +375 29 765-43-21')
  await page.getByText('Соседи увидят эти слова после проверки').waitFor()
  await page.locator('.ap-preview .ap-by-rule', { hasText: '+375 29 765-43-21' }).waitFor()

  const sent = await report('UZ-0049', 'SWING', 'Позвоните Вере')
  await open(page, `/c/${city}${sent.trackingPath}`)
  await page.getByText('Текст проверяется').waitFor()
  await page.getByRole('button', { name: 'Скрыть слова' }).click()
  await word(page, 'Вере').click()
  await page.getByText('Скрыто', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Готово' }).click()
  await page.locator('.ap-mine .ap-card', { hasText: 'Позвоните •••' }).waitFor()
  // the author goes on reading it
  await page.locator('.ap-facts', { hasText: 'Позвоните Вере' }).waitFor()
  const staff = await platform.ask<{ report: { version: number; publicText: string } }>(
    city,
    'query ($id: ID!) { report(id: $id) { version publicText } }',
    { id: sent.id },
    `operator.${city}`,
  )
  expect(staff.data.report.publicText).toBe('Позвоните •••')
  expect(faults).toEqual([])
  await context.close()
})

/** Links that letters lead to, as they were kept: `/r/<token>`. */
async function linksInLetters(start: string): Promise<readonly string[]> {
  const owner = new pg.Client({ connectionString: platform.databaseUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ key: string }>(
      `select distinct split_part(href, '/', 3) as key from civic.notification
        where starts_with(href, $1) and city = (select id from core.city where slug = $2)`,
      [start, city],
    )
    return rows.map(({ key }) => key)
  } finally {
    await owner.end()
  }
}

test('no address of the whole platform shows a stranger what people typed before a look, pages without scripts included', async () => {
  const ask = <Data>(query: string, variables: Record<string, unknown>, as?: string) =>
    platform.ask<Data>(city, query, variables, as).then(({ data }) => data)
  await ask(
    'mutation { changeModules(changes: [{ module: "ratings", enabled: true }]) { __typename } }',
    {},
    `admin.${city}`,
  )
  const contact = { email: 'planted@mail.example', consent: true }
  const place = { point: { lat: 53.4627, lon: 27.2138 } }
  const sent = [
    await send({ object: 'UZ-0047', topic: 'YARD.PLAY', text: plantedWords, contact }),
    await send({ place: { ...place, address: plantedWords }, topic: 'YARD.PLAY', contact }),
  ]
  const keys: string[] = []
  for (const { id, number, secret } of sent) {
    const { r } = await ask<{ r: { secret: string } }>(
      'mutation ($i: JoinReportInput!) { r: joinReport(input: $i) { ... on JoinedReport { secret } } }',
      { i: { report: id, submissionKey: crypto.randomUUID(), contact } },
    )
    keys.push(r.secret)
    await answerElsewhere(platform, number, city)
    await ask('mutation ($secret: String!) { confirmReport(secret: $secret) { __typename } }', { secret })
    await platform.host.events.idle()
    await ask('mutation ($i: RateInput!) { rate(input: $i) { __typename } }', {
      i: {
        subject: `appeals:Report:${id}`,
        access: secret,
        scores: { simplicity: 4, information: 4, timeliness: 4, courtesy: 4 },
        comment: plantedWords,
      },
    })
    await platform.host.events.idle()
  }
  const ids = sent.map(({ id }) => id)
  const tokens = await linksInLetters('/r/')
  expect(tokens.length).toBeGreaterThan(0)
  const patterns = addressesOf(platform.host.app)
  expect(patterns).toEqual(
    expect.arrayContaining(['/c/:city/o/:code', '/c/:city/t/:secret', '/c/:city/r/:token', '/metrics']),
  )
  const fetchIt = (path: string, init?: RequestInit) => fetch(platform.origin + path, init)
  const findings = new Findings()
  const values = { code: ['UZ-0047', 'HOUS'], secret: keys, token: tokens, id: ids, 'id:ID': ids }
  const asked = await searchAddresses(
    { host: { fetch: fetchIt, host: platform.host }, city, needles: plantedNeedles, known: { keys, values }, fix: '' },
    [{}],
    findings,
  )
  expect(asked).toBeGreaterThan(patterns.length)
  expect(findings.all()).toEqual([])

  // whoever typed it reads it, and without scripts is told how others will
  const own = await (await fetchIt(`/c/${city}/t/${sent[0]!.secret}`)).text()
  expect(own).toContain(plantedWords)
  expect(own).toContain('Так видят другие')
  expect(own).toMatch(/ap-quoted[^>]*>(?:<!--[^>]*-->)?<p[^>]*>Кузьма Хитров, •••, паспорт •••, тел. •••/)
})

test('without scripts words are looked at as others will read them, and then sent', async () => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: 'ru-RU',
    viewport: { width: 360, height: 740 },
  })
  const page = await context.newPage()
  await page.goto(`${platform.origin}/c/${city}/o/UZ-0049`)
  await page.locator('.ap-tile').last().click()
  await page.getByText('Добавить пару слов').click()
  await page.getByLabel('Что важно знать').fill('Позвоните Вере: +375 29 765-43-21')
  await page.getByRole('button', { name: 'Как увидят другие' }).click()
  const preview = page.getByRole('region', { name: 'Так это увидят другие' })
  await preview.getByText('Позвоните Вере: •••').waitFor()
  await preview.getByText('Соседи увидят эти слова после проверки').waitFor()
  expect(await page.getByLabel('Что важно знать').inputValue()).toContain('+375 29 765-43-21')
  await preview.getByRole('button', { name: 'Всё верно, отправить' }).click()
  await page.waitForURL(/\/t\/[^/]+\/sent$/)
  await context.close()
})

test('the link of what an account has sent shows what others see, until its owner signs in; a rejected one is not done', async () => {
  const text = 'Позвоните Анне Карениной'
  const { trackingPath } = await send({ object: 'UZ-0048', tile: 'SWING', text }, 'citizen')
  const own = await report('UZ-0048', 'SWING', text)
  const reject = 'mutation ($id: ID!) { rejectReport(id: $id, version: 1, reason: "Это частный двор") { __typename } }'
  await platform.ask(city, reject, { id: own.id }, `operator.${city}`)
  const { page, context, faults } = await asGuest(browser, platform)
  await open(page, `/c/${city}${trackingPath}`)
  await page.getByText('Отправлено из личного кабинета').waitFor()
  for (const theirs of [text, 'Скрыть слова', 'Сообщить мне', 'Мои данные: посмотреть'])
    expect(await page.locator('main').innerText(), theirs).not.toContain(theirs)

  await open(page, `/c/${city}${own.trackingPath}`)
  await page.getByText('Это сообщение другие не видят').waitFor()
  await page.locator('.ap-now .v-chip-calm', { hasText: 'Отклонено' }).waitFor()
  for (const silly of ['Готово', 'Сообщить мне', 'стоят точки'])
    expect(await page.locator('main').innerText(), silly).not.toContain(silly)
  const plain = await (await fetch(`${platform.origin}/c/${city}${own.trackingPath}`)).text()
  expect(plain).toMatch(/<noscript[^>]*>Чтобы что-то скрыть, включите/)

  await signIn(page, 'citizen', `/c/${city}${trackingPath}`)
  await page.locator('.ap-facts', { hasText: text }).waitFor()
  await page.getByRole('button', { name: 'Скрыть слова' }).waitFor()
  expect(await page.getByText('из личного кабинета').count()).toBe(0)
  expect(faults).toEqual([])
  await context.close()
})
