import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { asGuest, open } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'
import { samplePhoto } from './sample-photo.ts'

const city = 'uzda-photos'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const jpeg = async () => ({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await samplePhoto() })
const heic = async () => ({
  name: 'IMG_2.HEIC',
  mimeType: 'image/heic',
  buffer: await readFile(new URL('../../core/civic/test/photo.heic', import.meta.url)),
})
const noPhoto = { name: 'IMG_3.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture at all') }

test('on the narrowest phone a refused photo stays in its place with its whole reason; the others go, one of an iPhone too', async () => {
  const { page, context } = await asGuest(browser, platform, { viewport: { width: 320, height: 640 } })
  await open(page, `/c/${city}/o/UZ-0047`)
  await page.getByText('Качели сломаны').click()
  const field = page.locator('input[type=file]')
  await field.setInputFiles([await jpeg(), noPhoto, await heic()])
  await page.locator('.v-photo-sent').nth(1).waitFor()
  const reason = page.locator('.v-photo-refused .v-photo-reason')
  await reason.scrollIntoViewIfNeeded()
  expect(await reason.innerText()).toContain('JPEG')
  expect(
    await reason.evaluate((p) => {
      const form = p.closest('form')!.getBoundingClientRect()
      const [tile, words] = [p.closest('li')!, p].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect]
      const text = document.createRange()
      text.selectNodeContents(p)
      const read = text.getBoundingClientRect()
      return {
        whole: read.height <= words.height && read.right <= words.right && p.scrollHeight <= p.clientHeight,
        within: tile.left >= form.left && tile.right <= Math.min(form.right, innerWidth),
        // nothing lies over any line of it
        seen: [...text.getClientRects()].every((line) =>
          p.contains(document.elementFromPoint(line.left + 2, line.top + line.height / 2)),
        ),
      }
    }),
  ).toEqual({ whole: true, within: true, seen: true })
  await field.setInputFiles(await Promise.all(Array.from({ length: 4 }, jpeg)))
  await page.getByText('Не вошло: 2.').waitFor()
  await expect.poll(() => page.locator('.v-photo').count()).toBe(5)
  await page.locator('.v-photo-refused').getByRole('button', { name: 'Убрать фото' }).click()
  await page.getByText('Не вошло').waitFor({ state: 'detached' })
  await context.close()
})

test('without scripts: one photo that cannot be read costs nothing else, on the narrowest phone', async () => {
  const { page, context } = await asGuest(browser, platform, {
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  })
  await page.goto(`/c/${city}/o/UZ-0047`)
  await page.getByText('Качели сломаны').click()
  const broken = { name: 'битое.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo at all') }
  const chooser = page.locator('input[type=file]').first()
  await chooser.setInputFiles([await jpeg(), broken])
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('alert').getByText('«битое.jpg»: Это не фото').waitFor()
  await page.getByText('Фото уже у нас: 1').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  // another one beside it, again with one that is none
  await chooser.setInputFiles([broken, await heic()])
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByText('Фото уже у нас: 2').waitFor()
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor()
  await page.getByRole('link', { name: 'Следить за сообщением' }).click()
  await page.locator('main img').first().waitFor()
  expect(await page.locator('main img').count()).toBe(2)
  await context.close()
})

test('without scripts: an iPhone’s photo, another one, words and a tile arrive together', async () => {
  const { page, context } = await asGuest(browser, platform, { javaScriptEnabled: false })
  await page.goto(`/c/${city}/o/UZ-0049`)
  await page.getByText('Качели сломаны').click()
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([await heic(), await jpeg()])
  await page
    .locator('details', { has: page.locator('textarea') })
    .locator('summary')
    .first()
    .click()
  await page.locator('#report-text').fill('Скрипит и шатается')
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor()
  await page.getByRole('link', { name: 'Следить за сообщением' }).click()
  await page.getByText('Скрипит и шатается').first().waitFor()
  const photos = page.locator('main img')
  expect(await photos.count()).toBe(2)
  for (const photo of await photos.all())
    expect((await page.request.get((await photo.getAttribute('src'))!)).status()).toBe(200)
  await context.close()
})
