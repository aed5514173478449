import axe from 'axe-core'
import type { Page } from 'playwright-core'

export interface Finding { readonly id: string; readonly impact: string; readonly where: string }

const run = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, impact, nodes }) => ({ id, impact, where: nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ') })))`
// a colour on its way to another is neither; what turns without an end is not waited for, and on a busy machine two frames take a while
const still = `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  .then(() => Promise.race([
    Promise.all(document.getAnimations().filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime)).map((each) => each.finished.catch(() => 0))),
    new Promise((enough) => setTimeout(enough, 5000)),
  ])).then(() => true)`

/** What axe finds serious or critical, and a page that must be scrolled sideways. */
export const audit = (page: Page): Promise<readonly Finding[]> => auditWith((source) => page.evaluate(source))

/** The same in any browser that can run a line of script in a page. */
export async function auditWith(evaluate: (source: string) => Promise<unknown>): Promise<readonly Finding[]> {
  await evaluate(still)
  if (!await evaluate('"axe" in window')) await evaluate(axe.source)
  const found = await evaluate(run) as Finding[]
  const wide = await evaluate('document.documentElement.scrollWidth - innerWidth') as number
  return wide > 0 ? [...found, { id: 'sideways-scroll', impact: 'serious', where: `${wide} px` }] : found
}
