import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { launchBrowser } from '@vmeste/testkit/browser'
import { asGuest, open, phone, signIn } from './people.ts'
import { startPlatform } from './platform.ts'

/**
 * How long a report takes from the touch on «Send» in one browser to the row in an executor's open inbox in another.
 * `node web/e2e/time-to-inbox.ts [sends]`
 */
// the inbox shows thirty at first
const sends = Math.min(30, Number(process.argv[2] ?? 30))
const folder = await mkdtemp(join(tmpdir(), 'vmeste-time-'))
const postgres = await startEmbeddedPostgres(folder, { createDatabases: true })
const platform = await startPlatform(postgres.url)
const browser = await launchBrowser()
try {
  const executor = await asGuest(browser, platform, { bypassCSP: true })
  await signIn(executor.page, 'executor.uzda', '/c/uzda/m/appeals/inbox')
  // the moment a row stands in the list, by the page's own eyes
  await executor.page.evaluate(`window.rows = new Map(); new MutationObserver(() => {
    for (const row of document.querySelectorAll('.ap-inrow')) if (!window.rows.has(row.dataset.report)) window.rows.set(row.dataset.report, Date.now())
  }).observe(document.body, { childList: true, subtree: true })`)
  const times: number[] = []
  for (let i = 0; i < sends; i++) {
    const guest = await asGuest(browser, platform, { viewport: phone })
    await open(guest.page, '/c/uzda/o/UZ-0047')
    await guest.page.locator('.ap-tile').first().click()
    const before = Number(await executor.page.evaluate('window.rows.size'))
    await guest.page.evaluate(`document.addEventListener('click', () => { window.sentAt = Date.now() }, true)`)
    await guest.page.locator('.ap-send button').click()
    const other = guest.page.locator('.ap-duplicate > .v-button').first()
    await guest.page.locator('.ap-sent-number').or(other).waitFor()
    if (await other.isVisible()) await other.click()
    await executor.page.waitForFunction(`window.rows.size > ${before}`, undefined, { polling: 20 })
    const [sentAt, seenAt] = [
      Number(await guest.page.evaluate('window.sentAt')),
      Number(await executor.page.evaluate('Math.max(...window.rows.values())')),
    ]
    times.push(seenAt - sentAt)
    await guest.context.close()
  }
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)]!
  console.log(
    `from Send to the open inbox, ${times.length} sends: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, best ${times[0]} ms`,
  )
} finally {
  await browser.close()
  await platform.stop()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
