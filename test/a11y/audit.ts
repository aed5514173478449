import axe from 'axe-core'
import type { Page } from 'playwright-core'

export interface Finding {
  readonly id: string
  readonly impact: string
  readonly where: string
}

const rules = `['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`
const run = `axe.run(document, { runOnly: ${rules} }).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, impact, nodes }) => ({ id, impact, where: nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ') })))`
// a colour on its way to another is neither; what turns without an end is not waited for, and on a busy machine two
// frames take a while
const still = `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  .then(() => Promise.race([
    Promise.all(document.getAnimations()
      .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
      .map((each) => each.finished.catch(() => 0))),
    new Promise((enough) => setTimeout(enough, 5000)),
  ])).then(() => true)`

// a link in a sentence and a box inside its label are as wide as they are; what is shown to screen readers alone is a
// pixel; a small mark may reach further than it looks
const controls = [
  'button, summary, select, textarea, .v-button, [role=button]',
  'label:has(input:is([type=radio], [type=checkbox]))',
  'input:not([type=hidden], [type=radio], [type=checkbox], [type=file])',
].join(', ')
const narrow = `[...document.querySelectorAll('${controls}')]
  .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .map((one) => {
    const beyond = Math.min(0, parseFloat(getComputedStyle(one, '::after').insetInlineStart) || 0)
    return { one, width: one.getBoundingClientRect().width - 2 * beyond }
  })
  .filter(({ width }) => width > 1 && width < 43.5)
  .map(({ one, width }) => ({ id: 'narrow-control', impact: 'serious', where: Math.round(width) + ' px: ' + one.outerHTML.slice(0, 80) }))`
/**
 * A word on so many lines that fewer than three letters stand on each. A hyphen at a syllable, or a long address in
 * two, is no fault.
 */
const torn = `(() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement
    if (!/\\p{L}{4}/u.test(node.data) || !around.checkVisibility({ visibilityProperty: true })) continue
    if (around.getBoundingClientRect().width < 2) continue
    for (const { 0: word, index } of node.data.matchAll(/\\p{L}{4,}/gu)) {
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      const seen = [...range.getClientRects()].filter(({ width }) => width > 0)
      const lines = new Set(seen.map(({ top }) => Math.round(top))).size
      if (lines > 1 && word.length / lines < 3)
        found.push({ id: 'torn-word', impact: 'serious', where: word + ' on ' + lines + ' lines' })
    }
  }
  return found
})()`

/**
 * What axe finds serious or critical, a page that must be scrolled sideways, a control too narrow for a finger, a word
 * torn into letters.
 */
export const audit = (page: Page): Promise<readonly Finding[]> => auditWith((source) => page.evaluate(source))

/** The same in any browser that can run a line of script in a page. */
export async function auditWith(evaluate: (source: string) => Promise<unknown>): Promise<readonly Finding[]> {
  await evaluate(still)
  if (!(await evaluate('"axe" in window'))) await evaluate(axe.source)
  const found = [
    ...((await evaluate(run)) as Finding[]),
    ...((await evaluate(narrow)) as Finding[]),
    ...((await evaluate(torn)) as Finding[]),
  ]
  const wide = (await evaluate('document.documentElement.scrollWidth - innerWidth')) as number
  return wide > 0 ? [...found, { id: 'sideways-scroll', impact: 'serious', where: `${wide} px` }] : found
}
