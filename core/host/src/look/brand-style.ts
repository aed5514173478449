/** Colours of one city worked out from the one it chose, each checked for contrast on what it will stand on. */
type Rgb = readonly [number, number, number]

const paper: Rgb = [251, 249, 244],
  night: Rgb = [21, 24, 26],
  white: Rgb = [255, 255, 255],
  black: Rgb = [0, 0, 0]

const parse = (hex: string): Rgb => {
  const [, r = '1f', g = '5b', b = '3f'] = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex) ?? []
  return [parseInt(r, 16), parseInt(g, 16), parseInt(b, 16)]
}
const hex = (colour: Rgb): string => `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  [0, 1, 2].map((at) => from[at]! + (to[at]! - from[at]!) * share) as unknown as Rgb

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
/** WCAG contrast, 1 to 21. */
export const contrast = (one: Rgb, other: Rgb): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}
/** WCAG contrast of two hex colours. */
export const contrastOf = (one: string, other: string): number => contrast(parse(one), parse(other))

/** What text is read better on a colour. */
export const blackOrWhite = (ground: string): string => hex(contrast(parse(ground), white) >= 4.5 ? white : black)

/** Moves a colour towards another until it can be read on the ground. */
function readable(colour: Rgb, towards: Rgb, grounds: readonly Rgb[], least: number): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const tried = mix(colour, towards, share)
    if (grounds.every((ground) => contrast(tried, ground) >= least)) return tried
  }
  return towards
}

/** The style of one city; before the style sheet, in the lowest layer, so that themes stand above it. */
export function brandStyle(brand: { readonly colour: string; readonly onColour: string }): string {
  const colour = parse(brand.colour),
    wanted = parse(brand.onColour)
  const on = contrast(colour, wanted) >= 4.5 ? wanted : contrast(colour, white) >= 4.5 ? white : black
  const wash = mix(paper, colour, 0.09),
    washDark = mix(night, colour, 0.32)
  const values = {
    brand: colour,
    'on-brand': on,
    'brand-deep': readable(mix(colour, black, 0.22), black, [on], on === black ? 1 : 4.5),
    'brand-wash': wash,
    'brand-ink': readable(colour, black, [paper, wash], 5),
    'brand-wash-dark': washDark,
    'brand-ink-dark': readable(mix(colour, white, 0.35), white, [night, washDark], 7),
  }
  return `@layer tokens{:root:root{${Object.entries(values)
    .map(([name, value]) => `--${name}:${hex(value)}`)
    .join(';')}}}`
}
