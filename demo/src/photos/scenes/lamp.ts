import { cover, grains, kerb, roadway, street } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import { height, width, type Brush, type Layers } from '../scene.ts'
import { ellipse, gradient, line, path, poly, rect, softShadow, stroke, type Svg } from '../svg.ts'

const steel = '#7f868c'

/** A street lamp in the evening: dark, or with its pool of light on the pavement. */
export function lamp(brush: Brush): Layers {
  const { broken, random } = brush
  const front = [
    cover(brush, 110, 520),
    roadway(brush, [470, 640], [-420, 820]),
    grains(150, 440, random),
    poly(
      [
        [662, 406],
        [706, 406],
        [1150, height],
        [900, height],
      ],
      '#a7a49d',
    ),
    ...[440, 500, 580, 690, 830].map((y, at) =>
      line(662 + (y - 406) * 0.43, y, 706 + (y - 406) * 0.8, y, '#8d8a84', 1 + at),
    ),
    kerb(644, 406, 850, height, 26),
    softShadow(1016, 806, 60, 14),
    post(),
    head(broken ? '#6e757b' : '#fff4cf'),
    bulb(broken),
  ].join('')
  return { back: street(brush), front, ...(brush.light.lamps ? { glow: broken ? windows() : pool() + windows() } : {}) }
}

const post = (): Svg =>
  [
    rect(1000, 760, 40, 48, darker(steel, 0.35), 4),
    stroke('M1020 800L1020 250C1020 150 960 120 862 122', darker(steel, 0.45), 22),
    stroke('M1016 800L1016 250C1016 154 956 124 862 125', steel, 15),
    stroke('M1011 790L1011 250C1011 158 950 130 870 129', lighter(steel, 0.45), 4),
    rect(1002, 640, 30, 66, '#d8d2b4', 3),
    rect(1007, 650, 20, 4, '#8d8a70'),
    rect(1007, 660, 16, 4, '#8d8a70'),
  ].join('')

const head = (glass: string): Svg =>
  path('M742 128C760 96 850 92 884 116L884 134L742 138Z', darker(steel, 0.3)) +
  path('M750 138C770 156 840 156 862 136Z', glass)
const bulb = (broken: boolean): Svg => (broken ? stroke('M776 142l10 9l8 -8l12 10l10 -11', '#4a5158', 3) : '')

/** What shines: the lamp, its cone, and the pool it throws on the ground. */
function pool(): Svg {
  const cone = gradient('cone', [
    [0, '#ffdf9a', 0.5],
    [0.6, '#ffcf7a', 0.16],
    [1, '#ffc36a', 0],
  ])
  const ground = gradient(
    'ground',
    [
      [0, '#ffcf7c', 0.78],
      [0.5, '#f5b45c', 0.32],
      [1, '#f0a64a', 0],
    ],
    'round',
  )
  const halo = gradient(
    'halo',
    [
      [0, '#fff3cf', 1],
      [0.25, '#ffdf95', 0.6],
      [1, '#ffc766', 0],
    ],
    'round',
  )
  return (
    cone.defs +
    ground.defs +
    halo.defs +
    rect(0, 0, width, height, '#000000') +
    path('M764 142L430 800C600 900 1040 900 1130 790L850 142Z', cone.fill) +
    ellipse(790, 800, 470, 150, ground.fill) +
    ellipse(806, 148, 190, 130, halo.fill) +
    ellipse(806, 146, 52, 18, '#fff6dc')
  )
}

const windows = (): Svg =>
  [
    [872, 300],
    [1020, 234],
    [1094, 366],
    [636, 300],
    [1168, 168],
    [80, 262],
    [232, 330],
    [946, 168],
  ]
    .map(([x, y]) => rect(x!, y!, 26, 28, '#7a5a26', 2))
    .join('')
