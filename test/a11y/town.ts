import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { asGuest, signIn } from '../../web/e2e/people.ts'
import type { Platform } from '../../web/e2e/platform.ts'
import { answerElsewhere } from '../../web/e2e/staff-work.ts'
import { lookers, type Looker, type Sample } from './page-states.ts'

const submit = `mutation ($i: SubmitReportInput!) { done: submitReport(input: $i) { __typename ... on SubmittedReport { id number trackingPath } ... on Problem { message } } }`

/** Reports for pages to show: one open, one answered. */
export async function somethingToShow(platform: Platform): Promise<Sample> {
  const send = async (object: string, tile: string, as?: string): Promise<{ id: string; number: string; trackingPath: string }> => {
    const { data } = await platform.ask<{ done: { id: string; number: string; trackingPath: string; message?: string } }>('uzda', submit, { i: { submissionKey: crypto.randomUUID(), object, tile, anywayNew: true } }, as)
    if (!data.done.id) throw new Error(data.done.message)
    return data.done
  }
  const answered = await send('UZ-0048', 'SWING')
  await answerElsewhere(platform, answered.number)
  await send('UZ-0047', 'SWING', 'citizen')
  const open = await send('UZ-0047', 'SANDBOX')
  return { answered: `/c/uzda${answered.trackingPath}`, open: `/c/uzda${open.trackingPath}`, openId: open.id }
}

/** A browser profile for everyone who looks, signed in where that is needed. */
export async function everybody(browser: Browser, platform: Platform, options: BrowserContextOptions): Promise<Map<Looker, BrowserContext>> {
  const contexts = new Map<Looker, BrowserContext>()
  for (const who of lookers) {
    const { context, page } = await asGuest(browser, platform, { bypassCSP: true, ...options })
    if (who !== 'guest') await signIn(page, who, '/c/uzda/')
    await page.close()
    contexts.set(who, context)
  }
  return contexts
}
