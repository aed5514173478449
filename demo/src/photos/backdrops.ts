import { darker, lighter, mix } from './colour.ts'
import { birch, crown, groundcover, hedge, tree } from './foliage.ts'
import { randomFrom } from './random.ts'
import { height, horizon, width, type Brush } from './scene.ts'
import { between, ellipse, gradient, oneOf, poly, rect, stroke, type Svg } from './svg.ts'

export function sky({ light }: Brush, to = horizon + 40): Svg {
  const { defs, fill } = gradient('sky', [
    [0, light.sky[0]],
    [0.6, light.sky[1]],
    [1, light.sky[2]],
  ])
  return defs + rect(0, 0, width, to, fill)
}

export function lawn({ season, random, light }: Brush, from = horizon): Svg {
  const { defs, fill } = gradient('lawn', [
    [0, season.grass[0]],
    [1, season.grass[1]],
  ])
  const sun = gradient(
    'sun',
    [
      [0, '#fff6d8', 0.34 * light.gain[0]],
      [1, '#fff6d8', 0],
    ],
    'round',
  )
  const dark = gradient(
    'dark',
    [
      [0, '#26324a', light.shadow * 0.8],
      [1, '#26324a', 0],
    ],
    'round',
  )
  const patches = Array.from({ length: 9 }, (_, at) => {
    const y = between(random, from + 60, height),
      size = 0.4 + (y - from) / (height - from)
    return ellipse(random() * width, y, 260 * size, 46 * size, at % 2 ? sun.fill : dark.fill)
  })
  return defs + sun.defs + dark.defs + rect(0, from, width, height - from, fill) + patches.join('')
}

/** A panel house as they stand in every town: five floors, balconies, curtains of all colours. */
export function house(
  brush: Brush,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  wall: string,
): Svg {
  const { light } = brush
  const columns = Math.round(box.width / 74),
    floors = Math.max(2, Math.round(box.height / 66))
  const stepX = box.width / columns,
    stepY = box.height / floors
  const parts: Svg[] = [
    rect(box.x, box.y, box.width, box.height, wall),
    rect(box.x, box.y, box.width, 9, darker(wall, 0.3)),
  ]
  for (let floor = 0; floor < floors; floor++) {
    parts.push(rect(box.x, box.y + floor * stepY, box.width, 2, darker(wall, 0.14)))
    for (let column = 0; column < columns; column++) {
      const x = box.x + column * stepX,
        y = box.y + floor * stepY
      const lit = light.lamps && brush.random() < 0.42
      const glass = lit ? '#ffe2a0' : oneOf(brush.random, ['#7d95a5', '#8ba0ad', '#93a9b2', '#6f8796'])
      parts.push(
        rect(x + stepX * 0.24, y + stepY * 0.24, stepX * 0.46, stepY * 0.5, '#eef0ec'),
        rect(x + stepX * 0.28, y + stepY * 0.28, stepX * 0.38, stepY * 0.42, glass),
      )
      if (brush.random() < 0.5)
        parts.push(
          rect(
            x + stepX * 0.28,
            y + stepY * 0.28,
            stepX * 0.11,
            stepY * 0.42,
            oneOf(brush.random, ['#e9dccb', '#d9b8a6', '#c9d3c0', '#f1e6d0']),
            0,
            'opacity=".8"',
          ),
        )
      if (column % 3 === 1)
        parts.push(
          rect(
            x + stepX * 0.1,
            y + stepY * 0.56,
            stepX * 0.82,
            stepY * 0.36,
            mix(oneOf(brush.random, ['#b9cbd6', '#d8c3a5', '#a9bfae', '#d5a994']), wall, 0.25),
            2,
          ),
        )
    }
  }
  return parts.join('')
}

/** What stands there does not depend on what lies in front of it. */
const standing = (brush: Brush): Brush => ({ ...brush, random: randomFrom(`standing at ${brush.place}`) })

const walls = ['#ddd2bf', '#cfc0ae', '#d5cfc2', '#d8c2a8', '#c6ccc6', '#dccdb0', '#c9b3a2']

/** A yard: houses behind trees, a lawn. */
export function yard(given: Brush): Svg {
  const brush = standing(given)
  const { season, random } = brush
  return [
    sky(brush),
    house(brush, { x: -40, y: 96, width: 700, height: 316 }, oneOf(random, walls)),
    house(brush, { x: 742, y: 150, width: 600, height: 262 }, oneOf(random, walls)),
    lawn(brush, horizon),
    tree(704, 430, 330, season, random),
    birch(1130, 440, 380, season, random),
    tree(96, 440, 300, season, random),
    hedge(210, 640, 428, 46, season, random),
    hedge(800, 1060, 424, 40, season, random),
  ].join('')
}

/** A park: trees in three depths, the farther the paler. */
export function park(given: Brush): Svg {
  const brush = standing(given)
  const { season, random, light } = brush
  const far = season.leaves
    ? (season.leaves.map((tone) => mix(tone, light.sky[2], 0.5)) as [string, string, string])
    : undefined
  const haze = { ...season, leaves: far }
  const forest = Array.from({ length: 12 }, (_, at) =>
    crown(at * 118 + between(random, -30, 30), between(random, 280, 330), between(random, 78, 116), haze, random),
  ).join('')
  return [
    sky(brush),
    forest,
    rect(0, 372, width, 60, mix(season.grass[0], light.sky[2], 0.3)),
    lawn(brush, horizon),
    tree(160, 450, 420, season, random),
    birch(330, 430, 360, season, random),
    tree(1080, 460, 430, season, random),
    birch(900, 426, 330, season, random),
    tree(610, 418, 260, season, random),
  ].join('')
}

/** A street seen along its pavement. */
export function street(given: Brush): Svg {
  const brush = standing(given)
  const { season, random } = brush
  return [
    sky(brush),
    house(brush, { x: 820, y: 120, width: 520, height: 290 }, oneOf(random, walls)),
    house(brush, { x: 560, y: 220, width: 250, height: 186 }, oneOf(random, walls)),
    house(brush, { x: -60, y: 180, width: 380, height: 226 }, oneOf(random, walls)),
    lawn(brush, horizon),
    tree(420, 420, 220, season, random),
    tree(760, 424, 250, season, random),
    tree(70, 450, 330, season, random),
    birch(1180, 450, 370, season, random),
    tree(560, 412, 150, season, random),
  ].join('')
}

/** Asphalt from the foreground into the depth. */
export function roadway(
  { season }: Brush,
  far: readonly [number, number],
  near: readonly [number, number],
  from = horizon + 6,
): Svg {
  const { defs, fill } = gradient('road', [
    [0, '#a9a9a8'],
    [0.4, '#8b8c8d'],
    [1, '#717477'],
  ])
  const slush = season.snow
    ? stroke(
        `M${far[0]} ${from}L${near[0]} ${height}M${far[1]} ${from}L${near[1]} ${height}`,
        '#e8edf1',
        22,
        'opacity=".9"',
      )
    : ''
  return (
    defs +
    poly(
      [
        [far[0], from],
        [far[1], from],
        [near[1], height],
        [near[0], height],
      ],
      fill,
    ) +
    slush
  )
}

/** Grains in asphalt, finer with distance. */
export const grains = (
  count: number,
  top: number,
  random: () => number,
  tones: readonly string[] = ['#8f9091', '#6a6c6e', '#a2a3a2', '#5c5e60'],
): Svg =>
  Array.from({ length: count }, () => {
    const depth = random() ** 0.6
    return rect(
      random() * width,
      top + (height - top) * depth,
      1.5 + depth * 5,
      1 + depth * 2.4,
      oneOf(random, tones),
      1,
      'opacity=".55"',
    )
  }).join('')

export const cover = (brush: Brush, count: number, top = 470): Svg =>
  groundcover(count, { left: 0, right: width, top, bottom: height }, brush.season, brush.random)

/** A kerb stone in perspective. */
export const kerb = (fromX: number, fromY: number, toX: number, toY: number, thick: number): Svg =>
  poly(
    [
      [fromX, fromY],
      [toX, toY],
      [toX + thick * 0.4, toY + thick],
      [fromX + 4, fromY + 5],
    ],
    '#c9c7c0',
  ) + stroke(`M${fromX} ${fromY}L${toX} ${toY}`, lighter('#c9c7c0', 0.5), 3)
