import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { lookers, type Looker, type Shown } from '@vmeste/testkit/page-states'
import { asGuest, signIn } from '../../web/e2e/people.ts'
import type { SharedPlatform } from '../../web/e2e/platform.ts'
import { ofModules } from './page-states.ts'

/** Every module on, and something of each for its pages to show. */
export async function somethingToShow(platform: SharedPlatform): Promise<Shown> {
  const ask = async <Data>(query: string, variables: Record<string, unknown> = {}, as?: string): Promise<Data> =>
    (await platform.ask<Data>('uzda', query, variables, as)).data
  const { modules } = await ask<{ modules: { id: string }[] }>('{ modules { id } }', {}, 'admin.uzda')
  const changes = modules.map(({ id: module }) => ({ module, enabled: true }))
  await ask(
    'mutation ($changes: [ModuleChangeInput!]!) { changeModules(changes: $changes) { __typename } }',
    { changes },
    'admin.uzda',
  )
  const shown: Record<string, string> = {}
  for (const { show } of ofModules)
    Object.assign(
      shown,
      await show?.(
        {
          origin: platform.origin,
          ask,
          bearer: (username) => platform.host.identity!.issueToken!(username),
          idle: () => platform.host.events.idle(),
        },
        shown,
      ),
    )
  return (name) => {
    if (shown[name] === undefined) throw new Error(`no module shows anything called "${name}"`)
    return shown[name]
  }
}

/** A browser profile for everyone who looks, signed in where that is needed. */
export async function everybody(
  browser: Browser,
  platform: SharedPlatform,
  options: BrowserContextOptions,
): Promise<Map<Looker, BrowserContext>> {
  const contexts = new Map<Looker, BrowserContext>()
  for (const who of lookers) {
    const { context, page } = await asGuest(browser, platform, { bypassCSP: true, ...options })
    if (who !== 'guest') await signIn(page, who, '/c/uzda/')
    await page.close()
    contexts.set(who, context)
  }
  return contexts
}
