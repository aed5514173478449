import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '../../test/a11y/audit.ts'
import { asGuest, desk, open, phone, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-roles'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const lets = async (as: string, query: string): Promise<boolean> =>
  (await platform.ask(city, query, {}, as)).errors === undefined

test('an administrator gives a right, takes it back, adds a role and ends it', async () => {
  const { page, faults } = await asGuest(browser, platform, { bypassCSP: true, viewport: desk })
  await signIn(page, `admin.${city}`, `/c/${city}/admin/modules`)
  await page.getByRole('link', { name: 'Управление' }).click()
  await page.getByRole('link', { name: 'Роли и права' }).click()
  await page.getByRole('heading', { name: 'Роли и права' }).waitFor()
  await page.getByText('Роль говорит, чем человек занят').waitFor()
  await page.getByText('Здесь ещё ничего не меняли.').waitFor()

  // a flip counts at once, for whoever has the role
  await page.getByRole('navigation', { name: 'Роли города' }).getByRole('link', { name: 'Оператор' }).click()
  const right = page.getByRole('switch', { name: 'Видеть модули города' })
  expect(await right.isChecked()).toBe(false)
  expect(await lets(`operator.${city}`, '{ modules { id } }')).toBe(false)
  await right.focus()
  await page.keyboard.press('Space')
  await page.getByText('Теперь может: «Видеть модули города». Роль «Оператор».').waitFor()
  await page.getByText('Дал город').waitFor()
  expect(await right.isChecked()).toBe(true)
  expect(await lets(`operator.${city}`, '{ modules { id } }')).toBe(true)
  await page.getByText('«Оператор» теперь может: Видеть модули города').waitFor()
  expect(await audit(page)).toEqual([])
  await page.getByRole('button', { name: 'Отменить', exact: true }).click()
  await page.getByText('Вернули как было.').waitFor()
  await expect.poll(() => right.isChecked()).toBe(false)
  expect(await lets(`operator.${city}`, '{ modules { id } }')).toBe(false)

  // everything back at once
  await page.getByRole('switch', { name: 'Проверять фото' }).uncheck()
  await page.getByText('Забрал город').waitFor()
  await page.getByRole('button', { name: 'Вернуть обычные права' }).click()
  await page.getByText('У роли «Оператор» снова обычные права.').waitFor()
  await expect.poll(() => page.getByRole('switch', { name: 'Проверять фото' }).isChecked()).toBe(true)

  // administrators cannot give away the right to give rights, and guests get nothing that shows people
  await open(page, `/c/${city}/admin/roles/city-admin`)
  expect(await page.getByRole('switch', { name: 'Менять роли и их права' }).isDisabled()).toBe(true)
  await page.getByText('Уже входит в роли: Оператор').first().waitFor()
  await open(page, `/c/${city}/admin/roles/guest`)
  expect(await page.getByRole('switch', { name: 'Видеть сообщения всех служб' }).isDisabled()).toBe(true)

  await page.getByRole('button', { name: 'Добавить роль' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Добавить', exact: true }).click()
  await dialog.getByRole('alert').waitFor()
  expect(await dialog.getByLabel('Название по-русски').getAttribute('aria-invalid')).toBe('true')
  await dialog.getByLabel('Название по-русски').fill('Дежурный')
  await dialog.getByLabel('Название по-белорусски').fill('Дзяжурны')
  await dialog.getByLabel('Название по-английски').fill('Duty Officer')
  expect(await dialog.getByLabel('Код').inputValue()).toBe('duty-officer')
  await dialog.getByLabel('Начать с прав роли').selectOption({ label: 'Исполнитель' })
  expect(await audit(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Добавить', exact: true }).click()
  await page.getByRole('heading', { name: 'Дежурный' }).waitFor()
  expect(await page.getByRole('switch', { name: 'Принимать в работу и отвечать' }).isChecked()).toBe(true)

  await page.getByRole('button', { name: 'Убрать роль…' }).click()
  await page.getByRole('dialog').getByText('Принимать в работу и отвечать').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Убрать роль', exact: true }).click()
  await page.getByText('Роль «Дежурный» убрана.').waitFor()
  await page.getByText('убрана роль «Дежурный»').waitFor()
  await open(page, `/c/${city}/admin/roles/duty-officer`)
  await page.getByText('Такой роли в городе больше нет.').waitFor()
  expect(faults).toEqual([])
})

test('on a phone the roles are one list, and nothing leaves the screen', async () => {
  const { page, faults } = await asGuest(browser, platform, { bypassCSP: true, viewport: phone, colorScheme: 'dark' })
  await signIn(page, `admin.${city}`, `/c/${city}/admin/roles`)
  await page.getByLabel('Роль', { exact: true }).selectOption({ label: 'Руководитель' })
  await page.getByRole('heading', { name: 'Руководитель' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/c/${city}/admin/roles/head`)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
  expect(await audit(page)).toEqual([])
  expect(faults).toEqual([])
})
