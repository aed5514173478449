import { street } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import { groundcover } from '../foliage.ts'
import { height, width, type Brush, type Layers } from '../scene.ts'
import { between, ellipse, gradient, path, poly, rect, scattered, stroke, type Spot, type Svg } from '../svg.ts'

/** A pavement of small tiles that has sunk, or has been laid level again. */
export function paving(brush: Brush): Layers {
  const { broken, random, season } = brush
  const bed = gradient('bed', [
    [0, '#b5ad9f'],
    [1, '#948b7c'],
  ])
  const front = [
    bed.defs,
    poly(
      [
        [430, 412],
        [730, 412],
        [1500, height],
        [-300, height],
      ],
      bed.fill,
    ),
    tiles(brush),
    broken ? sunk(random) : fresh(),
    stroke(`M430 412L-300 ${height}M730 412L1500 ${height}`, '#d3cec3', 16),
    groundcover(60, { left: 0, right: 140, top: 600, bottom: height }, season, random),
  ].join('')
  return { back: street(brush), front }
}

const rows = Array.from({ length: 13 }, (_, at) => 424 + at * at * 2.6 + at * 10)
/** Corner of a tile: `across` from 0 to 8. */
const corner = (across: number, y: number): Spot => {
  const depth = (y - 412) / (height - 412),
    left = 430 - 730 * depth,
    right = 730 + 770 * depth
  return [left + (right - left) * (across / 8), y]
}

function tiles({ random, broken }: Brush): Svg {
  return rows
    .slice(0, -1)
    .map((top, row) => {
      const bottom = rows[row + 1]!
      return Array.from({ length: 9 }, (_, at) => {
        const from = Math.max(0, at - (row % 2) * 0.5),
          to = Math.min(8, at + 1 - (row % 2) * 0.5)
        if (to <= from) return ''
        const tone = ['#b9a79a', '#a99b92', '#c4b3a4', '#b0a39c', '#9f8f86'][Math.floor(random() * 5)]!
        const drop = broken && row > 6 && row < 10 && at > 2 && at < 6 ? between(random, 3, 14) : 0
        const [a, b, c, d] = [
          corner(from, top + 2),
          corner(to, top + 2),
          corner(to, bottom - 1),
          corner(from, bottom - 1),
        ] as [Spot, Spot, Spot, Spot]
        const shift = ([x, y]: Spot): Spot => [x + drop * 0.4, y + drop]
        return (
          poly([a, b, c, d].map(shift), drop ? darker(tone, 0.12) : tone) +
          poly(
            [a, b, [b[0], b[1] + 3], [a[0], a[1] + 3]].map((spot) => shift(spot as Spot)),
            lighter(tone, 0.4),
            'opacity=".7"',
          )
        )
      }).join('')
    })
    .join('')
}

function sunk(random: () => number): Svg {
  const pit = gradient('pit', [
    [0, '#6b5c49'],
    [1, '#8a7861'],
  ])
  const loose = (x: number, y: number, angle: number, tone: string) =>
    `<g transform="rotate(${angle} ${x} ${y})">${rect(x + 5, y + 9, 104, 56, '#2a2c33', 4, 'opacity=".35"')}${rect(x, y, 104, 54, tone, 3)}${rect(x, y, 104, 7, lighter(tone, 0.45), 3)}${rect(x, y + 48, 104, 10, darker(tone, 0.35), 3)}</g>`
  return (
    pit.defs +
    path(
      'M480 664C560 620 740 616 830 660C900 700 880 770 800 794C700 822 540 814 480 776C430 744 430 692 480 664Z',
      '#4d4438',
    ) +
    path(
      'M492 676C570 636 730 632 816 672C878 706 862 760 790 782C700 806 550 800 494 766C452 738 450 698 492 676Z',
      pit.fill,
    ) +
    scattered(60, random, () =>
      ellipse(
        between(random, 490, 820),
        between(random, 670, 770),
        between(random, 3, 10),
        between(random, 2, 5),
        darker('#a08e74', random() * 0.5),
      ),
    ) +
    loose(450, 640, -14, '#b09f92') +
    loose(770, 770, 22, '#a5968b') +
    loose(610, 736, -34, '#bcaa9c') +
    loose(860, 660, 48, '#a99b92')
  )
}

const fresh = (): Svg =>
  poly(
    [corner(2.4, rows[6]!), corner(5.8, rows[6]!), corner(5.8, rows[10]!), corner(2.4, rows[10]!)],
    '#fff6e6',
    'opacity=".2"',
  ) +
  stroke(`M${corner(2.4, rows[6]!).join(' ')}L${corner(5.8, rows[6]!).join(' ')}`, '#e9dcc2', 4, 'opacity=".5"') +
  ellipse(width * 0.5, 760, 260, 50, '#f0dfbd', 'opacity=".22"')
