/** Small words for drawing: every function gives a piece of SVG. */
export type Svg = string
export type Spot = readonly [x: number, y: number]

const n = (value: number): string => String(Math.round(value * 10) / 10)

export const rect = (x: number, y: number, width: number, height: number, fill: string, round = 0, more = ''): Svg =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}"${round ? ` rx="${n(round)}"` : ''} ${more}/>`

export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, more = ''): Svg =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`

export const poly = (spots: readonly Spot[], fill: string, more = ''): Svg =>
  `<polygon points="${spots.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}" ${more}/>`

export const path = (d: string, fill: string, more = ''): Svg => `<path d="${d}" fill="${fill}" ${more}/>`

export const stroke = (d: string, colour: string, width: number, more = ''): Svg =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`

export const line = (x1: number, y1: number, x2: number, y2: number, colour: string, width: number, more = ''): Svg =>
  stroke(`M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`, colour, width, more)

export const group = (content: readonly Svg[] | Svg, transform = '', more = ''): Svg =>
  `<g${transform ? ` transform="${transform}"` : ''} ${more}>${typeof content === 'string' ? content : content.join('')}</g>`

export const turned = (content: readonly Svg[] | Svg, degrees: number, x: number, y: number): Svg =>
  group(content, `rotate(${n(degrees)} ${n(x)} ${n(y)})`)

/** A gradient from top to bottom, or along `to`; returns what defines it and how to fill with it. */
export function gradient(
  id: string,
  stops: readonly (readonly [offset: number, colour: string, opacity?: number])[],
  to: 'down' | 'right' | 'round' = 'down',
): { readonly defs: Svg; readonly fill: string } {
  const inner = stops
    .map(
      ([offset, colour, opacity = 1]) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join('')
  const defs =
    to === 'round'
      ? `<radialGradient id="${id}">${inner}</radialGradient>`
      : `<linearGradient id="${id}" x1="0" y1="0" x2="${to === 'right' ? 1 : 0}" y2="${to === 'down' ? 1 : 0}">${inner}</linearGradient>`
  return { defs, fill: `url(#${id})` }
}

/** A shadow with soft edges, lying on the ground. */
export const softShadow = (x: number, y: number, rx: number, ry: number, opacity = 0.4): Svg => {
  const id = `s${n(x)}-${n(y)}-${n(rx)}`.replaceAll('.', '_')
  const { defs, fill } = gradient(
    id,
    [
      [0, '#1d2233', opacity],
      [0.55, '#1d2233', opacity * 0.6],
      [1, '#1d2233', 0],
    ],
    'round',
  )
  return defs + ellipse(x, y, rx, ry, fill)
}

/** Everything that has been scattered: `draw` gets a spot and its own randomness. */
export const scattered = (count: number, random: () => number, draw: (random: () => number) => Svg): Svg =>
  Array.from({ length: count }, () => draw(random)).join('')

/** Between two numbers. */
export const between = (random: () => number, low: number, high: number): number => low + random() * (high - low)
export const oneOf = <T>(random: () => number, all: readonly T[]): T => all[Math.floor(random() * all.length)]!
