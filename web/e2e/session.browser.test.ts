import { beforeAll, test } from 'vitest'
import { asGuest, desk, signIn } from './people.ts'
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
