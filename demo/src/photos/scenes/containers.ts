import { cover, yard } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import type { Brush, Layers } from '../scene.ts'
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

/** Three containers on their site: overfull since the weekend, or emptied. */
export function containers(brush: Brush): Layers {
  const { broken, random } = brush
  const slab = gradient('slab', [
    [0, '#c2c0ba'],
    [1, '#a3a19c'],
  ])
  const front = [
    cover(brush, 120, 700),
    slab.defs,
    poly(
      [
        [130, 610],
        [1150, 610],
        [1250, 850],
        [30, 850],
      ],
      slab.fill,
    ),
    poly(
      [
        [30, 850],
        [1250, 850],
        [1250, 868],
        [30, 868],
      ],
      '#87857f',
    ),
    fence(),
    softShadow(640, 770, 560, 46, 0.45),
    container(190, 396, '#4d8a61', broken, 'left'),
    container(500, 388, '#46739c', broken, 'up'),
    container(810, 396, '#d2a13c', broken, 'shut'),
    broken ? overflow(random) : stroke('M300 822q120 -20 240 -6M700 816q160 -12 260 6', '#8f8d88', 5, 'opacity=".4"'),
  ].join('')
  return { back: yard(brush), front }
}

const fence = (): Svg =>
  [
    rect(128, 330, 14, 290, '#6b7a70'),
    rect(1138, 330, 14, 290, '#6b7a70'),
    rect(128, 330, 1024, 12, '#7b8a80'),
    ...Array.from({ length: 42 }, (_, at) => rect(146 + at * 23.6, 342, 17, 268, at % 2 ? '#8f9d93' : '#97a59b')),
    rect(128, 470, 1024, 8, '#78867d'),
  ].join('')

function container(x: number, y: number, colour: string, broken: boolean, lid: 'left' | 'up' | 'shut'): Svg {
  const wheel = (at: number) => ellipse(at, y + 400, 19, 20, '#2c2f33') + ellipse(at, y + 400, 8, 9, '#7d8388')
  const ribs = [0.2, 0.5, 0.8]
    .map((at) => line(x + 22 + at * 216, y + 96, x + 34 + at * 192, y + 366, darker(colour, 0.16), 9))
    .join('')
  const body =
    poly(
      [
        [x, y + 70],
        [x + 260, y + 70],
        [x + 238, y + 388],
        [x + 22, y + 388],
      ],
      colour,
    ) +
    poly(
      [
        [x, y + 70],
        [x + 44, y + 70],
        [x + 56, y + 388],
        [x + 22, y + 388],
      ],
      lighter(colour, 0.2),
    ) +
    poly(
      [
        [x + 216, y + 70],
        [x + 260, y + 70],
        [x + 238, y + 388],
        [x + 204, y + 388],
      ],
      darker(colour, 0.22),
    )
  const bin =
    wheel(x + 50) +
    wheel(x + 210) +
    body +
    ribs +
    rect(x - 9, y + 58, 278, 24, darker(colour, 0.28), 6) +
    rect(x + 84, y + 190, 92, 64, lighter(colour, 0.72), 4) +
    path(`M${x + 130} ${y + 200}l16 26h-10v18h-12v-18h-10z`, colour)
  const closed =
    path(`M${x - 14} ${y + 62}C${x + 10} ${y + 6} ${x + 250} ${y + 6} ${x + 274} ${y + 62}Z`, darker(colour, 0.1)) +
    path(
      `M${x} ${y + 50}C${x + 40} ${y + 18} ${x + 170} ${y + 16} ${x + 210} ${y + 26}C${x + 130} ${y + 26} ${x + 60} ${y + 34} ${x} ${y + 50}Z`,
      lighter(colour, 0.4),
      'opacity=".6"',
    ) +
    rect(x + 102, y + 46, 56, 12, darker(colour, 0.35), 5)
  if (!broken || lid === 'shut')
    return bin + (broken ? turned(closed, -9, x - 14, y + 62) + bag(x + 170, y + 44, 44, '#3b4148') : closed)
  const open =
    poly(
      [
        [x - 6, y + 56],
        [x + 266, y + 56],
        [x + 250, y - 92],
        [x + 10, y - 92],
      ],
      darker(colour, 0.32),
    ) +
    poly(
      [
        [x + 12, y + 48],
        [x + 248, y + 48],
        [x + 236, y - 80],
        [x + 24, y - 80],
      ],
      darker(colour, 0.18),
    )
  return open + heap(x, y) + bin
}

const bag = (x: number, y: number, size: number, colour: string): Svg =>
  path(
    `M${x - size} ${y + size * 0.5}C${x - size * 1.2} ${y - size * 0.5} ${x - size * 0.4} ${y - size * 0.7} ${x - size * 0.1} ${y - size * 0.9}L${x + size * 0.16} ${y - size * 0.9}C${x + size * 0.7} ${y - size * 0.6} ${x + size * 1.2} ${y - size * 0.3} ${x + size} ${y + size * 0.5}C${x + size * 0.6} ${y + size * 0.9} ${x - size * 0.6} ${y + size * 0.9} ${x - size} ${y + size * 0.5}Z`,
    colour,
  ) +
  path(
    `M${x - size * 0.1} ${y - size * 0.9}l${-size * 0.2} ${-size * 0.3}h${size * 0.64}l${-size * 0.18} ${size * 0.3}z`,
    darker(colour, 0.25),
  ) +
  stroke(
    `M${x - size * 0.5} ${y - size * 0.2}q${size * 0.1} ${size * 0.5} 0 ${size * 0.7}M${x + size * 0.1} ${y - size * 0.6}q${size * 0.2} ${size * 0.6} ${size * 0.1} ${size}`,
    lighter(colour, 0.32),
    3,
    'opacity=".7"',
  )

const heap = (x: number, y: number): Svg =>
  [
    bag(x + 70, y + 20, 58, '#2f353c'),
    bag(x + 190, y + 14, 62, '#4a6b8a'),
    bag(x + 130, y - 26, 60, '#e6e1d8'),
    turned(rect(x + 150, y - 46, 92, 62, '#c09a68'), 16, x + 190, y - 16),
    bag(x + 60, y - 20, 40, '#7a9a6d'),
    rect(x + 108, y + 6, 18, 56, '#b9d7dc', 6),
    bag(x + 226, y + 40, 36, '#3b4148'),
  ].join('')

function overflow(random: () => number): Svg {
  const litter = scattered(26, random, () => {
    const x = between(random, 80, 1200),
      y = between(random, 780, 850)
    return turned(
      rect(
        x,
        y,
        between(random, 12, 36),
        between(random, 6, 14),
        oneOf(random, ['#f1ede2', '#d2b48a', '#9fc1c9', '#c96a55', '#7b9d68']),
        3,
      ),
      between(random, -40, 40),
      x,
      y,
    )
  })
  return (
    softShadow(450, 800, 90, 18) +
    softShadow(800, 806, 110, 18) +
    softShadow(1120, 800, 100, 18) +
    bag(440, 756, 56, '#2f353c') +
    bag(520, 776, 44, '#e6e1d8') +
    turned(rect(740, 690, 130, 96, '#c39d6b'), -7, 800, 740) +
    turned(rect(740, 690, 130, 14, '#a98253'), -7, 800, 740) +
    bag(860, 776, 46, '#4a6b8a') +
    bag(1110, 752, 60, '#3b4148') +
    bag(1180, 784, 40, '#7a9a6d') +
    bag(120, 780, 48, '#55606a') +
    litter
  )
}
