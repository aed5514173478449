import { darker, lighter } from '../colour.ts'
import { height, width, type Brush, type Layers } from '../scene.ts'
import { ellipse, gradient, line, poly, rect, softShadow, stroke, type Svg } from '../svg.ts'

const green = '#7fa08c',
  white = '#e9e4d6'

/** The ground floor of a stairwell: the bulb has burnt out, or it is light again. */
export function stairwell({ broken }: Brush): Layers {
  const walls = gradient('walls', [
    [0, '#efeadc'],
    [1, white],
  ])
  const back =
    walls.defs +
    rect(0, 0, width, height, walls.fill) +
    rect(0, 430, width, 330, green) +
    rect(0, 424, width, 10, darker(green, 0.3)) +
    poly(
      [
        [0, 760],
        [width, 760],
        [width, height],
        [0, height],
      ],
      '#9a958b',
    ) +
    poly(
      [
        [0, 0],
        [210, 90],
        [210, 720],
        [0, height],
      ],
      darker(white, 0.12),
    ) +
    poly(
      [
        [0, 470],
        [210, 432],
        [210, 720],
        [0, height],
      ],
      darker(green, 0.16),
    ) +
    poly(
      [
        [0, 0],
        [width, 0],
        [width, 40],
        [210, 90],
      ],
      '#dcd7ca',
    )
  const front = tiles() + stairs() + mailboxes() + radiator() + notices() + bulb(broken)
  return { back, front, glow: broken ? phoneLight() : light() }
}

const tiles = (): Svg =>
  Array.from({ length: 12 }, (_, at) =>
    line(640 + (at - 6) * 96, 760, 640 + (at - 6) * 250, height, '#7f7a71', 3),
  ).join('') + [790, 836, 900].map((y) => line(0, y, width, y, '#7f7a71', 3)).join('')

const stairs = (): Svg =>
  Array.from({ length: 7 }, (_, at) => {
    const y = 712 - at * 52,
      x = 760 + at * 40
    return (
      poly(
        [
          [x, y],
          [width, y],
          [width, y + 52],
          [x - 14, y + 52],
        ],
        at % 2 ? '#b3ada1' : '#aaa498',
      ) + rect(x, y, width - x, 11, '#cbc5b9')
    )
  }).join('') +
  stroke('M742 760L1060 330L1290 330', '#4f5c5a', 18) +
  stroke('M740 520L1030 150L1290 150', '#7a4f36', 22) +
  stroke('M738 514L1028 144L1290 144', lighter('#7a4f36', 0.3), 6) +
  Array.from({ length: 8 }, (_, at) =>
    line(746 + at * 42, 738 - at * 54, 746 + at * 42, 512 - at * 53, '#56625f', 8),
  ).join('')

const mailboxes = (): Svg =>
  softShadow(470, 668, 190, 14, 0.3) +
  rect(300, 330, 350, 320, '#5b7fa0', 6) +
  Array.from({ length: 16 }, (_, at) => {
    const x = 310 + (at % 4) * 84,
      y = 340 + Math.floor(at / 4) * 77
    return (
      rect(x, y, 78, 70, at === 6 ? '#4a6a88' : '#6f94b5', 3) +
      rect(x + 10, y + 14, 58, 9, '#2e4358', 4) +
      rect(x + 10, y + 34, 22, 14, '#e8e6da', 2) +
      ellipse(x + 62, y + 50, 4, 4, '#2e4358') +
      line(x + 2, y + 2, x + 76, y + 2, '#9dbdd8', 2)
    )
  }).join('') +
  poly(
    [
      [494, 430],
      [552, 420],
      [560, 452],
      [500, 462],
    ],
    '#f2eee0',
  )
const radiator = (): Svg =>
  Array.from(
    { length: 7 },
    (_, at) =>
      rect(40 + at * 22, 620 + at * -8, 17, 170 - at * 6, '#d8d4c8', 7) +
      rect(42 + at * 22, 624 + at * -8, 5, 160 - at * 6, '#f4f1e8', 4),
  ).join('')
const notices = (): Svg =>
  rect(330, 170, 110, 130, '#f8f5ea', 2) +
  Array.from({ length: 7 }, (_, at) => rect(342, 186 + at * 15, at % 3 === 2 ? 60 : 86, 5, '#9aa0a4')).join('') +
  rect(456, 190, 84, 104, '#f3e2a5', 2) +
  Array.from({ length: 5 }, (_, at) => rect(466, 206 + at * 15, 62, 5, '#a08f55')).join('')
const bulb = (broken: boolean): Svg =>
  line(600, 0, 600, 56, '#3a3d3f', 7) +
  rect(578, 52, 44, 22, '#4a4e50', 5) +
  ellipse(600, 104, 50, 42, broken ? '#8d918f' : '#fff6d6') +
  ellipse(584, 90, 16, 12, '#ffffff', 'opacity=".5"') +
  (broken ? stroke('M590 112l8 -16l8 16l6 -14', '#4c4f50', 3) : '')

/** The neighbour who took the photo has a phone in the hand. */
function phoneLight(): Svg {
  const beam = gradient(
    'beam',
    [
      [0, '#8ea2b4', 0.75],
      [0.5, '#63788c', 0.35],
      [1, '#44566a', 0],
    ],
    'round',
  )
  return beam.defs + rect(0, 0, width, height, '#000000') + ellipse(480, 560, 470, 380, beam.fill)
}

function light(): Svg {
  const warm = gradient(
    'warm',
    [
      [0, '#ffe9b8', 0.5],
      [0.2, '#f5cf8c', 0.2],
      [1, '#a87a3c', 0],
    ],
    'round',
  )
  return (
    warm.defs +
    rect(0, 0, width, height, '#000000') +
    ellipse(600, 120, 700, 560, warm.fill) +
    ellipse(600, 104, 46, 38, '#fff3cf')
  )
}
