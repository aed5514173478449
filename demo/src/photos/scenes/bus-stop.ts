import { grains, kerb, street } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import { width, type Brush, type Layers } from '../scene.ts'
import { between, ellipse, gradient, line, path, poly, rect, scattered, softShadow, stroke, type Svg } from '../svg.ts'

const steel = '#5f6d78',
  roof = '#4a7f86'

/** A bus shelter: one pane knocked in, or clear glass with the street in it. */
export function busStop(brush: Brush): Layers {
  const { broken, random, light } = brush
  const pavement = gradient('pavement', [
    [0, '#c4bfb4'],
    [1, '#aaa498'],
  ])
  const tiles =
    Array.from({ length: 7 }, (_, row) =>
      line(0, 660 + row * row * 5, width, 660 + row * row * 5, '#99948a', 2 + row * 0.3),
    ).join('') +
    Array.from({ length: 15 }, (_, at) => line(640 + (at - 7) * 74, 640, 640 + (at - 7) * 190, 850, '#99948a', 2)).join(
      '',
    )
  const front = [
    pavement.defs,
    rect(0, 636, width, 216, pavement.fill),
    tiles,
    rect(0, 868, width, 100, '#77797b'),
    grains(60, 880, random),
    kerb(-10, 848, width + 10, 848, 24),
    rect(-10, 846, width + 20, 26, '#cfcabf'),
    line(0, 847, width, 847, lighter('#cfcabf', 0.6), 4),
    poly(
      [
        [250, 716],
        [1000, 716],
        [1000 + 110 * light.reach, 800],
        [250 + 110 * light.reach, 800],
      ],
      '#222a3c',
      `opacity="${light.shadow}"`,
    ),
    panes(broken),
    seat(),
    posts(),
    shelterRoof(),
    timetable(),
    sign(),
    broken ? shards(random) : '',
  ].join('')
  return { back: street(brush), front }
}

const frames = [
  [262, 486],
  [502, 742],
  [758, 982],
] as const

function panes(broken: boolean): Svg {
  const glass = gradient('glass', [
    [0, '#d9ecf0', 0.6],
    [0.5, '#b5d3da', 0.38],
    [1, '#a3c6cf', 0.5],
  ])
  const shine = ([from, to]: readonly [number, number]) =>
    poly(
      [
        [from + 30, 640],
        [from + 110, 262],
        [from + 150, 262],
        [from + 70, 640],
      ],
      '#ffffff',
      'opacity=".3"',
    ) +
    poly(
      [
        [to - 66, 640],
        [to - 20, 420],
        [to - 6, 420],
        [to - 50, 640],
      ],
      '#ffffff',
      'opacity=".22"',
    )
  return (
    glass.defs +
    frames
      .map((frame, at) => {
        const [from, to] = frame
        if (broken && at === 1) return smashed(glass.fill)
        return (
          rect(from, 262, to - from, 388, glass.fill) +
          shine(frame) +
          rect(from, 452, to - from, 9, '#ffffff', 0, 'opacity=".55"')
        )
      })
      .join('')
  )
}

/** What is left in the frame, and the cracks that run through it. */
const smashed = (fill: string): Svg =>
  [
    path('M502 262H742V382L706 398L716 436L676 420L640 452L604 424L580 462L566 430L530 448L538 400L502 410Z', fill),
    path('M502 650V560L524 548L536 588L566 572L580 616L622 590L640 622L676 592L700 610L716 566L742 574V650Z', fill),
    ...[
      'M622 420L600 262',
      'M676 420L742 300',
      'M566 430L502 330',
      'M640 450L668 262',
      'M580 462L540 300',
      'M602 344L650 336L700 350',
      'M548 360L600 350',
      'M580 616L560 650',
      'M676 592L690 650',
      'M536 588L502 620',
    ].map((d) => stroke(d, '#ffffff', 2.6, 'opacity=".85"')),
    stroke('M502 410L538 400L530 448L566 430L580 462L604 424L640 452L676 420L716 436L706 398L742 382', '#f5fbfc', 5),
    stroke('M502 560L524 548L536 588L566 572L580 616L622 590L640 622L676 592L700 610L716 566L742 574', '#f5fbfc', 5),
  ].join('')

const posts = (): Svg =>
  [244, 486, 742, 984]
    .map(
      (x) =>
        rect(x, 240, 18, 482, darker(steel, 0.15), 3) +
        rect(x + 3, 240, 5, 480, lighter(steel, 0.4)) +
        softShadow(x + 9, 722, 30, 7),
    )
    .join('') +
  rect(244, 640, 758, 14, steel) +
  rect(244, 252, 758, 12, steel)
const shelterRoof = (): Svg =>
  poly(
    [
      [200, 214],
      [1046, 214],
      [1018, 258],
      [228, 258],
    ],
    darker(roof, 0.25),
  ) +
  path('M188 214C400 168 840 168 1058 214L1058 226L188 226Z', roof) +
  stroke('M200 212C410 170 830 170 1046 212', lighter(roof, 0.5), 5)
const seat = (): Svg =>
  rect(520, 566, 440, 18, '#b98a58', 4) +
  rect(520, 566, 440, 6, '#d8ae7c', 3) +
  rect(520, 590, 440, 14, '#a3774a', 4) +
  [560, 740, 920].map((x) => rect(x, 600, 12, 116, darker(steel, 0.25))).join('')
const timetable = (): Svg =>
  rect(292, 330, 128, 178, '#f4f1e6', 4) +
  rect(292, 330, 128, 30, roof, 4) +
  Array.from({ length: 8 }, (_, at) => rect(304, 372 + at * 16, at % 3 ? 92 : 104, 6, '#8b959b')).join('')
const sign = (): Svg =>
  rect(1120, 220, 14, 540, darker(steel, 0.1)) +
  rect(1123, 220, 4, 540, lighter(steel, 0.5)) +
  softShadow(1127, 760, 34, 9) +
  rect(1066, 150, 122, 150, '#2f6fae', 10) +
  rect(1078, 162, 98, 84, '#ffffff', 6) +
  rect(1090, 178, 74, 44, '#2b3a48', 8) +
  rect(1096, 184, 28, 18, '#bfe0ee', 2) +
  rect(1130, 184, 28, 18, '#bfe0ee', 2) +
  ellipse(1106, 226, 8, 8, '#2b3a48') +
  ellipse(1148, 226, 8, 8, '#2b3a48') +
  rect(1084, 262, 86, 10, '#dbe8f2', 3) +
  rect(1084, 278, 60, 8, '#dbe8f2', 3)

const shards = (random: () => number): Svg =>
  scattered(44, random, () => {
    const x = between(random, 470, 830),
      y = between(random, 672, 830),
      size = between(random, 5, 22)
    return (
      poly(
        [
          [x, y],
          [x + size, y - size * 0.3],
          [x + size * 0.6, y + size * 0.5],
        ],
        random() < 0.5 ? '#e8f5f7' : '#a9cbd3',
        'opacity=".9"',
      ) + line(x, y, x + size, y - size * 0.3, '#ffffff', 1.6)
    )
  })
