import type { Router } from 'vue-router'

/**
 * Pages use plain links, which also work on the server and without scripts; here the app takes those that lead to a
 * page it has.
 */
export function interceptLinks(router: Router): void {
  document.addEventListener('click', (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    const link = (event.target as Element).closest?.('a[href]')
    if (
      !(link instanceof HTMLAnchorElement) ||
      link.target ||
      link.hasAttribute('download') ||
      link.dataset.viewLink !== undefined
    )
      return
    if (link.origin !== location.origin || (link.hash && link.pathname === location.pathname)) return
    const target = link.pathname + link.search + link.hash
    if (router.resolve(target).name === 'unknown') return
    event.preventDefault()
    void router.push(target)
  })
}
