import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { asGuest, open, phone } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-report-on-map'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

interface Stored {
  readonly reports: {
    readonly nodes: readonly {
      readonly place: {
        readonly address: string | null
        readonly point: { readonly lat: number; readonly lon: number } | null
      }
    }[]
  }
}

test('a place pointed at on the map of a city without streets: the known place, then beside it, then sent', async () => {
  const { page, context, faults } = await asGuest(browser, platform)
  await open(page, `/c/${city}/m/appeals/new`)
  const heavy: string[] = []
  page.on('request', (request) => {
    if (/map-canvas|maplibre/.test(request.url())) heavy.push(request.url())
  })
  await page.getByRole('button', { name: 'Показать на карте' }).click()
  await page.locator('.v-map-pin').waitFor()
  expect(heavy.length).toBeGreaterThan(0)
  // a turned phone moves the map, and nobody has pointed at anything
  const wide = (): Promise<number> => page.locator('.v-map canvas').evaluate((canvas) => canvas.clientWidth)
  const upright = await wide()
  await page.setViewportSize({ width: phone.height, height: phone.width })
  await expect.poll(wide).toBeGreaterThan(upright)
  await page.setViewportSize(phone)
  await expect.poll(wide).toBe(upright)
  expect(await page.getByText('Место отмечено').count()).toBe(0)

  // a known place brings its address along
  const playground = page.getByRole('button', { name: 'Детская площадка, ул. Советская, 12' })
  await playground.waitFor()
  await playground.click()
  await page.getByText('Место отмечено').waitFor()
  await expect.poll(() => page.locator('#new-address').inputValue()).toBe('Детская площадка, ул. Советская, 12')

  // and the ground moves under the pin
  const kept = (): Promise<string> => page.evaluate('JSON.stringify(localStorage)')
  await expect.poll(kept).toContain('Советская, 12')
  await page.locator('.v-map').evaluate((map) => {
    map.scrollIntoView({ block: 'center' })
  })
  const box = (await page.locator('.v-map').boundingBox())!
  const chosen = /"lat\\?":(?<lat>[\d.]+)/
  const latKept = async (): Promise<string | undefined> => chosen.exec(await kept())?.groups?.lat
  const before = await latKept()
  expect(before).toBeDefined()
  await page.mouse.move(box.x + 60, box.y + 200)
  await page.mouse.down()
  await page.mouse.move(box.x + 60, box.y + 300, { steps: 8 })
  await page.mouse.up()
  await expect.poll(latKept).not.toBe(before)
  // how others will read it stands below it
  await page.locator('#new-address').fill('у горки, кв. 12')
  await page.locator('.ap-preview .ap-mark', { hasText: 'кв. 12' }).waitFor()
  await page.locator('#new-address').fill('у горки')
  await page.getByRole('button', { name: 'Дальше' }).click()
  // nothing is known around there, so nothing is asked
  await page.waitForURL(/\/new\/topic$/)
  await page.getByRole('searchbox').fill('качели')
  await page.locator('.ap-topics button').first().click()
  await page.waitForURL(/\/new\/details$/)
  await page.getByRole('button', { name: 'Дальше' }).click()
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor()

  const { data } = await platform.ask<Stored>(
    city,
    '{ reports(filter: {}) { nodes { place { address point { lat lon } } } } }',
    {},
    `operator.${city}`,
  )
  const { address, point } = data.reports.nodes[0]!.place
  expect(address).toBe('у горки')
  const { data: known } = await platform.ask<{ place: { point: { lat: number; lon: number } } }>(
    city,
    '{ place(code: "UZ-0047") { point { lat lon } } }',
  )
  // dragged down, so the pin stands north of the playground, not more than a street away
  const north = (point!.lat - known.place.point.lat) * 111_320
  expect(north).toBeGreaterThan(20)
  expect(north).toBeLessThan(400)
  expect(Math.abs(point!.lon - known.place.point.lon)).toBeLessThan(0.0003)
  expect(faults).toEqual([])
  await context.close()
})

test('places under one finger are one point that comes closer; those at one spot are named one by one', async () => {
  const entrance = (n: number): Record<string, unknown> => ({
    code: `UZ-90${n}`,
    type: 'ENTRANCE',
    name: { ru: `Подъезд ${n}`, be: `Пад'езд ${n}`, en: `Entrance ${n}` },
    address: 'ул. Тихая, 1',
    point: { lat: 53.46, lon: 27.218 },
  })
  const save =
    'mutation ($input: QrObjectInput!) { saved: saveObject(input: $input) { __typename ... on InvalidInput { message } } }'
  for (const n of [1, 2]) {
    const { data } = await platform.ask(city, save, { input: entrance(n) }, `admin.${city}`)
    expect(data).toMatchObject({ saved: { __typename: 'QrObject' } })
  }
  // without motion every step is at its end at once
  const { page, context, faults } = await asGuest(browser, platform, { reducedMotion: 'reduce' })
  await open(page, `/c/${city}/m/appeals/new`)
  await page.getByRole('button', { name: 'Показать на карте' }).click()
  const points = page.locator('.v-map-point'),
    groups = page.locator('.v-map-point:not(:empty)')
  await points.first().waitFor()
  // two entrances of one house stay one point however close anybody comes
  await page.getByRole('button', { name: '2 места рядом: приблизить' }).focus()
  await page.keyboard.press('Enter')
  await page
    .getByRole('group', { name: 'Здесь несколько мест. Какое ваше?' })
    .getByRole('button', { name: 'Подъезд 2, ул. Тихая, 1' })
    .click()
  await expect.poll(() => page.locator('#new-address').inputValue()).toBe('Подъезд 2, ул. Тихая, 1')
  expect(await page.getByRole('group', { name: 'Здесь несколько мест. Какое ваше?' }).count()).toBe(0)

  const apart = await points.count()
  for (let closer = 0; closer < 3; closer++) await page.getByRole('button', { name: 'Отдалить' }).click()
  await expect.poll(() => points.count()).toBeLessThan(apart / 2)
  const few = await points.count()
  await groups.first().focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => points.count()).toBeGreaterThan(few)
  // whoever came by keyboard is still on a point
  expect(await page.evaluate('document.activeElement.className')).toContain('v-map-point')
  await context.close()
  expect(faults).toEqual([])
})
