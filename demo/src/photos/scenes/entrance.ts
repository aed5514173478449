import { grains } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import { width, type Brush, type Layers } from '../scene.ts'
import { between, ellipse, gradient, line, path, poly, rect, scattered, softShadow, stroke, type Svg } from '../svg.ts'

const door = '#6b4a3a'

/** The door of a stairwell: its pane knocked out and stopped with cardboard, or glazed anew. */
export function entrance(brush: Brush): Layers {
  const { broken, random } = brush
  const front = [
    steps(random),
    doorway(),
    leaf(broken),
    canopy(),
    side(),
    lampAbove(brush),
    broken ? glassOnSteps(random) : '',
    broken ? '' : mat(),
  ].join('')
  return { back: wall(brush), front }
}

function wall({ random, light }: Brush): Svg {
  const plaster = gradient('plaster', [
    [0, '#d9cbb4'],
    [1, '#c8b79d'],
  ])
  const slabs =
    [0, 310, 620, 930].map((x) => line(x, 0, x, 740, '#b3a289', 5)).join('') +
    [210, 470].map((y) => line(0, y, width, y, '#b3a289', 5)).join('')
  const window = (x: number, y: number) =>
    rect(x, y, 210, 220, '#f0efe9', 4) +
    rect(x + 12, y + 12, 88, 196, light.lamps ? '#ffdd97' : '#7f97a6') +
    rect(x + 110, y + 12, 88, 196, light.lamps ? '#ffdd97' : '#8aa1ae') +
    path(`M${x + 12} ${y + 12}h88v80q-40 60 -88 100z`, '#efe4d2', 'opacity=".7"') +
    rect(x - 10, y + 220, 230, 14, '#b9ad9a')
  return (
    plaster.defs +
    rect(0, 0, width, 760, plaster.fill) +
    slabs +
    scattered(40, random, () =>
      ellipse(
        random() * width,
        random() * 700,
        between(random, 20, 90),
        between(random, 8, 30),
        '#fff7e6',
        'opacity=".07"',
      ),
    ) +
    rect(0, 640, width, 110, '#8d8a84') +
    window(40, 250) +
    window(1030, 250) +
    rect(0, 740, width, 240, '#a5a29b')
  )
}

const steps = (random: () => number): Svg =>
  [
    [380, 760, 520],
    [330, 812, 620],
    [280, 868, 720],
  ]
    .map(
      ([x, y, w], at) =>
        rect(x!, y!, w!, 56 + at * 10, ['#b7b3aa', '#aeaaa1', '#a5a198'][at]!) +
        rect(x!, y!, w!, 12, '#cdc9bf') +
        rect(x!, y! + 48, w!, 8, '#7d7a73', 0, 'opacity=".5"'),
    )
    .join('') + grains(70, 780, random, ['#99958c', '#c1bdb3', '#8b877f'])

const doorway = (): Svg =>
  rect(404, 150, 472, 616, '#9c8f7d') +
  rect(424, 168, 432, 598, '#2f2924') +
  poly(
    [
      [404, 150],
      [876, 150],
      [856, 168],
      [424, 168],
    ],
    '#85796a',
  )

function leaf(broken: boolean): Svg {
  const panel = (x: number, y: number, w: number, h: number) =>
    rect(x, y, w, h, darker(door, 0.18), 4) +
    rect(x + 8, y + 8, w - 16, h - 16, lighter(door, 0.1), 3) +
    line(x + 10, y + 10, x + w - 10, y + 10, lighter(door, 0.4), 3)
  const glass = gradient('pane', [
    [0, '#bcd6dd'],
    [0.5, '#8fb0bb'],
    [1, '#7796a2'],
  ])
  const pane = broken
    ? rect(488, 214, 138, 226, '#1d2124') +
      cardboard() +
      [
        path('M488 214H626V250L600 268L612 296L580 284L560 300L546 272L520 290L510 262L488 272Z', glass.fill),
        stroke('M488 272L510 262L520 290L546 272L560 300L580 284L612 296L600 268L626 250', '#f3fafb', 4),
      ].join('')
    : rect(488, 214, 138, 226, glass.fill) +
      poly(
        [
          [500, 440],
          [560, 214],
          [586, 214],
          [528, 440],
        ],
        '#fff',
        'opacity=".4"',
      ) +
      poly(
        [
          [590, 440],
          [626, 300],
          [626, 360],
          [606, 440],
        ],
        '#fff',
        'opacity=".25"',
      )
  return (
    glass.defs +
    rect(436, 176, 408, 590, door, 3) +
    rect(436, 176, 408, 8, lighter(door, 0.35)) +
    line(660, 180, 660, 766, darker(door, 0.55), 7) +
    rect(476, 202, 162, 250, darker(door, 0.35), 4) +
    pane +
    rect(486, 322, 142, 8, darker(door, 0.25)) +
    panel(476, 488, 162, 240) +
    panel(688, 202, 130, 250) +
    panel(688, 488, 130, 240) +
    rect(640, 470, 14, 96, '#c9b98a', 7) +
    rect(643, 474, 4, 86, '#f0e4ba', 3) +
    rect(724, 250, 62, 92, '#4b5056', 6) +
    rect(732, 258, 46, 24, '#9fc2b0', 3) +
    Array.from({ length: 9 }, (_, at) =>
      rect(734 + (at % 3) * 15, 290 + Math.floor(at / 3) * 15, 10, 10, '#c9ccce', 2),
    ).join('')
  )
}

const cardboard = (): Svg =>
  path('M484 300L600 288L632 306L628 444L496 448Z', '#c59d69') +
  path('M484 300L600 288L604 300L490 316Z', '#dab885') +
  stroke('M520 340L590 420M516 420L600 350', '#a37c4b', 3, 'opacity=".6"') +
  rect(478, 330, 60, 20, '#e8e2d0', 2, 'opacity=".85" transform="rotate(-12 500 340)"') +
  rect(590, 410, 60, 20, '#e8e2d0', 2, 'opacity=".85" transform="rotate(20 610 420)"')
const canopy = (): Svg =>
  poly(
    [
      [340, 96],
      [940, 96],
      [980, 146],
      [300, 146],
    ],
    '#7c8790',
  ) +
  rect(300, 144, 680, 22, '#5d6770') +
  poly(
    [
      [340, 96],
      [940, 96],
      [948, 106],
      [332, 106],
    ],
    '#a5b0b8',
  ) +
  rect(404, 166, 472, 34, '#1d2026', 0, 'opacity=".28"')
const side = (): Svg =>
  rect(906, 330, 92, 58, '#f5f1e4', 4) +
  rect(916, 342, 72, 8, '#86909a', 2) +
  rect(916, 357, 56, 6, '#b3bac0', 2) +
  rect(916, 370, 64, 6, '#b3bac0', 2) +
  rect(300, 300, 74, 44, '#2f6a9e', 5) +
  rect(312, 314, 50, 16, '#e8f0f6', 3) +
  stroke('M300 770V560M980 770V560', '#5f676d', 14) +
  stroke('M300 560L250 700M980 560L1030 700', '#5f676d', 12)
const lampAbove = ({ light }: Brush): Svg =>
  rect(612, 112, 56, 12, '#3c4146') + ellipse(640, 128, 30, 15, light.lamps ? '#fff0c0' : '#e5e4da')
const mat = (): Svg =>
  softShadow(640, 764, 190, 14) +
  poly(
    [
      [500, 752],
      [780, 752],
      [800, 786],
      [480, 786],
    ],
    '#4d5658',
  ) +
  Array.from({ length: 11 }, (_, at) => line(504 + at * 27, 756, 490 + at * 30, 782, '#677173', 4)).join('')
const glassOnSteps = (random: () => number): Svg =>
  scattered(34, random, () => {
    const x = between(random, 430, 700),
      y = between(random, 758, 850),
      size = between(random, 6, 22)
    return poly(
      [
        [x, y],
        [x + size, y - size * 0.4],
        [x + size * 0.7, y + size * 0.4],
      ],
      random() < 0.5 ? '#dff0f3' : '#9fc0c9',
      'opacity=".9"',
    )
  })
