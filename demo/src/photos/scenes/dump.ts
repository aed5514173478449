import { cover, park } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import { height, type Brush, type Layers } from '../scene.ts'
import {
  between,
  ellipse,
  gradient,
  line,
  oneOf,
  path,
  poly,
  rect,
  scattered,
  softShadow,
  stroke,
  turned,
  type Svg,
} from '../svg.ts'

/** The edge of a wood: tyres, boards and a sofa that somebody left, or only grass and wheel tracks. */
export function dump(brush: Brush): Layers {
  const { broken, random } = brush
  const track = gradient('track', [
    [0, '#c0ad88'],
    [1, '#a08c68'],
  ])
  const front = [
    cover(brush, 150, 450),
    track.defs,
    path(`M0 860C200 800 420 800 560 ${height}L0 ${height}Z`, track.fill),
    stroke(`M60 ${height}C200 850 380 850 470 ${height}`, '#8c7957', 20, 'opacity=".45"'),
    broken ? heap(random) : traces(random),
  ].join('')
  return { back: park(brush), front }
}

const tyre = (x: number, y: number, size: number): Svg =>
  ellipse(x, y + size * 0.14, size, size * 0.62, '#1f2226') +
  ellipse(x, y, size, size * 0.62, '#33373c') +
  ellipse(x, y - 2, size * 0.56, size * 0.33, '#17191c') +
  stroke(
    `M${x - size * 0.8} ${y - size * 0.18}A${size * 0.84} ${size * 0.5} 0 0 1 ${x + size * 0.3} ${y - size * 0.5}`,
    '#5d646b',
    6,
  )
const bag = (x: number, y: number, size: number, tone: string): Svg =>
  path(
    `M${x - size} ${y + size * 0.5}C${x - size * 1.3} ${y - size * 0.4} ${x - size * 0.4} ${y - size * 0.8} ${x} ${y - size * 0.9}C${x + size * 0.7} ${y - size * 0.7} ${x + size * 1.3} ${y - size * 0.2} ${x + size} ${y + size * 0.5}C${x + size * 0.5} ${y + size * 0.8} ${x - size * 0.5} ${y + size * 0.8} ${x - size} ${y + size * 0.5}Z`,
    tone,
  ) +
  stroke(
    `M${x - size * 0.4} ${y - size * 0.3}q${size * 0.2} ${size * 0.4} 0 ${size * 0.8}`,
    lighter(tone, 0.3),
    4,
    'opacity=".6"',
  )

function heap(random: () => number): Svg {
  const board = (x: number, y: number, long: number, angle: number, tone: string) =>
    turned(
      [
        rect(x, y, long, 26, tone, 2),
        rect(x, y, long, 7, lighter(tone, 0.35), 2),
        ellipse(x + long * 0.3, y + 14, 6, 4, darker(tone, 0.3)),
      ],
      angle,
      x + long / 2,
      y,
    )
  return [
    softShadow(690, 800, 520, 90, 0.5),
    sofa(),
    board(330, 640, 420, -24, '#a98a63'),
    board(360, 690, 400, 12, '#8f7351'),
    board(760, 560, 340, 38, '#b3956c'),
    tyre(420, 760, 104),
    tyre(420, 700, 98),
    tyre(960, 782, 96),
    bag(610, 762, 78, '#39424a'),
    bag(740, 790, 62, '#e2dccd'),
    bag(850, 720, 70, '#4c6d8b'),
    bag(530, 806, 52, '#7d9a6d'),
    poly(
      [
        [1040, 700],
        [1170, 680],
        [1190, 806],
        [1060, 830],
      ],
      '#c49d68',
    ),
    poly(
      [
        [1040, 700],
        [1170, 680],
        [1180, 694],
        [1048, 716],
      ],
      '#dcbb88',
    ),
    stroke('M220 830C280 780 330 800 360 840', '#6d7f8a', 14),
    ellipse(250, 826, 56, 22, '#8f9ca4'),
    ellipse(250, 820, 44, 15, '#5c6870'),
    scattered(40, random, () => {
      const x = between(random, 150, 1220),
        y = between(random, 780, 900),
        size = between(random, 8, 34)
      return turned(
        rect(x, y, size, size * 0.4, oneOf(random, ['#efe9db', '#c9a878', '#9fbfc6', '#b9604c', '#75848e']), 2),
        between(random, -40, 40),
        x,
        y,
      )
    }),
  ].join('')
}

function sofa(): Svg {
  const cloth = '#a5604f'
  return turned(
    [
      path('M560 560C560 500 600 490 640 490H960C1000 490 1040 500 1040 560V690H560Z', darker(cloth, 0.18)),
      rect(540, 620, 520, 110, cloth, 18),
      rect(556, 600, 240, 50, lighter(cloth, 0.14), 14),
      rect(804, 600, 240, 50, lighter(cloth, 0.1), 14),
      rect(516, 570, 66, 160, darker(cloth, 0.08), 22),
      rect(1018, 570, 66, 160, darker(cloth, 0.14), 22),
      path('M690 520l60 -14l30 40l-50 30z', '#e8d9b8'),
      line(700, 528, 760, 548, '#c9b58a', 4),
    ],
    -5,
    800,
    640,
  )
}

/** Where it lay the grass is pale yet. */
function traces(random: () => number): Svg {
  const pale = gradient(
    'pale',
    [
      [0, '#cdbf8f', 0.75],
      [1, '#cdbf8f', 0],
    ],
    'round',
  )
  return (
    pale.defs +
    ellipse(700, 780, 420, 90, pale.fill) +
    scattered(50, random, () =>
      ellipse(
        between(random, 380, 1040),
        between(random, 720, 850),
        between(random, 4, 12),
        3,
        '#a08c62',
        'opacity=".5"',
      ),
    ) +
    softShadow(1010, 742, 60, 12) +
    rect(1000, 520, 20, 222, '#8a7256', 3) +
    rect(1004, 520, 6, 220, '#b09673') +
    rect(898, 440, 226, 132, '#f3efe2', 8) +
    rect(898, 440, 226, 34, '#4f8163', 8) +
    path('M996 492h30l4 8h18v8h-74v-8h18zM982 514h58l-5 46h-48z', '#4f8163') +
    line(962, 558, 1062, 486, '#b8493c', 9)
  )
}
