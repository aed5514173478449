import { beforeAll, expect, test } from 'vitest'
import { demonstrationPassword } from '../../demo/src/accounts/demonstration-accounts.ts'
import { asGuest, desk, open, phone, signIn } from './people.ts'
import { sharedPlatform, type Shared } from './shared-platform.ts'

let shared: Shared
beforeAll(async () => {
  shared = await sharedPlatform()
})

test('a door that cannot be asked signs nobody out: the next page finds them again', async () => {
  const { page, context } = await asGuest(shared.browser, shared.platform, { viewport: desk })
  await signIn(page, 'operator.uzda', '/c/uzda/')
  // as it is for whoever clicks on before the page has found out who they are
  await context.route('**/protocol/openid-connect/token', (route) => route.abort())
  await page.goto('/c/uzda/')
  await page.getByRole('button', { name: 'Войти', exact: true }).waitFor()
  await context.unroute('**/protocol/openid-connect/token')
  await page.goto('/c/uzda/')
  await page.locator('.v-person-name').waitFor()
  await context.close()
})

test('somebody with an account sees what is held, takes it along, ends it, and is signed out on a last calm page', async () => {
  const { browser, platform } = shared
  const username = 'leaves'
  await platform.host.identity!.users.create({
    username,
    givenName: 'Алена',
    email: 'leaves@mail.example',
    password: demonstrationPassword,
    demonstration: true,
  })
  const report = `mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename } }`
  const input = { topic: 'YARD.PLAY', anywayNew: true, place: { address: 'ул. Мира, 5' }, text: 'Слова Алены' }
  await platform.ask('uzda', report, { input: { ...input, submissionKey: crypto.randomUUID() } }, username)
  const { page, context } = await asGuest(browser, platform, { viewport: phone })
  // nobody is signed in: nothing is shown
  await open(page, '/c/uzda/my-data')
  await page.getByRole('button', { name: 'Войти', exact: true }).first().waitFor()
  await signIn(page, username, '/c/uzda/account')
  await page.getByRole('link', { name: 'Мои данные' }).click()
  const reports = page.locator('.v-held', { hasText: 'Ваши сообщения' })
  await reports.getByText('Показать: 1').click()
  await reports.getByText('Слова Алены').waitFor()
  await page.locator('.v-held', { hasText: 'Учётная запись' }).getByText('leaves@mail.example').waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Скачать архив' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^uzda-my-data-.*\.zip$/)
  await page.getByLabel('Удалить и учётную запись').check()
  await page.getByLabel('Чтобы подтвердить').fill('Удалить')
  await page.getByRole('button', { name: 'Удалить навсегда' }).click()
  await page.getByRole('heading', { name: 'Готово, данные удалены' }).waitFor()
  expect(await platform.host.identity!.users.find(username)).toBeUndefined()
  // and the next page knows nobody
  await open(page, '/c/uzda/')
  await page.getByRole('button', { name: 'Войти', exact: true }).waitFor()
  await context.close()
})

test('who opened what is the administrator’s to read, by what its address says; nobody else finds the page', async () => {
  const { browser, platform } = shared
  const { data } = await platform.ask<{ r: { id: string } }>(
    'uzda',
    'mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { id } } }',
    {
      input: {
        submissionKey: crypto.randomUUID(),
        topic: 'YARD.PLAY',
        anywayNew: true,
        place: { address: 'ул. Мира, 7' },
      },
    },
  )
  const { id } = data.r
  await platform.ask('uzda', `{ report(id: "${id}") { id } }`, {}, 'operator.uzda')
  const { page, context } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, 'admin.uzda', '/c/uzda/admin')
  await page.getByRole('link', { name: /Кто открывал/ }).click()
  await page.locator('tbody tr').first().waitFor()
  await page.getByLabel('Что сделали').selectOption('OPEN')
  await page.getByRole('button', { name: 'Показать', exact: true }).click()
  await page.waitForURL(/what=OPEN/)
  const kinds = () => page.locator('.v-looks-kind').allInnerTexts()
  await expect.poll(async () => [...new Set(await kinds())]).toEqual(['Открыли дело'])
  await page.locator('tbody tr').first().getByRole('button').last().click()
  await page.waitForURL(/number=/)
  const address = page.url().slice(platform.origin.length)
  await expect.poll(async () => [...new Set(await kinds())]).toEqual(['Открыли дело'])
  await open(page, `${address}&from=2001-01-01&till=2001-01-02`)
  await page.getByRole('heading', { name: 'Так никто не открывал' }).waitFor()
  await context.close()
  const other = await asGuest(browser, platform, { viewport: desk })
  await signIn(other.page, 'operator.uzda', address)
  await other.page.locator('h1', { hasText: 'закрыт' }).or(other.page.locator('.v-empty')).first().waitFor()
  expect(await other.page.locator('tbody').count()).toBe(0)
  await other.context.close()
})
