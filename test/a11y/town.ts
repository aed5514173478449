import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { asGuest, signIn } from '../../web/e2e/people.ts'
import type { SharedPlatform } from '../../web/e2e/platform.ts'
import { answerElsewhere } from '../../web/e2e/staff-work.ts'
import { lookers, type Looker, type Sample } from './page-states.ts'

const submit = `mutation ($i: SubmitReportInput!) { done: submitReport(input: $i) { __typename ... on SubmittedReport { id number trackingPath } ... on Problem { message } } }`

/** Reports for pages to show: one open, one answered, two confirmed of which one is rated. */
export async function somethingToShow(platform: SharedPlatform): Promise<Sample> {
  await platform.ask(
    'uzda',
    'mutation { changeModules(changes: [{ module: "ratings", enabled: true }]) { __typename } }',
    {},
    'admin.uzda',
  )
  const send = async (
    object: string,
    tile: string,
    as?: string,
    contact?: { email: string; consent: boolean },
  ): Promise<{ id: string; number: string; trackingPath: string }> => {
    const { data } = await platform.ask<{
      done: { id: string; number: string; trackingPath: string; message?: string }
    }>('uzda', submit, { i: { submissionKey: crypto.randomUUID(), object, tile, anywayNew: true, contact } }, as)
    if (!data.done.id) throw new Error(data.done.message)
    return data.done
  }
  const answered = await send('UZ-0048', 'SWING')
  await answerElsewhere(platform, answered.number)
  const confirmed: { id: string; trackingPath: string }[] = []
  for (const email of ['olga@example.test', 'pavel@example.test', 'vera@example.test']) {
    const one = await send('UZ-0049', 'SWING', undefined, { email, consent: true })
    await answerElsewhere(platform, one.number)
    await platform.ask('uzda', 'mutation ($secret: String!) { confirmReport(secret: $secret) { __typename } }', {
      secret: one.trackingPath.slice(3),
    })
    confirmed.push(one)
  }
  const [rated, , unrated] = confirmed
  await platform.ask('uzda', 'mutation ($input: RateInput!) { rate(input: $input) { __typename } }', {
    input: {
      subject: `appeals:Report:${rated!.id}`,
      access: rated!.trackingPath.slice(3),
      scores: { simplicity: 5, information: 4, timeliness: 3, courtesy: 5 },
      comment: 'Сделали, но ждали долго',
    },
  })
  await platform.host.events.idle()
  const {
    data: { outbox },
  } = await platform.ask<{ outbox: { href: string | null }[] }>('uzda', '{ outbox { href } }', {}, 'admin.uzda')
  await send('UZ-0047', 'SWING', 'citizen')
  const open = await send('UZ-0047', 'SANDBOX')
  return {
    confirmed: `/c/uzda${unrated!.trackingPath}`,
    invitation: `/c/uzda${outbox.find(({ href }) => href?.startsWith('/r/'))!.href}`,
    answered: `/c/uzda${answered.trackingPath}`,
    open: `/c/uzda${open.trackingPath}`,
    openId: open.id,
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
