const worn = new Set<string>()

/**
 * Puts styles on the page that come with the script of what few open: they weigh on nobody's first visit.
 *
 * @param css of a file, imported as `./look.css?inline`
 */
export function wear(css: string): void {
  if (typeof document === 'undefined' || worn.has(css)) return
  worn.add(css)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
}
