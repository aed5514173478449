import { expect } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { appReady, asGuest, desk, open, phone } from './people.ts'
import type { SharedPlatform } from './platform.ts'

/** What differs between one provider's door and another's. */
export interface Door {
  /** Fills the provider's own page, which is open. */
  passwordOf(username: string): string
  /** The link in the letter that has come for an address. */
  linkFor(email: string): Promise<string>
  /** From the link, in a browser of their own, to a page of the portal, signed in. */
  accept(page: Page, link: string, email: string): Promise<void>
}

const email = 'vera.lis@example.test'
const swings = 'Качели сломаны'

/** Through the portal's button and the provider's page, whichever it is. */
export async function enter(page: Page, username: string, password: string): Promise<void> {
  await page.getByRole('button', { name: 'Войти', exact: true }).first().click()
  await page.locator('input[name=username]').fill(username)
  await page.locator('[name=password]').fill(password)
  await page.locator('[name=password]').press('Enter')
  await page.locator('.v-person-name').waitFor()
}

/**
 * Must hold 5: somebody whom the administrator invites chooses a password by the letter, has the department's inbox
 * open and takes a report; let go again, they are out at once.
 * @returns milliseconds from the touch on «Send the invitation» to the report in the inbox
 */
export async function newColleague(
  browser: Browser,
  platform: SharedPlatform,
  door: Door,
  city = 'uzda',
): Promise<number> {
  const inbox = `/c/${city}/m/appeals/inbox`
  const guest = await asGuest(browser, platform, { viewport: phone })
  await open(guest.page, `/c/${city}/o/UZ-0047`)
  await guest.page.getByText(swings).click()
  await guest.page.locator('.ap-send button').click()
  await guest.page.locator('.ap-sent-number').waitFor()

  const admin = await asGuest(browser, platform, { viewport: desk })
  await open(admin.page, `/c/${city}/`)
  await enter(admin.page, `admin.${city}`, door.passwordOf(`admin.${city}`))
  await admin.page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Управление' }).click()
  await admin.page.getByRole('main').getByRole('link', { name: 'Сотрудники' }).click()
  await admin.page.getByRole('button', { name: 'Пригласить', exact: true }).click()
  const form = admin.page.getByRole('dialog')
  await form.getByLabel('Имя', { exact: true }).fill('Вера')
  await form.getByLabel('Фамилия').fill('Лис')
  await form.getByLabel('Электронная почта').fill(email)
  await form.getByLabel('Исполнитель', { exact: true }).check()
  await form.getByLabel('Должность').fill('мастер участка')
  await form.getByLabel('КУП «Узденское ЖКХ»').check()
  const sentAt = Date.now()
  await form.getByRole('button', { name: 'Отправить приглашение' }).click()
  await admin.page.getByText(`Приглашение ушло: ${email}`).waitFor()
  const row = admin.page.locator('.v-person-row', { hasText: email })
  await row.getByText('Ждём ответа').waitFor()
  await row.getByText('мастер участка').waitFor()

  const colleague = await asGuest(browser, platform, { viewport: phone })
  await door.accept(colleague.page, await door.linkFor(email), email)
  await open(colleague.page, inbox)
  const report = colleague.page.locator('.ap-inrow', { hasText: swings })
  await report.waitFor()
  const took = Date.now() - sentAt
  await report.click()
  await colleague.page.getByRole('button', { name: 'Принять', exact: true }).click()
  await colleague.page.getByText('Принято в работу').first().waitFor()

  // let go while the inbox stands open: the token that is still good for minutes gives nothing any more
  await admin.page.reload()
  await row.getByText('Работает').waitFor()
  await row.getByRole('button', { name: 'Изменить' }).click()
  await row.getByRole('button', { name: 'Убрать из сотрудников…' }).click()
  await admin.page.getByRole('dialog').getByRole('button', { name: 'Убрать', exact: true }).click()
  await admin.page.getByText('Вера Лис больше не сотрудник').waitFor()
  await row.waitFor({ state: 'detached' })
  await colleague.page.goto(inbox)
  await appReady(colleague.page)
  await colleague.page.getByRole('heading', { name: 'Эта страница не для вашей роли' }).waitFor()
  expect(admin.faults).toEqual([])
  for (const { context } of [guest, admin, colleague]) await context.close()
  return took
}
