import { cover, park } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import { height, width, type Brush, type Layers } from '../scene.ts'
import { ellipse, gradient, line, path, poly, softShadow, stroke, turned, type Svg } from '../svg.ts'

const iron = '#3d4449'

/** A park bench: slats gone and one hanging by a screw, or all of them new. */
export function bench(brush: Brush): Layers {
  const { broken, light } = brush
  const alley = gradient('alley', [
    [0, '#d2c5ad'],
    [1, '#b7a78b'],
  ])
  const wood = broken ? '#9c7a56' : '#d39a58'
  const long = 60 + light.reach * 120
  const front = [
    cover(brush, 170, 480),
    alley.defs,
    path(`M0 ${height}L0 760C300 700 900 700 ${width} 820L${width} ${height}Z`, alley.fill),
    stroke(`M0 760C300 700 900 700 ${width} 820`, '#e4dac4', 6),
    poly(
      [
        [300, 786],
        [980, 786],
        [980 + long, 850],
        [300 + long, 850],
      ],
      '#232a3c',
      `opacity="${light.shadow}"`,
    ),
    softShadow(330, 792, 90, 15),
    softShadow(960, 792, 90, 15),
    leg(330),
    leg(930),
    back(wood, broken),
    seat(wood, broken),
    arm(310),
    arm(912),
    broken ? fallen(wood) : '',
  ].join('')
  return { back: park(brush), front }
}

const slat = (x: number, y: number, long: number, thick: number, wood: string): Svg =>
  poly(
    [
      [x, y],
      [x + long, y],
      [x + long + 4, y + thick],
      [x - 4, y + thick],
    ],
    wood,
  ) +
  line(x + 4, y + 3, x + long - 4, y + 3, lighter(wood, 0.45), 4) +
  line(x, y + thick - 2, x + long, y + thick - 2, darker(wood, 0.35), 5) +
  stroke(
    `M${x + long * 0.2} ${y + thick * 0.55}q${long * 0.12} -5 ${long * 0.26} 1t${long * 0.3} -2`,
    darker(wood, 0.14),
    2,
  ) +
  [0.07, 0.93].map((at) => ellipse(x + long * at, y + thick * 0.5, 4.5, 4, darker(wood, 0.5))).join('')

function back(wood: string, broken: boolean): Svg {
  return [
    slat(282, 398, 716, 34, wood),
    broken
      ? poly(
          [
            [282, 450],
            [470, 450],
            [498, 462],
            [478, 470],
            [512, 484],
            [278, 484],
          ],
          wood,
        ) + line(286, 453, 470, 453, lighter(wood, 0.4), 4)
      : slat(282, 450, 716, 34, wood),
    broken
      ? turned(
          poly(
            [
              [640, 450],
              [998, 450],
              [1002, 484],
              [652, 484],
              [664, 470],
              [636, 462],
            ],
            darker(wood, 0.08),
          ),
          9,
          980,
          466,
        )
      : slat(282, 502, 716, 34, wood),
  ].join('')
}

const seat = (wood: string, broken: boolean): Svg =>
  [
    poly(
      [
        [268, 590],
        [1012, 590],
        [1020, 600],
        [260, 600],
      ],
      darker(iron, 0.2),
    ),
    slat(272, 574, 736, 26, wood),
    broken
      ? poly(
          [
            [264, 608],
            [600, 608],
            [640, 616],
            [610, 624],
            [650, 634],
            [260, 636],
          ],
          wood,
        ) + line(270, 611, 596, 611, lighter(wood, 0.4), 4)
      : slat(266, 608, 748, 30, wood),
    broken ? '' : slat(258, 646, 764, 32, wood),
    poly(
      [
        [258, 678],
        [1022, 678],
        [1022, 690],
        [258, 690],
      ],
      darker(wood, broken ? 0.75 : 0.45),
      broken ? 'opacity=".35"' : '',
    ),
  ].join('')

const fallen = (wood: string): Svg =>
  softShadow(700, 838, 180, 16) +
  turned(slat(540, 806, 330, 30, darker(wood, 0.06)), -5, 700, 820) +
  poly(
    [
      [560, 742],
      [640, 750],
      [630, 764],
      [556, 758],
    ],
    lighter(wood, 0.1),
  )

const leg = (x: number): Svg =>
  [
    stroke(`M${x - 20} 792C${x - 30} 700 ${x - 12} 640 ${x - 14} 600`, iron, 22),
    stroke(`M${x + 44} 786C${x + 56} 720 ${x + 30} 660 ${x + 20} 560L${x - 2} 392`, iron, 20),
    stroke(`M${x - 26} 780C${x - 34} 700 ${x - 18} 650 ${x - 19} 610`, lighter(iron, 0.35), 5),
    stroke(`M${x - 18} 706q34 -30 66 4`, iron, 12),
  ].join('')

const arm = (x: number): Svg =>
  stroke(`M${x - 22} 592C${x - 34} 540 ${x - 6} 516 ${x + 38} 520`, iron, 18) +
  stroke(`M${x - 26} 574C${x - 30} 540 ${x - 4} 514 ${x + 34} 515`, lighter(iron, 0.4), 4)
