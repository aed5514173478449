import { darker, lighter, mix } from './colour.ts'
import type { Season } from './season.ts'
import { between, ellipse, group, oneOf, scattered, stroke, type Svg } from './svg.ts'

/** A crown in three tones: dark below, light where the sun stands, upper left. */
export function crown(x: number, y: number, radius: number, season: Season, random: () => number): Svg {
  if (!season.leaves) return bareCrown(x, y, radius, random)
  const [dark, middle, light] = season.leaves
  const blobs = (count: number, spread: number, dx: number, dy: number, size: number, colour: string) =>
    scattered(count, random, () => {
      const angle = random() * Math.PI * 2,
        far = Math.sqrt(random()) * radius * spread
      const r = radius * between(random, size * 0.75, size * 1.15)
      return ellipse(
        x + dx * radius + Math.cos(angle) * far,
        y + dy * radius + Math.sin(angle) * far * 0.86,
        r,
        r * 0.92,
        colour,
      )
    })
  return (
    ellipse(x, y, radius * 0.74, radius * 0.7, dark) +
    blobs(13, 0.84, 0.05, 0.06, 0.26, dark) +
    blobs(14, 0.74, -0.06, -0.06, 0.2, middle) +
    blobs(10, 0.5, -0.2, -0.22, 0.16, mix(middle, light, 0.6)) +
    blobs(6, 0.4, -0.27, -0.32, 0.12, light)
  )
}

/** Branches against the sky; only their haze is seen from afar. */
function bareCrown(x: number, y: number, radius: number, random: () => number): Svg {
  const twigs: Svg[] = []
  const grow = (fromX: number, fromY: number, angle: number, length: number, width: number): void => {
    const toX = fromX + Math.cos(angle) * length,
      toY = fromY + Math.sin(angle) * length
    twigs.push(stroke(`M${fromX.toFixed(0)} ${fromY.toFixed(0)}L${toX.toFixed(0)} ${toY.toFixed(0)}`, '#6a5d55', width))
    if (length < radius * 0.2) return
    for (const turn of [-0.5, 0.42])
      grow(
        toX,
        toY,
        angle + turn + between(random, -0.2, 0.2),
        length * between(random, 0.62, 0.76),
        Math.max(1.4, width * 0.62),
      )
  }
  grow(x, y + radius * 0.9, -Math.PI / 2, radius * 0.62, radius * 0.09)
  return twigs.join('')
}

/** @param y where it stands */
export function tree(x: number, y: number, height: number, season: Season, random: () => number): Svg {
  const width = height * 0.055
  const bark = '#74604f'
  const trunk =
    stroke(
      `M${x} ${y} C${x - width} ${y - height * 0.3} ${x + width * 0.6} ${y - height * 0.4} ${x} ${y - height * 0.62}`,
      bark,
      width,
    ) +
    stroke(
      `M${x - width * 0.28} ${y - 4} C${x - width * 1.2} ${y - height * 0.3} ${x + width * 0.3} ${y - height * 0.4} ${x - width * 0.2} ${y - height * 0.6}`,
      lighter(bark, 0.25),
      width * 0.3,
    )
  return trunk + crown(x, y - height * 0.68, height * 0.34, season, random)
}

/** A birch: they stand in every yard here. */
export function birch(x: number, y: number, height: number, season: Season, random: () => number): Svg {
  const width = height * 0.045
  const marks = scattered(9, random, () => {
    const at = y - between(random, 0.06, 0.66) * height
    return ellipse(x + between(random, -width * 0.3, width * 0.3), at, width * 0.3, width * 0.11, '#3f3c3b')
  })
  return (
    stroke(`M${x} ${y} Q${x + width} ${y - height * 0.3} ${x} ${y - height * 0.72}`, '#e4e1d8', width) +
    stroke(
      `M${x + width * 0.32} ${y} Q${x + width * 1.3} ${y - height * 0.3} ${x + width * 0.3} ${y - height * 0.7}`,
      '#b9b6ae',
      width * 0.3,
    ) +
    marks +
    crown(x, y - height * 0.7, height * 0.26, season, random) +
    crown(x + height * 0.06, y - height * 0.5, height * 0.17, season, random)
  )
}

export const hedge = (
  fromX: number,
  toX: number,
  y: number,
  height: number,
  season: Season,
  random: () => number,
): Svg => {
  const pieces: Svg[] = []
  for (let x = fromX; x < toX; x += height * 0.7)
    pieces.push(crown(x, y - height * 0.45, height * 0.55, season, random))
  return group(pieces)
}

/** One fallen leaf. */
export const leaf = (x: number, y: number, size: number, colour: string, random: () => number): Svg =>
  ellipse(
    x,
    y,
    size,
    size * 0.5,
    colour,
    `transform="rotate(${Math.round(random() * 180)} ${x.toFixed(0)} ${y.toFixed(0)})"`,
  )

/** The leaves at the end of a bough, the lighter the nearer. */
export const spray = (
  x: number,
  y: number,
  size: number,
  [dark, middle, light]: readonly [string, string, string],
  random: () => number,
): Svg =>
  [dark, middle, light]
    .map((tone, at) =>
      scattered(22 - at * 4, random, () => {
        const angle = random() * Math.PI * 2,
          far = Math.sqrt(random()) * size * (1 - at * 0.14)
        return leaf(
          x + Math.cos(angle) * far * 1.2 - at * 5,
          y + Math.sin(angle) * far * 0.7 - at * 7,
          size * 0.19,
          tone,
          random,
        )
      }),
    )
    .join('')

/** Single leaves, tufts of grass or grains of snow: what keeps a lawn from being a rectangle. */
export function groundcover(
  count: number,
  box: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  season: Season,
  random: () => number,
): Svg {
  return scattered(count, random, () => {
    const depth = random() ** 0.7
    const x = between(random, box.left, box.right),
      y = box.top + (box.bottom - box.top) * depth,
      size = 3 + depth * 9
    if (season.snow)
      return ellipse(x, y, size * 2.4, size * 0.5, random() < 0.5 ? '#f3f6f8' : '#bccad6', 'opacity=".7"')
    if (season.name === 'autumn' && random() < 0.55)
      return ellipse(
        x,
        y,
        size * 0.9,
        size * 0.45,
        oneOf(random, ['#c9822f', '#d9a443', '#a9602c', '#8a5a2f']),
        `transform="rotate(${Math.round(random() * 180)} ${x.toFixed(0)} ${y.toFixed(0)})"`,
      )
    const blade = random() < 0.5 ? lighter(season.grass[1], 0.22) : darker(season.grass[1], 0.2)
    return stroke(
      `M${x.toFixed(0)} ${y.toFixed(0)}l${(-size * 0.4).toFixed(1)} ${(-size * 1.5).toFixed(1)}m${(size * 0.4).toFixed(1)} ${(size * 1.5).toFixed(1)}l${(size * 0.5).toFixed(1)} ${(-size * 1.2).toFixed(1)}`,
      blade,
      1.4 + depth * 1.4,
      'opacity=".75"',
    )
  })
}
