import { cover, yard } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import type { Brush, Layers } from '../scene.ts'
import {
  ellipse,
  gradient,
  line,
  path,
  poly,
  scattered,
  softShadow,
  stroke,
  turned,
  type Svg,
  between,
} from '../svg.ts'

const blue = '#3f74a3',
  yellow = '#e3ae3c',
  wood = '#b98a58'

/** Two swings on a frame; one hangs by a single chain, or both are sound. */
export function swing(brush: Brush): Layers {
  const { broken, light, random } = brush
  const mat = gradient('sand', [
    [0, '#d8c6a0'],
    [1, '#bfa87e'],
  ])
  const sand =
    mat.defs +
    ellipse(640, 772, 430, 92, mat.fill) +
    scattered(80, random, () =>
      ellipse(
        between(random, 250, 1030),
        between(random, 715, 835),
        4,
        2,
        darker('#cdb88f', between(random, 0, 0.3)),
        'opacity=".5"',
      ),
    )
  const reach = 40 + 90 * light.reach
  const shade = `opacity="${light.shadow}"`
  const shadows = [
    stroke(`M250 752L${360 + reach} 800L930 ${808}L1010 764`, '#20263a', 16, shade),
    ellipse(520 + reach * 0.4, 792, 92, 14, '#20263a', shade),
    ellipse(broken ? 800 : 780 + reach * 0.4, 792, broken ? 60 : 92, 13, '#20263a', shade),
    softShadow(250, 752, 34, 9),
    softShadow(420, 778, 34, 9),
    softShadow(850, 752, 34, 9),
    softShadow(1020, 778, 34, 9),
  ].join('')
  return {
    back: yard(brush),
    front: [
      cover(brush, 150),
      sand,
      shadows,
      frame(),
      seat(470, 578),
      broken ? hangingSeat() : seat(724, 832, true),
    ].join(''),
  }
}

function pipe(x1: number, y1: number, x2: number, y2: number, colour: string, width: number): Svg {
  return (
    line(x1, y1, x2, y2, darker(colour, 0.3), width) +
    line(x1 - width * 0.12, y1, x2 - width * 0.12, y2, colour, width * 0.72) +
    line(x1 - width * 0.24, y1, x2 - width * 0.24, y2, lighter(colour, 0.45), width * 0.2)
  )
}

const frame = (): Svg =>
  [
    pipe(332, 176, 420, 776, darker(blue, 0.18), 20),
    pipe(938, 176, 850, 750, darker(blue, 0.18), 20),
    pipe(332, 170, 250, 750, blue, 24),
    pipe(938, 170, 1020, 776, blue, 24),
    line(300, 404, 362, 404, darker(blue, 0.2), 12),
    line(908, 404, 972, 404, darker(blue, 0.2), 12),
    line(310, 178, 962, 178, darker(yellow, 0.35), 26),
    line(310, 174, 962, 174, yellow, 20),
    line(314, 167, 958, 167, lighter(yellow, 0.5), 5),
    ...[470, 578, 724, 832].map((x) => ellipse(x, 190, 9, 11, '#4c535b')),
  ].join('')

const chain = (d: string, fresh = false): Svg =>
  stroke(d, fresh ? '#7d868d' : '#565d64', 7, 'stroke-dasharray="9 5"') +
  stroke(d, fresh ? '#c9d0d4' : '#8a9197', 2.4, 'stroke-dasharray="9 5"')

function seat(left: number, right: number, fresh = false): Svg {
  const plank = fresh ? '#d6a667' : wood
  const from = left - 8,
    to = right + 8
  return (
    chain(`M${left} 194L${left + 2} 640`, fresh) +
    chain(`M${right} 194L${right - 2} 640`, fresh) +
    poly(
      [
        [from, 642],
        [to, 642],
        [to + 10, 668],
        [from - 10, 668],
      ],
      plank,
    ) +
    poly(
      [
        [from - 10, 668],
        [to + 10, 668],
        [to + 10, 682],
        [from - 10, 682],
      ],
      darker(plank, 0.35),
    ) +
    line(from + 2, 650, to - 2, 650, lighter(plank, 0.4), 3) +
    line(from - 4, 660, to + 4, 660, darker(plank, 0.15), 2)
  )
}

/** One chain has torn; the seat has swung down and touches the sand. */
function hangingSeat(): Svg {
  const board = turned(
    [
      poly(
        [
          [716, 640],
          [846, 636],
          [850, 656],
          [716, 662],
        ],
        wood,
      ),
      poly(
        [
          [716, 662],
          [850, 656],
          [850, 669],
          [716, 676],
        ],
        darker(wood, 0.4),
      ),
      line(722, 649, 842, 645, lighter(wood, 0.35), 3),
      path('M838 636l14 -4l-4 12l8 6l-8 4l2 14l-12 2z', darker(wood, 0.2)),
    ],
    62,
    724,
    646,
  )
  return (
    chain('M724 194L725 642') +
    board +
    chain('M832 194C833 270 838 320 832 372C826 396 842 404 838 420') +
    stroke('M838 420q10 12 0 20', '#565d64', 6) +
    chain('M792 770c22 -8 34 12 58 6c20 -4 26 10 44 8')
  )
}
