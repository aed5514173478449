import { cover, grains, park } from '../backdrops.ts'
import { lighter } from '../colour.ts'
import { leaf, spray } from '../foliage.ts'
import { height, type Brush, type Layers } from '../scene.ts'
import {
  ellipse,
  gradient,
  path,
  rect,
  scattered,
  softShadow,
  stroke,
  turned,
  between,
  oneOf,
  type Svg,
} from '../svg.ts'

const bark = '#6f5a47'

/** A path in a park after the wind: a bough lies across it, or has been sawn up and carried away. */
export function branch(brush: Brush): Layers {
  const { broken, random, season } = brush
  const gravel = gradient('gravel', [
    [0, '#cfc2a8'],
    [1, '#b3a283'],
  ])
  const front = [
    cover(brush, 150, 470),
    gravel.defs,
    path(
      `M560 412C620 412 700 412 730 412C800 560 980 760 1190 ${height}L60 ${height}C300 760 520 560 560 412Z`,
      gravel.fill,
    ),
    grains(120, 520, random, ['#bfb190', '#9f9074', '#ddd1b8']),
    stroke(`M560 412C520 560 300 760 60 ${height}`, '#ded3bb', 5),
    stroke(`M730 412C800 560 980 760 1190 ${height}`, '#ded3bb', 5),
    trunk(),
    broken ? bough(brush) : sawdust(random),
    broken && season.leaves
      ? scattered(60, random, () =>
          leaf(between(random, 120, 1180), between(random, 640, 900), 10, oneOf(random, season.leaves!), random),
        )
      : '',
  ].join('')
  return { back: park(brush), front }
}

/** The tree it came from, with its wound. */
const trunk = (): Svg =>
  softShadow(1120, 716, 120, 22) +
  path('M1060 716C1090 640 1084 300 1070 -20L1200 -20C1186 300 1176 640 1206 716Z', bark) +
  path('M1060 716C1090 640 1084 300 1070 -20L1102 -20C1112 300 1112 640 1090 716Z', lighter(bark, 0.28)) +
  ['M1130 60q10 90 -4 160', 'M1160 240q-14 120 6 200', 'M1120 420q8 90 -8 180', 'M1164 520q6 80 14 150']
    .map((d) => stroke(d, '#54422f', 6, 'opacity=".6"'))
    .join('') +
  ellipse(1088, 214, 34, 46, '#8b6a48') +
  ellipse(1086, 214, 24, 35, '#d8b483') +
  stroke('M1078 200q12 14 2 34', '#b58a58', 3)

function bough({ random, season }: Brush): Svg {
  const wood = 'M150 720C380 640 620 700 830 640C930 612 1000 640 1060 690'
  const twigs = [
    'M330 676C300 600 250 560 200 540',
    'M470 668C480 580 540 540 560 490',
    'M620 676C600 760 540 800 520 850',
    'M760 660C800 590 780 540 820 500',
    'M400 672C380 760 300 800 280 860',
    'M880 632C930 700 900 760 940 820',
  ]
  const tips: readonly [number, number, number][] = [
    [200, 548, 92],
    [560, 500, 96],
    [520, 838, 84],
    [820, 512, 84],
    [280, 848, 78],
    [936, 812, 70],
    [150, 700, 80],
    [420, 590, 62],
    [690, 570, 62],
    [660, 800, 60],
  ]
  return (
    softShadow(600, 790, 520, 90, 0.42) +
    twigs.map((d) => stroke(d, bark, 16)).join('') +
    stroke(wood, '#5a4838', 54) +
    stroke(wood, bark, 44) +
    stroke('M150 712C380 632 620 692 830 632C930 606 996 630 1050 676', lighter(bark, 0.35), 10) +
    ellipse(1062, 690, 24, 30, '#dcb98a') +
    ellipse(1062, 690, 13, 17, '#c59f6c') +
    tips
      .map(([x, y, size]) =>
        season.leaves
          ? spray(x, y, size, season.leaves, random)
          : scattered(5, random, () =>
              stroke(
                `M${x} ${y}l${between(random, -60, 60).toFixed(0)} ${between(random, -60, 30).toFixed(0)}`,
                bark,
                5,
              ),
            ),
      )
      .join('')
  )
}

const sawdust = (random: () => number): Svg =>
  scattered(70, random, () =>
    ellipse(
      640 + between(random, -260, 300),
      760 + between(random, -60, 70),
      between(random, 3, 8),
      3,
      oneOf(random, ['#e6cfa4', '#d9bd8b', '#f0dfbd']),
    ),
  ) +
  [
    [980, 690],
    [1040, 720],
  ]
    .map(
      ([x, y]) =>
        softShadow(x!, y! + 26, 60, 12) +
        turned(
          [
            rect(x! - 34, y! - 20, 60, 40, '#5f4c3b', 6),
            ellipse(x! - 34, y!, 15, 20, '#dcb98a'),
            ellipse(x! - 34, y!, 8, 11, '#c9a36f'),
          ],
          -8,
          x!,
          y!,
        ),
    )
    .join('')
