import type { Poster, Shape } from './poster-layout.ts'
import { qrRuns } from './qr-runs.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const safe = (text: string): string =>
  text
    .replace(/[&<>"']/g, (char) => entities[char] ?? char)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
const n = (value: number): string => String(Math.round(value * 100) / 100)

/** One SVG; several posters stand below each other, a page each when printed. */
export function postersSvg(posters: readonly Poster[], lang: string): string {
  const width = Math.max(...posters.map((poster) => poster.width))
  let top = 0
  const sheets = posters.map((poster) => {
    const sheet = `<g transform="translate(0 ${n(top)})"><rect width="${n(poster.width)}" height="${n(poster.height)}" fill="#fff"/>${poster.shapes.map(shape).join('')}</g>`
    top += poster.height
    return sheet
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" lang="${lang}" width="${n(width)}pt" height="${n(top)}pt" viewBox="0 0 ${n(width)} ${n(top)}" font-family="'DejaVu Sans', 'Noto Sans', Arial, sans-serif" text-anchor="middle">${sheets.join('')}</svg>`
}

function shape(one: Shape): string {
  switch (one.kind) {
    case 'rect':
      return `<rect x="${n(one.x)}" y="${n(one.y)}" width="${n(one.width)}" height="${n(one.height)}" fill="${safe(one.colour)}"/>`
    case 'text':
      return `<text x="${n(one.x)}" y="${n(one.y)}" font-size="${n(one.size)}"${one.bold ? ' font-weight="700"' : ''} fill="${safe(one.colour)}">${safe(one.text)}</text>`
    case 'qr': {
      const { size, runs } = qrRuns(one.url)
      const path = runs.map(([x, y, length]) => `M${x} ${y}h${length}v1h-${length}z`).join('')
      return `<g transform="translate(${n(one.x)} ${n(one.y)}) scale(${one.side / size})"><path shape-rendering="crispEdges" d="${path}"/></g>`
    }
  }
}
