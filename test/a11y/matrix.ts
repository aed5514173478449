import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { launchBrowser } from '@vmeste/testkit/browser'
import type { Shown } from '@vmeste/testkit/page-states'
import { startPlatform } from '../../web/e2e/platform.ts'
import { audit, type Finding } from './audit.ts'
import { lookWithFirefox } from './firefox.ts'
import { langs as allLangs, schemes, widths } from './looks.ts'
import { enter, pageStates } from './page-states.ts'
import { everybody, somethingToShow } from './town.ts'

/**
 * Every page and state × three languages × three widths × light and dark, and the version for low vision.
 * `node test/a11y/matrix.ts [--only <part of a state's name>] [--lang ru]`; ends with 1 when anything was found.
 * With `--firefox` the journeys' pages in Firefox instead.
 */
const after = (flag: string): string | undefined =>
  process.argv.includes(flag) ? process.argv[process.argv.indexOf(flag) + 1] : undefined
const langs = allLangs.filter((lang) => lang === (after('--lang') ?? lang))
const states = pageStates.filter(({ name, as }) => `${as} ${name}`.includes(after('--only') ?? ''))

const folder = await mkdtemp(join(tmpdir(), 'vmeste-a11y-'))
const postgres = await startEmbeddedPostgres(folder, { durable: false, createDatabases: true })
const platform = await startPlatform(postgres.url)
const inFirefox = process.argv.includes('--firefox')
const browser = inFirefox ? undefined : await launchBrowser()
const found: (Finding & { readonly state: string; readonly variant: string })[] = []
let looks = 0

async function lookAtAll(page: Page, state: string, prefix: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      looks++
      found.push(
        ...(await audit(page)).map((finding) => ({ ...finding, state, variant: `${prefix} ${width} ${colorScheme}` })),
      )
    }
  }
}

async function round(chromium: Browser, sample: Shown, lang: string, large: boolean): Promise<void> {
  const contexts = await everybody(chromium, platform, { viewport: { width: 360, height: 900 } })
  for (const one of states) {
    const context = contexts.get(one.as)!
    await context.addCookies([
      { name: 'vmeste_lang', value: lang, url: platform.origin },
      ...(large ? [{ name: 'vmeste_view', value: 'large', url: platform.origin }] : []),
    ])
    const page = await context.newPage()
    const state = `${one.as}: ${one.name}`
    try {
      await enter(page, one, sample)
      await lookAtAll(page, state, `${lang}${large ? ' large' : ''}`)
    } catch (error) {
      found.push({ id: 'not-reached', impact: 'critical', where: String(error).split('\n')[0]!, state, variant: lang })
    } finally {
      await page.close()
    }
  }
  for (const context of contexts.values()) await context.close()
}

try {
  const sample = await somethingToShow(platform)
  if (browser) {
    for (const lang of langs) await round(browser, sample, lang, false)
    await round(browser, sample, 'ru', true)
  } else {
    const { found: seen, looks: times, version } = await lookWithFirefox(platform.origin)
    found.push(...seen)
    looks += times
    console.log(version)
  }
} finally {
  await browser?.close()
  await platform.stop()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}

const bad = new Map<string, string[]>()
for (const { state, id, where, variant } of found)
  bad.set(`${state} | ${id} | ${where}`, [...(bad.get(`${state} | ${id} | ${where}`) ?? []), variant])
if (!inFirefox)
  for (const one of states)
    console.log(
      `${found.some(({ state }) => state === `${one.as}: ${one.name}`) ? '✗' : '✓'} ${one.as.padEnd(14)} ${one.name}`,
    )
for (const [what, variants] of bad) console.log(`  ${what}\n    in ${variants.join(', ')}`)
console.log(
  inFirefox
    ? `${looks} looks in Firefox: ${found.length} serious or critical`
    : `${states.length} pages and states, ${looks} looks (${langs.join(', ')} × ${widths.join(', ')} × ${schemes.join(', ')}, and low vision): ${found.length} serious or critical`,
)
process.exitCode = found.length > 0 ? 1 : 0
