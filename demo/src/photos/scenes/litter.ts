import { cover, grains, yard } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import { height, width, type Brush, type Layers } from '../scene.ts'
import {
  between,
  ellipse,
  gradient,
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

/** A yard after the weekend: bottles, papers, a burst bag around the bin; or swept. */
export function litter(brush: Brush): Layers {
  const { broken, random } = brush
  const walk = gradient('walk', [
    [0, '#bdb7aa'],
    [1, '#a29c8f'],
  ])
  const front = [
    cover(brush, 160, 450),
    walk.defs,
    path(`M0 700C420 600 860 600 ${width} 660L${width} ${height}L0 ${height}Z`, walk.fill),
    grains(150, 680, random, ['#b3ad9f', '#948e81', '#cac4b6']),
    stroke(`M0 700C420 600 860 600 ${width} 660`, '#d6d1c5', 10),
    broken
      ? ''
      : Array.from({ length: 5 }, (_, at) =>
          stroke(`M${160 + at * 190} ${900 - at * 8}q90 -60 190 -${64 + at * 6}`, '#d0cabd', 18, 'opacity=".28"'),
        ).join(''),
    urn(broken),
    broken ? mess(random) : '',
  ].join('')
  return { back: yard(brush), front }
}

const urn = (broken: boolean): Svg => {
  const stone = '#b9b4a8'
  return (
    softShadow(870, 748, 150, 26, 0.5) +
    path('M760 500L980 500L950 744L790 744Z', stone) +
    path('M760 500L824 500L836 744L790 744Z', lighter(stone, 0.35)) +
    path('M916 500L980 500L950 744L900 744Z', darker(stone, 0.2)) +
    ellipse(870, 500, 112, 28, lighter(stone, 0.2)) +
    ellipse(870, 500, 94, 21, '#3a3c3e') +
    (broken
      ? path('M786 500C780 440 830 420 852 446C880 400 930 430 926 462C960 450 968 490 954 504Z', '#4b535b') +
        rect(838, 424, 18, 70, '#8fbf9a', 6) +
        rect(842, 408, 10, 20, '#7aa986', 3) +
        turned(rect(890, 436, 58, 44, '#e9e3d4', 3), 18, 910, 456)
      : path('M790 502C830 486 920 486 950 502C920 514 820 514 790 502Z', '#6e7c86'))
  )
}

function bottle(x: number, y: number, angle: number, colour: string): Svg {
  return (
    softShadow(x, y + 12, 50, 9) +
    turned(
      [
        rect(x - 44, y - 14, 62, 28, colour, 10),
        path(`M${x + 16} ${y - 12}L${x + 36} ${y - 6}V${y + 6}L${x + 16} ${y + 12}Z`, colour),
        rect(x + 34, y - 7, 16, 14, darker(colour, 0.3), 3),
        rect(x - 38, y - 9, 44, 6, '#ffffff', 3, 'opacity=".45"'),
        rect(x - 26, y - 14, 26, 28, '#f2ead6', 2, 'opacity=".85"'),
      ],
      angle,
      x,
      y,
    )
  )
}

const cup = (x: number, y: number, angle: number): Svg =>
  softShadow(x, y + 14, 34, 8) +
  turned(
    [
      poly(
        [
          [x - 26, y - 20],
          [x + 26, y - 14],
          [x + 26, y + 14],
          [x - 26, y + 20],
        ],
        '#f4f0e6',
      ),
      ellipse(x - 26, y, 7, 20, '#cfc8b8'),
      poly(
        [
          [x - 8, y - 18],
          [x + 14, y - 15],
          [x + 14, y + 15],
          [x - 8, y + 18],
        ],
        '#b9553f',
      ),
    ],
    angle,
    x,
    y,
  )

const paper = (x: number, y: number, random: () => number): Svg => {
  const w = between(random, 26, 70),
    h = w * between(random, 0.4, 0.7),
    tone = oneOf(random, ['#f5f1e6', '#e7ded0', '#d9c29c', '#c9dde0'])
  return (
    poly(
      [
        [x + 4, y + 5],
        [x + w + 6, y - h * 0.2 + 5],
        [x + w * 0.9, y + h + 6],
        [x + 3, y + h * 0.8 + 6],
      ],
      '#2b3040',
      'opacity=".25"',
    ) +
    poly(
      [
        [x, y],
        [x + w, y - h * 0.2],
        [x + w * 0.86, y + h],
        [x - 4, y + h * 0.8],
      ],
      tone,
    ) +
    poly(
      [
        [x + w * 0.4, y - h * 0.08],
        [x + w, y - h * 0.2],
        [x + w * 0.86, y + h],
      ],
      darker(tone, 0.1),
    )
  )
}

const mess = (random: () => number): Svg =>
  [
    scattered(15, random, () => paper(between(random, 60, 1160), between(random, 690, 900), random)),
    bottle(300, 790, -14, '#6d9d63'),
    bottle(560, 850, 24, '#8a5a35'),
    bottle(1080, 800, -32, '#7fb0b8'),
    cup(440, 740, 12),
    cup(720, 800, -20),
    softShadow(180, 846, 120, 24),
    path('M90 850C70 770 130 740 170 730L196 716L206 736C260 750 290 800 268 852C210 874 130 872 90 850Z', '#3d454d'),
    path('M120 800q20 40 10 60M190 760q24 50 20 96', 'none', 'stroke="#6b757e" stroke-width="4"'),
    path('M250 800L330 830L318 862L262 856Z', '#e9e2d2'),
    ellipse(344, 862, 22, 12, '#c98e46'),
    ellipse(300, 874, 15, 9, '#b9553f'),
  ].join('')
